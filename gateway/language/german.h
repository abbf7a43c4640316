// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>

#include "gateway/language/language.h"

namespace gateway {

[[nodiscard]] std::span<const Translation> german();

}  // namespace gateway
