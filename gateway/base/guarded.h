// SPDX-License-Identifier: GPL-2.0-or-later
// No exception crosses into a C library: every callback runs inside guarded().
#pragma once

#include <exception>
#include <string>
#include <utility>

#include "gateway/base/log.h"

namespace gateway {

/// Logs the exception that is being handled.
inline void say_caught(Log& log, const char* where) noexcept {
  try {
    try {
      throw;
    } catch (const std::exception& error) {
      log.say(LogLevel::error, "an unexpected error was caught",
              {{"where", where}, {"what", error.what()}});
    } catch (...) {
      log.say(LogLevel::error, "an unexpected error was caught", {{"where", where}});
    }
  } catch (...) {  // no memory for the fields
    log.say(LogLevel::error, "an unexpected error was caught", {});
  }
}

/// Runs `fn`; when it throws, says so in the log and returns `fallback`, which is to be the safe
/// answer.
template <class Result, class Fn>
Result guarded(Log& log, const char* where, Result fallback, Fn&& fn) noexcept {
  try {
    return std::forward<Fn>(fn)();
  } catch (...) {
    say_caught(log, where);
  }
  return fallback;
}

/// The same for what returns nothing; true when it came to its end.
template <class Fn>
bool guarded(Log& log, const char* where, Fn&& fn) noexcept {
  return guarded(log, where, false, [&] {
    std::forward<Fn>(fn)();
    return true;
  });
}

}  // namespace gateway
