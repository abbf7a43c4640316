// SPDX-License-Identifier: GPL-2.0-or-later
#include "fixture_rows.h"

#include <fstream>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "sms/utf8_decode.h"

namespace fixtures {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

/// The text between the braces that open at `open`, which may nest; `open` moves behind them.
std::string_view braced(std::string_view cell, std::size_t& open) {
  if (open >= cell.size() || cell[open] != '{') throw std::runtime_error("'{' expected");
  const std::size_t start = open + 1;
  for (int depth = 0; open < cell.size(); ++open) {
    if (cell[open] == '\\') {
      ++open;
      if (open < cell.size() && (cell[open] == '{' || cell[open] == '}')) continue;
      continue;
    }
    if (cell[open] == '{') ++depth;
    if (cell[open] == '}' && --depth == 0) {
      const std::string_view inside = cell.substr(start, open - start);
      ++open;
      return inside;
    }
  }
  throw std::runtime_error("'}' missing");
}

}  // namespace

std::string decode_cell(std::string_view cell) {
  std::string out;
  for (std::size_t i = 0; i < cell.size();) {
    if (cell[i] != '\\') {
      out += cell[i++];
      continue;
    }
    ++i;
    if (cell.substr(i).starts_with("rep{")) {
      i += 3;
      const int count = std::stoi(std::string(braced(cell, i)));
      const std::string once = decode_cell(braced(cell, i));
      for (int n = 0; n < count; ++n)
        out += once;
    } else if (cell.substr(i).starts_with("u{")) {
      ++i;
      sms::append_utf8(
          out, static_cast<char32_t>(std::stoul(std::string(braced(cell, i)), nullptr, 16)));
    } else if (cell.substr(i).starts_with("x")) {
      out += static_cast<char>(std::stoi(std::string(cell.substr(i + 1, 2)), nullptr, 16));
      i += 3;
    } else {
      const char c = i < cell.size() ? cell[i] : '\0';
      if (c == 't') out += '\t';
      if (c == 'n') out += '\n';
      if (c == 'r') out += '\r';
      if (c == '\\' || c == '{' || c == '}') out += c;
      if (std::string_view("tnr\\{}").find(c) == std::string_view::npos) {
        throw std::runtime_error(fmt::format("unknown escape \\{}", c));
      }
      ++i;
    }
  }
  return out;
}

std::vector<std::string> split_list(std::string_view cell) {
  std::vector<std::string> parts;
  if (cell.empty()) return parts;
  for (;;) {
    const std::size_t end = cell.find(" | ");
    parts.emplace_back(cell.substr(0, end));
    if (end == std::string_view::npos) return parts;
    cell.remove_prefix(end + 3);
  }
}

bool Row::has(std::string_view column) const {
  return cells.contains(column);
}

const std::string& Row::operator[](std::string_view column) const {
  const auto found = cells.find(column);
  if (found == cells.end()) {
    throw std::runtime_error(fmt::format("{} has no column '{}'", file.string(), column));
  }
  return found->second;
}

std::size_t Row::number(std::string_view column) const {
  return std::stoul((*this)[column]);
}

std::vector<Row> read_rows(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(fmt::format("cannot read {}", file.string()));
  std::vector<Row> rows;
  std::vector<std::string> columns;
  std::set<std::string, std::less<>> names;
  std::string line;
  for (int line_number = 1; std::getline(in, line); ++line_number) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::vector<std::string_view> cells = split(line, '\t');
    if (columns.empty()) {
      columns.assign(cells.begin(), cells.end());
      continue;
    }
    const auto fail = [&](std::string_view why) {
      throw std::runtime_error(fmt::format("{}:{}: {}", file.string(), line_number, why));
    };
    if (cells.size() != columns.size()) {
      fail(fmt::format("{} cells for {} columns", cells.size(), columns.size()));
    }
    Row row{file, line_number, {}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      try {
        row.cells[columns[i]] = decode_cell(cells[i]);
      } catch (const std::exception& error) {
        fail(fmt::format("column '{}': {}", columns[i], error.what()));
      }
    }
    if (!names.insert(row["name"]).second) fail(fmt::format("'{}' is there twice", row["name"]));
    rows.push_back(std::move(row));
  }
  if (rows.empty()) throw std::runtime_error(fmt::format("{} has no rows", file.string()));
  return rows;
}

}  // namespace fixtures
