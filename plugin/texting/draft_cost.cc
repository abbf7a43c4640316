// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/draft_cost.h"

#include <algorithm>

#include "plugin/i18n.h"
#include "plugin/texting/character_name.h"
#include "sms/gsm_safe.h"

namespace plugin {
namespace {

constexpr std::size_t warning_segments = 3;
constexpr std::size_t most_named_characters = 10;

DraftCost broken_cost() {
  return {_("Cannot be sent as SMS"), DraftLevel::unsendable};
}

std::string count_of_texts(std::size_t count) {
  // Translators: how many text messages (SMS) a text takes.
  return textf(plural("%zu SMS", "%zu SMS", count), count);
}

DraftLevel level_of(const sms::Segmentation& cost) {
  if (!cost.is_sendable()) return DraftLevel::unsendable;
  return cost.segments >= warning_segments ? DraftLevel::warning : DraftLevel::normal;
}

bool is_worth_it(const sms::SafeSpelling& safe) {
  return safe.before.encoding == sms::Encoding::ucs2 &&
         (safe.after.segments < safe.before.segments || safe.after.encoding == sms::Encoding::gsm7);
}

std::string use_line(const sms::Segmentation& cost) {
  const bool is_single = cost.segments == 1;
  const std::size_t capacity =
      is_single ? sms::single_capacity(cost.encoding) : sms::part_capacity(cost.encoding);
  if (is_single) {
    // Translators: how much of one text message is used, such as: 14 of 160 characters used.
    return textf(plural("%zu of %zu character used.", "%zu of %zu characters used.", capacity),
                 cost.units, capacity);
  }
  // Translators: the length of the whole text, how many messages, what each of them holds.
  return textf(plural("%zu character in %zu SMS of at most %zu each.",
                      "%zu characters in %zu SMS of at most %zu each.", cost.units),
               cost.units, cost.segments, capacity);
}

std::string encoding_line(sms::Encoding encoding) {
  if (encoding == sms::Encoding::gsm7) {
    return _("All are in the alphabet of phones (GSM-7). Signs like € and [ count as two.");
  }
  return _(
      "Some are not in the alphabet of phones (GSM-7), so all are sent as Unicode (UCS-2): 70 fit "
      "into one SMS instead of 160. Emoji count as two or more.");
}

std::string forcing_line(const sms::Segmentation& cost) {
  std::string names;
  const std::size_t named = std::min(cost.forcing.size(), most_named_characters);
  for (std::size_t i = 0; i < named; ++i) {
    // Translators: stands between the characters of a list.
    if (i != 0) names += _(", ");
    names += character_name(cost.forcing.at(i).character);
  }
  const std::size_t others = cost.forcing.size() - named;
  if (others == 0) {
    // Translators: %s is a list of characters.
    return textf(_("Special characters: %s."), names.c_str());
  }
  // Translators: %s is a list of characters, %zu how many more there are.
  return textf(plural("Special characters: %s and %zu more.",
                      "Special characters: %s and %zu more.", others),
               names.c_str(), others);
}

std::string saving_line(const sms::SafeSpelling& safe) {
  if (safe.after.segments < safe.before.segments) {
    // Translators: “them” are the special characters; both numbers count text messages.
    return textf(plural("Replacing them makes it %zu SMS instead of %zu.",
                        "Replacing them makes it %zu SMS instead of %zu.", safe.after.segments),
                 safe.after.segments, safe.before.segments);
  }
  // Translators: “them” are the special characters; both numbers count characters.
  return textf(plural("Replacing them leaves room for %zu more character instead of %zu.",
                      "Replacing them leaves room for %zu more characters instead of %zu.",
                      safe.after.units_left),
               safe.after.units_left, safe.before.units_left);
}

std::string limit_line() {
  // Translators: %zu is the most messages that one text can be cut into.
  return textf(
      plural("A phone joins at most %zu SMS into one text: please shorten it.",
             "A phone joins at most %zu SMS into one text: please shorten it.", sms::max_segments),
      sms::max_segments);
}

void add_line(std::string& text, const std::string& line) {
  if (!text.empty()) text += '\n';
  text += line;
}

}  // namespace

DraftCost too_long_cost() {
  // Translators: the text takes more messages than a phone can join. %zu is that limit.
  return {textf(plural("Too long: over %zu SMS", "Too long: over %zu SMS", sms::max_segments),
                sms::max_segments),
          DraftLevel::unsendable};
}

DraftCost draft_cost(std::string_view text) {
  if (text.size() > most_draft_bytes) return too_long_cost();
  const auto cost = sms::segment(text);
  if (!cost) return broken_cost();
  if (!cost->is_sendable()) return too_long_cost();
  const std::string texts = count_of_texts(cost->segments);
  // Translators: how many characters still fit into the last message.
  const std::string left =
      textf(plural("%zu left", "%zu left", cost->units_left), cost->units_left);
  // Translators: the counter below a text: “2 SMS” and “34 left”.
  return {textf(_("%s · %s"), texts.c_str(), left.c_str()), level_of(*cost)};
}

std::string explain_too_long() {
  return limit_line();
}

std::string explain_cost(std::string_view text) {
  if (text.size() > most_draft_bytes) return explain_too_long();
  const auto safe = sms::gsm_safe(text);
  if (!safe) return _("The text has a character that no phone can receive.");
  std::string lines;
  add_line(lines, use_line(safe->before));
  add_line(lines, encoding_line(safe->before.encoding));
  if (!safe->before.forcing.empty()) add_line(lines, forcing_line(safe->before));
  if (is_worth_it(*safe)) add_line(lines, saving_line(*safe));
  if (!safe->before.is_sendable()) add_line(lines, limit_line());
  return lines;
}

std::string offer_to_replace(std::string_view text) {
  if (text.size() > most_draft_bytes) return "";
  const auto safe = sms::gsm_safe(text);
  if (!safe || !is_worth_it(*safe)) return "";
  if (safe->after.segments == safe->before.segments) {
    // Translators: a button that replaces special characters, after which more fits in.
    return _("Make mo_re room");
  }
  // Translators: a button that replaces special characters; %zu is how many texts then remain.
  return textf(plural("_Reduce to %zu SMS", "_Reduce to %zu SMS", safe->after.segments),
               safe->after.segments);
}

}  // namespace plugin
