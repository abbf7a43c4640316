// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/vcards/utf8_stream.h"

#include <utility>

namespace vcards {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t enough_to_know = 4;
constexpr char32_t replacement = 0xFFFD;

void append(std::string& text, char32_t c) {
  const auto byte = [&](char32_t value) { text += static_cast<char>(value); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | c >> 6);
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | c >> 12);
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | c >> 18);
    byte(0x80 | (c >> 12 & 0x3F));
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

}  // namespace

std::string Utf8Stream::feed(std::string_view bytes) {
  if (encoding_ == Encoding::bytes) return std::string(bytes);
  waiting_ += bytes;
  if (encoding_ != Encoding::unknown) return recode(std::exchange(waiting_, {}));
  if (waiting_.size() < enough_to_know) return {};
  return finish();
}

std::string Utf8Stream::finish() {
  std::string start = std::exchange(waiting_, {});
  if (encoding_ != Encoding::unknown) {  // half a unit, half a pair: the file is cut
    std::string text;
    if (!start.empty() || std::exchange(high_surrogate_, 0) != 0) append(text, replacement);
    return text;
  }
  std::size_t mark = 0;
  if (start.starts_with("\xFF\xFE"sv)) {
    encoding_ = Encoding::utf16_le;
    mark = 2;
  } else if (start.starts_with("\xFE\xFF"sv)) {
    encoding_ = Encoding::utf16_be;
    mark = 2;
  } else if (start.starts_with("B\0E\0"sv)) {
    encoding_ = Encoding::utf16_le;
  } else if (start.starts_with("\0B\0E"sv)) {
    encoding_ = Encoding::utf16_be;
  } else {
    encoding_ = Encoding::bytes;
    if (start.starts_with("\xEF\xBB\xBF"sv)) mark = 3;
    return start.substr(mark);
  }
  return recode(std::string_view(start).substr(mark));
}

std::string Utf8Stream::recode(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size());
  for (; bytes.size() >= 2; bytes.remove_prefix(2)) {
    const auto first = static_cast<std::uint8_t>(bytes[0]);
    const auto second = static_cast<std::uint8_t>(bytes[1]);
    const bool is_little = encoding_ == Encoding::utf16_le;
    take_unit(text,
              static_cast<std::uint16_t>(is_little ? second << 8 | first : first << 8 | second));
  }
  waiting_ = bytes;
  return text;
}

void Utf8Stream::take_unit(std::string& text, std::uint16_t unit) {
  const bool is_low = unit >= 0xDC00 && unit < 0xE000;
  const std::uint16_t high = std::exchange(high_surrogate_, 0);
  if (high != 0 && is_low) {
    append(text, 0x10000 + ((char32_t{high} - 0xD800) << 10) + (char32_t{unit} - 0xDC00));
    return;
  }
  if (high != 0) append(text, replacement);
  if (unit >= 0xD800 && unit < 0xDC00) {
    high_surrogate_ = unit;
  } else {
    append(text, is_low ? replacement : char32_t{unit});
  }
}

}  // namespace vcards
