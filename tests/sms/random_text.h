// SPDX-License-Identifier: GPL-2.0-or-later
// Reproducible random input for property tests.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "sms/utf8_decode.h"

namespace properties {

using Random = std::mt19937;

inline std::size_t below(Random& random, std::size_t limit) {
  return random() % limit;
}

/// Text whose characters come from all the classes that segmentation and spelling tell apart, in
/// runs, and whose length is often near a boundary.
inline std::string random_text(Random& random, std::size_t most_characters) {
  constexpr auto pools = std::to_array<std::u32string_view>({
      U"abc XYZ 0123",
      U"[]{}~^|\\€\f",
      U"çêăşẹńŵ",
      U"“”‘’–—…\u00A0\u3000•",
      U"中文字",
      U"😀🎉\U0010FFFF",
      U"e\u0301u\u0308\u0304c\u0327",
      U"½²\u200D\u202E\tИ",
  });
  std::string text;
  std::size_t left = below(random, most_characters);
  const std::size_t kinds = 1 + below(random, pools.size());  // few kinds: often all GSM-7
  while (left > 0) {
    const std::u32string_view pool = pools[below(random, kinds)];
    const std::size_t run = std::min<std::size_t>(left, 1 + below(random, 80));
    for (std::size_t i = 0; i < run; ++i) {
      sms::append_utf8(text, pool[below(random, pool.size())]);
    }
    left -= run;
  }
  return text;
}

inline std::string random_bytes(Random& random, std::string_view alphabet, std::size_t most) {
  std::string bytes(below(random, most), '\0');
  for (char& c : bytes) {
    c = below(random, 20) == 0 ? static_cast<char>(random())
                               : alphabet[below(random, alphabet.size())];
  }
  return bytes;
}

}  // namespace properties
