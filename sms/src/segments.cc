// SPDX-License-Identifier: GPL-2.0-or-later
#include "sms/segments.h"

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include "gsm7_tables.h"
#include "quote.h"
#include "sms/utf8_decode.h"

namespace sms {
namespace {

constexpr std::size_t octets_of_user_data = 140;

std::size_t capacity_in(Encoding encoding, std::size_t octets) {
  return encoding == Encoding::gsm7 ? octets * 8 / 7 : octets / 2;
}

/// Fills parts of a fixed capacity with characters that must stay whole. Whether one message would
/// have done is known only at the end, so the parts are counted alongside.
class Parts {
 public:
  explicit Parts(std::size_t capacity) : capacity_(capacity) {}

  /// Shape:   true when this character opens a new part
  bool add(std::size_t cost) {
    total_ += cost;
    used_ += cost;
    if (used_ <= capacity_) return false;
    ++complete_;
    used_ = cost;
    return true;
  }

  [[nodiscard]] std::size_t total() const { return total_; }

  void describe(Encoding encoding, Segmentation& result) const {
    const std::size_t single = single_capacity(encoding);
    result.encoding = encoding;
    result.units = total_;
    result.segments = total_ <= single ? 1 : complete_ + 1;
    result.units_left = total_ <= single ? single - total_ : capacity_ - used_;
  }

 private:
  std::size_t capacity_;
  std::size_t complete_ = 0;
  std::size_t used_ = 0;
  std::size_t total_ = 0;
};

/// Which characters were seen before: a page of bits for each 256 characters that occur, so that a
/// text of a million different characters still costs no search and few allocations.
class SeenCharacters {
 public:
  bool insert(char32_t c) {
    std::uint16_t& page = page_of_[c >> 8U];
    if (page == 0) {
      pages_.emplace_back();
      page = static_cast<std::uint16_t>(pages_.size());
    }
    auto bit = pages_[page - 1U][c & 0xFFU];
    if (bit) return false;
    bit = true;
    return true;
  }

 private:
  std::array<std::uint16_t, 0x1100> page_of_{};
  std::vector<std::bitset<256>> pages_;
};

tl::unexpected<TextError> invalid_utf8(std::string_view text, std::size_t offset) {
  return tl::unexpected(
      TextError{TextErrorCode::invalid_utf8, offset,
                fmt::format("the text is not UTF-8: {}", detail::bad_utf8(text, offset))});
}

tl::unexpected<TextError> nul(std::size_t offset) {
  return tl::unexpected(
      TextError{TextErrorCode::nul, offset,
                fmt::format("U+0000 at offset {} cannot be sent in a text", offset)});
}

std::size_t utf16_units(std::size_t utf8_length) {
  return utf8_length == 4 ? 2 : 1;
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  return encoding == Encoding::gsm7 ? "GSM-7" : "UCS-2";
}

std::size_t single_capacity(Encoding encoding) {
  return capacity_in(encoding, octets_of_user_data);
}

std::size_t part_capacity(Encoding encoding, ConcatHeader header) {
  const std::size_t header_octets = header == ConcatHeader::reference_8_bit ? 6 : 7;
  return capacity_in(encoding, octets_of_user_data - header_octets);
}

tl::expected<Segmentation, TextError> segment(std::string_view text, ConcatHeader header) {
  Parts gsm7(part_capacity(Encoding::gsm7, header));
  Parts ucs2(part_capacity(Encoding::ucs2, header));
  Segmentation result;
  std::optional<SeenCharacters> seen;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto [character, length] = decode_utf8(text, offset);
    if (length == 0) return invalid_utf8(text, offset);
    if (character == 0) return nul(offset);
    ucs2.add(utf16_units(length));
    const unsigned septets = detail::septets_of(character);
    if (septets != 0) {
      gsm7.add(septets);
    } else {
      if (!seen) seen.emplace();
      if (seen->insert(character)) result.forcing.push_back({character, offset});
    }
    offset += length;
  }
  if (result.forcing.empty()) {
    gsm7.describe(Encoding::gsm7, result);
  } else {
    ucs2.describe(Encoding::ucs2, result);
  }
  return result;
}

tl::expected<std::vector<std::string_view>, TextError> split(std::string_view text,
                                                             ConcatHeader header) {
  const tl::expected<Segmentation, TextError> counted = segment(text, header);
  if (!counted) return tl::unexpected(counted.error());
  std::vector<std::string_view> parts;
  parts.reserve(counted->segments);
  std::size_t start = 0;
  if (counted->segments > 1) {
    Parts filling(part_capacity(counted->encoding, header));
    for (std::size_t offset = 0; offset < text.size();) {
      const auto [character, length] = decode_utf8(text, offset);
      const std::size_t cost =
          counted->encoding == Encoding::gsm7 ? detail::septets_of(character) : utf16_units(length);
      if (filling.add(cost)) {
        parts.push_back(text.substr(start, offset - start));
        start = offset;
      }
      offset += length;
    }
  }
  parts.push_back(text.substr(start));
  return parts;
}

}  // namespace sms
