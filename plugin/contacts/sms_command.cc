// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/contacts/sms_command.h"

#include <algorithm>
#include <array>
#include <vector>

#include "plugin/i18n.h"
#include "plugin/shown_text.h"
#include "sms/number.h"

namespace plugin {
namespace {

using Verb = SmsCommand::Verb;
using Result = tl::expected<SmsCommand, std::string>;

constexpr std::string_view spaces = " \t\r\n";

std::string_view without_leading_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(spaces);
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

std::string_view without_spaces(std::string_view text) {
  text = without_leading_spaces(text);
  return text.substr(0, text.find_last_not_of(spaces) + 1);
}

SmsCommand text_to(std::string_view to, std::string_view body) {
  return {Verb::text, std::string(without_spaces(to)), std::string(without_leading_spaces(body))};
}

std::optional<Verb> verb_of(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, Verb>, 4> verbs = {{
      {"help", Verb::help},
      {"status", Verb::status},
      {"gateways", Verb::gateways},
      {"retry", Verb::retry},
  }};
  for (const auto& [name, verb] : verbs) {
    if (name == word) return verb;
  }
  return std::nullopt;
}

struct Pair {
  std::string_view open;
  std::string_view close;
};

// What people's keyboards and word processors make of a quote. „ is closed by “ in German, by ” in
// Polish; ” opens too, in Swedish.
constexpr Pair quotes[] = {{"\"", "\""}, {"“", "”"}, {"„", "“"}, {"„", "”"}, {"”", "”"},
                           {"«", "»"},   {"»", "«"}, {"'", "'"}, {"‘", "’"}, {"‚", "‘"}};
constexpr Pair brackets[] = {{"(", ")"}, {"[", "]"}};

/// A line cut behind its recipient.
struct Cut {
  std::string_view to;
  std::string_view body;
};

/// What stands between a pair's signs at the beginning; the earliest close wins.
template <std::size_t Count>
std::optional<Cut> enclosed(std::string_view line, const Pair (&pairs)[Count]) {
  std::optional<Cut> found;
  for (const Pair& pair : pairs) {
    if (!line.starts_with(pair.open)) continue;
    const std::size_t end = line.find(pair.close, pair.open.size());
    if (end == std::string_view::npos) continue;
    const Cut cut{line.substr(pair.open.size(), end - pair.open.size()),
                  line.substr(end + pair.close.size())};
    if (!found || cut.to.size() < found->to.size()) found = cut;
  }
  return found;
}

bool opens_quote(std::string_view line) {
  return std::ranges::any_of(
      quotes, [&](const Pair& pair) { return pair.open != "'" && line.starts_with(pair.open); });
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits),
                       [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

/// A beginning of the line that is a whole number.
struct Reading {
  std::string_view text;
  sms::E164 number;
};

/// The words at the beginning that have nothing but what numbers have, joined one after another,
/// as far as they are whole numbers; each number once.
std::vector<Reading> readings(std::string_view line, std::optional<sms::Region> region) {
  constexpr std::size_t longest = 40;  // more than any number takes, and a line may have 100,000
  std::vector<Reading> found;
  std::size_t end = 0;
  while (end < std::min(line.size(), longest)) {
    const std::size_t word = line.find_first_not_of(spaces, end);
    if (word == std::string_view::npos) break;
    end = std::min(line.find_first_of(spaces, word), line.size());
    const std::string_view part = line.substr(word, end - word);
    if (part.find_first_not_of("0123456789+-()./") != std::string_view::npos) break;
    if (digits_of(part).empty()) continue;  // a dash before the next group
    const auto party = sms::parse_phone_address(line.substr(0, end), region);
    if (!party || !std::holds_alternative<sms::E164>(*party)) continue;
    const auto& number = std::get<sms::E164>(*party);
    if (found.empty() || found.back().number != number) {
      found.push_back({line.substr(0, end), number});
    }
  }
  return found;
}

/// True when somebody who writes this means the number, and not the short code that it begins with:
/// it is written as its country writes it, or takes texts.
bool is_meant(const Reading& reading, std::optional<sms::Region> region) {
  if (reading.text.starts_with('+')) return true;
  const sms::NumberKind kind = sms::describe(reading.number).kind;
  if (sms::is_mobile_capable(kind)) return true;
  return kind != sms::NumberKind::unassigned &&
         digits_of(sms::display(reading.number, region)) == digits_of(reading.text);
}

Result cut_number(std::string_view line, std::string_view word, std::optional<sms::Region> region) {
  const auto party = sms::parse_phone_address(word, region);
  const std::string_view behind = line.substr(word.size());
  if (party && std::holds_alternative<sms::E164>(*party)) return text_to(word, behind);
  const std::vector<Reading> numbers = readings(line, region);
  const bool is_code = party && std::holds_alternative<sms::ShortCode>(*party);
  if (numbers.empty() || (is_code && std::ranges::none_of(numbers, [&](const Reading& reading) {
                            return is_meant(reading, region);
                          }))) {
    return text_to(word, behind);
  }
  if (numbers.size() > 1) {
    // SECURITY: a guess here would text a stranger.
    // Translators: both %s are phone numbers as the user typed them.
    return tl::make_unexpected(
        textf(_("“%s” and “%s” are both complete numbers. Put the one you mean in quotes: /sms "
                "\"number\" text"),
              shown_text(numbers.front().text).c_str(), shown_text(numbers.back().text).c_str()));
  }
  return text_to(numbers.front().text, line.substr(numbers.front().text.size()));
}

bool may_be_number(std::string_view word) {
  return !digits_of(word).empty() &&
         word.find_first_not_of("0123456789+-()./") == std::string_view::npos;
}

}  // namespace

tl::expected<SmsCommand, std::string> parse_sms_command(
    std::string_view line, std::optional<sms::Region> region,
    const std::function<std::size_t(std::string_view)>& length_of_name) {
  line = without_leading_spaces(line);
  const std::string_view word = line.substr(0, line.find_first_of(spaces));
  const std::string_view rest = line.substr(word.size());
  if (word.empty()) return SmsCommand{Verb::help, "", ""};
  if (without_spaces(rest).empty()) {
    if (const std::optional<Verb> verb = verb_of(word)) return SmsCommand{*verb, "", ""};
  }
  if (word == "gateways" && without_spaces(rest) == "again") {
    return SmsCommand{Verb::gateways, "", "again"};
  }
  if (word == "add") return SmsCommand{Verb::add, "", std::string(without_spaces(rest))};

  if (const std::optional<Cut> quoted = enclosed(line, quotes)) {
    return text_to(quoted->to, quoted->body);
  }
  if (opens_quote(line)) {
    return tl::make_unexpected(
        std::string(_("The quotes around the number or name are not closed.")));
  }
  if (const std::size_t length = length_of_name(line); length != 0) {
    return text_to(line.substr(0, length), line.substr(length));
  }
  if (const std::optional<Cut> inside = enclosed(line, brackets)) {
    // (307) 555-1212 begins with a bracket too.
    const bool is_area_code = line.starts_with('(') && may_be_number(inside->to) &&
                              !readings(line, region).empty() &&
                              readings(inside->to, region).empty();
    if (!is_area_code) return text_to(inside->to, inside->body);
  }
  if (may_be_number(word)) return cut_number(line, word, region);
  return text_to(word, rest);
}

}  // namespace plugin
