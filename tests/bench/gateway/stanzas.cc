// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/gateway/stanzas.h"

#include <charconv>

namespace gateway::bench {

std::optional<std::string_view> StanzaCutter::next() {
  if (begin_ > bytes_.size() / 2 && begin_ > 65536) {
    bytes_.erase(0, begin_);
    at_ -= begin_;
    tag_ -= begin_;
    begin_ = 0;
  }
  for (; at_ < bytes_.size(); ++at_) {
    const char c = bytes_[at_];
    if (where_ == Where::text) {
      at_ = bytes_.find('<', at_);
      if (at_ == std::string::npos) break;
      if (depth_ <= 1 && begin_ < at_ && bytes_[begin_] != '<') begin_ = at_;
      tag_ = at_;
      where_ = Where::tag;
    } else if (where_ == Where::quoted) {
      if (c == quote_) where_ = Where::tag;
    } else if (c == '\'' || c == '"') {
      quote_ = c;
      where_ = Where::quoted;
    } else if (c == '>') {
      where_ = Where::text;
      const bool is_closing = bytes_[tag_ + 1] == '/';
      const bool is_opening = !is_closing && bytes_[tag_ + 1] != '?' && bytes_[at_ - 1] != '/';
      depth_ += is_opening ? 1 : is_closing ? -1 : 0;
      // The stream's own opening, and whatever ends inside it.
      if (depth_ > 1 || (depth_ == 0 && !is_closing)) continue;
      const std::size_t begin = begin_;
      begin_ = ++at_;
      return std::string_view(bytes_).substr(begin, at_ - begin);
    }
  }
  if (at_ == std::string::npos) at_ = bytes_.size();
  return std::nullopt;
}

std::string_view attribute(std::string_view stanza, std::string_view name, std::size_t from) {
  for (auto at = stanza.find(name, from); at != std::string_view::npos;
       at = stanza.find(name, at + 1)) {
    const auto quote = at + name.size() + 1;
    if (at == 0 || stanza[at - 1] != ' ' || quote >= stanza.size() || stanza[quote - 1] != '=') {
      continue;
    }
    const auto end = stanza.find(stanza[quote], quote + 1);
    return stanza.substr(quote + 1, end - quote - 1);
  }
  return {};
}

std::optional<std::size_t> number_behind(std::string_view text, std::string_view mark) {
  const auto at = text.find(mark);
  std::size_t number = 0;
  if (at == std::string_view::npos) return std::nullopt;
  const char* begin = text.data() + at + mark.size();
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  return number;
}

}  // namespace gateway::bench
