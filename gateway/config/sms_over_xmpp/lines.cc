// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/sms_over_xmpp/lines.h"

#include <algorithm>

#include <fmt/format.h>

#include "sms/utf8.h"

namespace gateway::config::sms_over_xmpp {
namespace {

constexpr std::string_view blanks = " \t\r\v\f";

struct Word {
  std::string_view text;
  std::size_t column = 0;
};

std::vector<Word> words_of(std::string_view line) {
  std::vector<Word> words;
  for (std::size_t at = line.find_first_not_of(blanks); at != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(blanks, at), line.size());
    words.push_back({line.substr(at, end - at), at + 1});
    at = line.find_first_not_of(blanks, end);
  }
  return words;
}

}  // namespace

tl::expected<Lines, Remark> read_lines(const std::string& file, std::string_view content) {
  Lines lines;
  const auto note = [&](Origin at, std::string message) {
    lines.notices.push_back({std::move(at), std::move(message)});
  };
  for (std::size_t number = 1; !content.empty(); ++number) {
    const std::size_t end = std::min(content.find('\n'), content.size());
    const std::string_view line = content.substr(0, end);
    content.remove_prefix(std::min(end + 1, content.size()));
    if (sms::first_invalid_utf8(line) || line.find('\0') != std::string_view::npos) {
      return tl::unexpected(
          Remark{{file, {number, 1}, ""}, "is not text in UTF-8; save the file as UTF-8"});
    }
    const auto words = words_of(line);
    if (words.empty() || words.front().text.starts_with('#')) continue;
    const Origin at{file, {number, words.front().column}, std::string(words.front().text)};
    if (words.size() != 2) {
      // As sms-over-xmpp does. A word alone is not shown: it may be a secret.
      if (words.size() == 1) {
        note({at.file, at.place, ""}, "is a name without a value, or the reverse; it is ignored");
      } else {
        note(at, "has more than one value and is ignored; a value cannot have spaces");
      }
      continue;
    }
    const auto same = std::ranges::find(lines.settings, at.key,
                                        [](const Setting& setting) { return setting.at.key; });
    if (same != lines.settings.end()) {
      note(at, fmt::format("is already given in line {}; this one counts", same->at.place.line));
      lines.settings.erase(same);
    }
    lines.settings.push_back({std::string(words.back().text), at});
  }
  return lines;
}

}  // namespace gateway::config::sms_over_xmpp
