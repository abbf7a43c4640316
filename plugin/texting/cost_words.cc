// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/cost_words.h"

#include "plugin/i18n.h"
#include "plugin/shown_text.h"
#include "sms/segments.h"

namespace plugin {
namespace {

/// The first character that no GSM table has, as one can show it; empty when there is none.
std::string first_forcing(const sms::Segmentation& cost, std::string_view text) {
  if (cost.forcing.empty()) return {};
  const auto& [character, offset] = cost.forcing.front();
  const std::size_t length = character < 0x80      ? 1
                             : character < 0x800   ? 2
                             : character < 0x10000 ? 3
                                                   : 4;
  std::string shown = shown_text(text.substr(offset, length), 1);
  if (shown.empty()) shown = textf("U+%04X", static_cast<unsigned>(character));
  return shown;
}

}  // namespace

SendCheck check_cost(std::string_view text, std::size_t ask_above) {
  const auto cost = sms::segment(text);
  if (!cost || cost->segments == 1) return {};
  SendCheck check;
  const std::string forcing = first_forcing(*cost, text);
  if (!forcing.empty()) {
    // Translators: %s is a character.
    check.details = textf(_("It has characters such as “%s”, which halve what fits into an SMS."),
                          forcing.c_str());
  }
  if (!cost->is_sendable()) {
    check.verdict = SendVerdict::refuse;
    // Translators: %zu are numbers of text messages.
    check.question = textf(_("Not sent: this text would take %zu SMS, and a phone joins %zu at "
                             "most. Send it in parts."),
                           cost->segments, sms::max_segments);
  } else if (ask_above != 0 && cost->segments > ask_above) {
    check.verdict = SendVerdict::ask;
    // Translators: %zu is a number of text messages, 2 or more.
    check.question = textf(_("This text takes %zu SMS. Send it?"), cost->segments);
  }
  return check;
}

std::string cost_line(std::string_view text) {
  const auto cost = sms::segment(text);
  if (!cost || cost->segments == 1) return {};
  const std::string forcing = first_forcing(*cost, text);
  if (forcing.empty()) {
    // Translators: %zu is a number of text messages, 2 or more.
    return textf(_("Sent as %zu SMS."), cost->segments);
  }
  // Translators: %zu is a number of text messages, %s a character. UCS-2 is the name of an
  // alphabet.
  return textf(_("Sent as %zu SMS (UCS-2 because of “%s”)."), cost->segments, forcing.c_str());
}

}  // namespace plugin
