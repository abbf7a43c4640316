// SPDX-License-Identifier: GPL-2.0-or-later
// What a fuzz target does when a property does not hold.
#pragma once

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace fuzz {

/// Ends the program, so that the fuzzer keeps the input.
inline void check(bool holds, std::string_view property, std::string_view detail = "") {
  if (holds) return;
  std::cerr << "broken property: " << property << '\n' << detail << '\n';
  std::abort();
}

}  // namespace fuzz
