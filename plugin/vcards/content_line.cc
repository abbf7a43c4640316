// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/vcards/content_line.h"

#include <algorithm>
#include <array>
#include <utility>

#include "plugin/vcards/ascii.h"

namespace vcards {
namespace {

constexpr auto wanted = std::to_array<std::string_view>(
    {"AGENT", "BEGIN", "END", "FN", "N", "NICKNAME", "ORG", "TEL", "VERSION", "X-ABLABEL"});

/// What may stand before the colon of a folded line.
constexpr std::size_t most_header_bytes = 4 << 10;

bool is_card_border(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view name = trimmed(line.substr(0, colon));
  return (equals_ignoring_case(name, "BEGIN") || equals_ignoring_case(name, "END")) &&
         equals_ignoring_case(trimmed(line.substr(colon + 1)), "VCARD");
}

}  // namespace

std::string_view ContentLine::value() const {
  const std::size_t colon = colon_of(text);
  return colon == std::string::npos ? std::string_view() : std::string_view(text).substr(colon + 1);
}

std::size_t colon_of(std::string_view line) {
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') is_quoted = !is_quoted;
    if (line[i] == ':' && !is_quoted) return i;
  }
  // A quote that is never closed quotes nothing.
  return is_quoted ? line.find(':') : std::string_view::npos;
}

std::string name_of(std::string_view line) {
  const std::size_t colon = colon_of(line);
  if (colon == std::string_view::npos) return {};
  std::string_view name = line.substr(0, std::min(colon, line.find(';')));
  if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos) {
    name.remove_prefix(dot + 1);
  }
  return in_upper_case(trimmed(name));
}

void ContentLines::feed(std::string_view text) {
  while (!text.empty() && !is_binary_) {
    if (std::exchange(was_cr_, false) && text.front() == '\n') text.remove_prefix(1);
    const std::size_t end = text.find_first_of("\r\n");
    const std::string_view piece = text.substr(0, end);
    line_ += piece.substr(0, most_bytes - line_.size());
    if (!piece.empty()) last_ = piece.back();
    if (end == std::string_view::npos) return;
    was_cr_ = text[end] == '\r';
    text.remove_prefix(end + 1);
    end_of_line();
  }
}

void ContentLines::finish() {
  if (!line_.empty()) end_of_line();
  flush();
}

void ContentLines::end_of_line() {
  ++line_number_;
  std::string line = std::exchange(line_, {});
  const char last = line.empty() ? '\0' : last_;
  if (line.find('\0') != std::string::npos) {
    if (!has_begun_) is_binary_ = true;
    if (is_binary_) return;
    std::erase(line, '\0');  // C strings end there
  }
  const bool is_folded = is_pending_ && !line.empty() && (line[0] == ' ' || line[0] == '\t');
  if (is_pending_ && goes_on() && !is_card_border(line)) {
    if (is_wanted_ && !pending_.text.empty())
      pending_.text.pop_back();  // the '=' of the soft break
    append(line);
  } else if (is_folded) {
    append(std::string_view(line).substr(is_old_ ? 0 : 1));
  } else {
    flush();
    begin(std::move(line));
  }
  pending_last_ = last;
}

bool ContentLines::goes_on() const {
  return is_quoted_printable_ && pending_last_ == '=';
}

void ContentLines::begin(std::string&& line) {
  if (line.empty()) return;
  is_pending_ = true;
  pending_ = {.number = line_number_, .name = {}, .text = std::move(line)};
  is_known_ = is_wanted_ = is_quoted_printable_ = false;
  find_out();
}

void ContentLines::find_out() {
  const std::size_t colon = colon_of(pending_.text);
  if (colon == std::string::npos) return;
  is_known_ = true;
  pending_.name = name_of(pending_.text);
  has_begun_ = has_begun_ || pending_.name == "BEGIN";
  is_wanted_ = std::ranges::find(wanted, pending_.name) != wanted.end();
  is_quoted_printable_ =
      in_upper_case(std::string_view(pending_.text).substr(0, colon)).find("QUOTED-PRINTABLE") !=
      std::string::npos;
  if (!is_wanted_) pending_.text = {};
}

void ContentLines::append(std::string_view more) {
  if (is_known_ && !is_wanted_) return;
  const std::size_t most = is_known_ ? most_bytes : most_header_bytes;
  const std::size_t room = most - std::min(most, pending_.text.size());
  if (room == 0 || more.empty()) return;  // nor look at it again
  pending_.text += more.substr(0, room);
  if (!is_known_) find_out();
}

void ContentLines::flush() {
  if (!std::exchange(is_pending_, false)) return;
  if (pending_.name == "BEGIN") {
    is_old_ = false;
  } else if (pending_.name == "VERSION") {
    is_old_ = trimmed(pending_.value()) == "2.1";
  }
  take_(std::exchange(pending_, {}));
}

}  // namespace vcards
