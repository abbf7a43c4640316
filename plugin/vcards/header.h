// SPDX-License-Identifier: GPL-2.0-or-later
// What stands before the colon of a content line, made fit for EVCard.
#pragma once

#include <string>
#include <string_view>

namespace vcards {

/// A content line taken apart.
struct Header {
  std::string group;
  std::string name;         ///< in upper case
  std::string parameters;   ///< ";TYPE=CELL;…", those that EVCard reads right
  std::string charset;      ///< of CHARSET, taken out of the parameters; empty when there is none
  bool is_encoded = false;  ///< quoted-printable or base64
};

/// Shape:   the text before the colon
[[nodiscard]] Header read_header(std::string_view text);

}  // namespace vcards
