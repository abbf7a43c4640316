// SPDX-License-Identifier: GPL-2.0-or-later
// No exception crosses into libpurple: every callback runs inside guarded().
#pragma once

#include <exception>
#include <utility>

#include "plugin/purple/log.h"

namespace plugin {

/// Runs `fn`; when it throws, says so in the debug log and returns `fallback`, which is to be the
/// answer that changes nothing (a stanza passes unmodified, an iq goes on to the client).
template <class Result, class Fn>
Result guarded(const char* where, Result fallback, Fn&& fn) noexcept {
  try {
    return std::forward<Fn>(fn)();
  } catch (const std::exception& error) {
    log_caught(where, error.what());
  } catch (...) {
    log_caught(where, "an unknown exception");
  }
  return fallback;
}

template <class Fn>
void guarded(const char* where, Fn&& fn) noexcept {
  guarded(where, true, [&] {
    std::forward<Fn>(fn)();
    return true;
  });
}

}  // namespace plugin
