// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>

#include "gateway/protocol/language.h"

namespace gateway::protocol {

[[nodiscard]] std::span<const Translation> german();

}  // namespace gateway::protocol
