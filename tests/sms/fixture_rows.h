// SPDX-License-Identifier: GPL-2.0-or-later
// Fixtures as tab-separated rows. The first line that is no comment names the columns; each further
// line is one case, under its own name. In every cell
//   \t \n \r \\ \xHH \u{HEX}   stand for a character or byte
//   \rep{N}{CELL}              stands for CELL, N times
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fixtures {

struct Row {
  std::filesystem::path file;
  int line = 0;
  std::map<std::string, std::string, std::less<>> cells;  ///< decoded

  [[nodiscard]] bool has(std::string_view column) const;
  /// Throws std::runtime_error, naming file and line, when the file has no such column.
  [[nodiscard]] const std::string& operator[](std::string_view column) const;
  [[nodiscard]] std::size_t number(std::string_view column) const;
};

/// Throws std::runtime_error, naming file and line, for a malformed row, a name that is there
/// twice, and a file without rows.
[[nodiscard]] std::vector<Row> read_rows(const std::filesystem::path& file);

/// A cell with its escapes replaced.
[[nodiscard]] std::string decode_cell(std::string_view cell);

/// Parts of a list cell: "a | b" -> "a", "b"; an empty cell is an empty list.
[[nodiscard]] std::vector<std::string> split_list(std::string_view cell);

}  // namespace fixtures
