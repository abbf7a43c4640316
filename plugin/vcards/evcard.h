// SPDX-License-Identifier: GPL-2.0-or-later
// One property, decoded by evolution-data-server's EVCard.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vcards {

struct Property {
  std::string group;               ///< of "item1.TEL": "item1"
  std::string name;                ///< in upper case
  std::vector<std::string> types;  ///< in lower case
  bool is_preferred = false;
  std::vector<std::string> values;  ///< the parts between semicolons, decoded, valid UTF-8
};

/// Shape:   a whole content line, unfolded, of version 2.1, 3.0 or 4.0
/// Errors:  nullopt when it is none
[[nodiscard]] std::optional<Property> read_property(std::string_view content_line);

/// Silences the library, which reports bad input to standard error. For a program's start.
void silence_library();

}  // namespace vcards
