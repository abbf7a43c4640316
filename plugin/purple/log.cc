// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/log.h"

#include "plugin/purple/purple_api.h"

namespace plugin {
namespace {

constexpr char category[] = "xmpp-sms";

Verbosity current_verbosity = Verbosity::normal;
std::uint32_t passed_before = 0;

void print(PurpleDebugLevel level, std::string_view text) {
  purple_debug(level, category, "%.*s\n", static_cast<int>(text.size()), text.data());
}

}  // namespace

void set_verbosity(Verbosity verbosity) {
  // Whoever asks for more is looking for a cause: what was explained before, or in silence, is
  // explained again.
  if (verbosity > current_verbosity) forget_passed();
  current_verbosity = verbosity;
}

void log_info(std::string_view text) {
  if (current_verbosity >= Verbosity::normal) print(PURPLE_DEBUG_INFO, text);
}

void log_detail(std::string_view text) {
  if (current_verbosity >= Verbosity::verbose) print(PURPLE_DEBUG_MISC, text);
}

void log_caught(const char* where, const char* what) noexcept {
  purple_debug_error(category, "%s failed (%s); the client goes on as if we were not there\n",
                     where, what);
}

void log_passed(Passed kind, std::string_view why) {
  const std::uint32_t bit = 1U << static_cast<unsigned>(kind);
  if ((passed_before & bit) != 0) return;
  passed_before |= bit;
  log_info(why);
}

void forget_passed() {
  passed_before = 0;
}

}  // namespace plugin
