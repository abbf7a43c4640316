// SPDX-License-Identifier: GPL-2.0-or-later
// A file's bytes, with UTF-16 made UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vcards {

/// Takes a file piece by piece. UTF-16 (Outlook and Windows write it) is known by its byte order
/// mark, or by the NULs in its first characters, and becomes UTF-8; all else passes byte by byte,
/// without a byte order mark.
/// Errors:  a lone surrogate becomes U+FFFD
/// Source:  RFC 2781 §3.2, §4.3; RFC 3629 §6
class Utf8Stream {
 public:
  /// The next piece, recoded; the pieces of a character wait for its rest.
  [[nodiscard]] std::string feed(std::string_view bytes);
  /// What waited at the end of the file.
  [[nodiscard]] std::string finish();

 private:
  enum class Encoding : std::uint8_t { unknown, bytes, utf16_le, utf16_be };

  std::string recode(std::string_view bytes);
  void take_unit(std::string& text, std::uint16_t unit);

  Encoding encoding_ = Encoding::unknown;
  std::string waiting_;  ///< bytes of the beginning, or half a UTF-16 unit
  std::uint16_t high_surrogate_ = 0;
};

}  // namespace vcards
