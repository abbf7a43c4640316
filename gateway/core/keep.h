// SPDX-License-Identifier: GPL-2.0-or-later
// Writing what has happened already and must not be forgotten.
#pragma once

#include <functional>

#include "gateway/core/context.h"

namespace gateway {

/// Before what the store could not do is tried again.
inline constexpr std::chrono::seconds pause_after_store_error{1};

/// Stores a change of state, again and again while the disk refuses; then calls `then`.
/// Whoever calls holds the message back until then, so that what waits here is bounded.
void keep(Context& context, Update update, std::function<void()> then);

}  // namespace gateway
