// SPDX-License-Identifier: GPL-2.0-or-later
// sms-caps: prints XMPP stanzas with the SMS bundles announced or withdrawn.
#include <unistd.h>

#include <iostream>
#include <span>
#include <string_view>

#include "options.h"
#include "output.h"
#include "session.h"

int main(int argc, char** argv) {
  const std::span<const char* const> arguments(argv, static_cast<std::size_t>(argc));
  const auto options = sms_caps::parse_options(arguments.subspan(argc > 0 ? 1 : 0));
  if (!options) {
    std::cerr << "sms-caps: " << options.error() << '\n';
    return sms_caps::trouble;
  }
  sms_caps::Output output(STDOUT_FILENO);
  if (options->help || options->version) {
    std::string_view text = options->help ? sms_caps::usage() : "sms-caps " SMS_CAPS_VERSION "\n";
    text.remove_suffix(1);
    output.line(text);
    output.flush();
    return output.error() ? sms_caps::trouble : sms_caps::all_well;
  }
  return sms_caps::Session(*options, output, std::cerr).run();
}
