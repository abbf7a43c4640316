// SPDX-License-Identifier: GPL-2.0-or-later
// One event, one line, at once: whoever reads the pipe sees it when it happens.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace client {

/// Prints a line; line breaks inside it become spaces.
inline void say(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  std::puts(text.c_str());
  std::fflush(stdout);
}

inline std::string or_empty(const char* text) {
  return text != nullptr ? text : "";
}

}  // namespace client
