// SPDX-License-Identifier: GPL-2.0-or-later
#include "xml_prologue.h"

#include <algorithm>
#include <string_view>

#include "smscaps/token_list.h"

namespace sms_caps {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view declaration_start = "<?xml";
/// No honest declaration is longer; beyond it the parser says what is wrong.
constexpr std::size_t max_declaration_bytes = 1024;

bool is_beginning_of(std::string_view part, std::string_view whole) {
  return part.size() < whole.size() && whole.starts_with(part);
}

/// The value of the declaration's encoding, empty when it has none or is malformed: then the parser
/// complains.
std::string_view declared_encoding(std::string_view declaration) {
  const std::size_t name = declaration.find("encoding");
  if (name == std::string_view::npos) return {};
  const std::size_t open = declaration.find_first_of("'\"", name);
  if (open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  if (close == std::string_view::npos) return {};
  return declaration.substr(open + 1, close - open - 1);
}

bool is_utf8_name(std::string_view name) {
  constexpr std::string_view upper = "UTF-8";
  return std::ranges::equal(name, upper, [](char given, char expected) {
    return given == expected || (given >= 'a' && given <= 'z' && given - 'a' + 'A' == expected);
  });
}

}  // namespace

std::variant<PrologueIncomplete, Prologue, PrologueRefused> read_prologue(std::string_view start) {
  if (start.size() < 2) return PrologueIncomplete();
  if (start.starts_with("\xFE\xFF") || start.starts_with("\xFF\xFE") || start[0] == '\0' ||
      start[1] == '\0') {
    return PrologueRefused{"this is UTF-16 or UTF-32; XMPP is always UTF-8 (RFC 6120 §11.6)"};
  }
  if (is_beginning_of(start, byte_order_mark)) return PrologueIncomplete();

  Prologue result;
  if (start.starts_with(byte_order_mark)) result.mark_size = byte_order_mark.size();
  const std::string_view rest = start.substr(result.mark_size);
  if (is_beginning_of(rest, declaration_start)) return PrologueIncomplete();
  if (!rest.starts_with(declaration_start)) return result;
  if (rest.size() == declaration_start.size()) return PrologueIncomplete();
  if (!smscaps::is_xml_space(rest[declaration_start.size()])) return result;

  const std::size_t end = rest.find("?>");
  if (end == std::string_view::npos) {
    if (rest.size() < max_declaration_bytes) return PrologueIncomplete();
    return result;
  }
  result.declaration_size = end + 2;
  const std::string_view encoding = declared_encoding(rest.substr(0, result.declaration_size));
  if (!encoding.empty() && !is_utf8_name(encoding)) {
    return PrologueRefused{"the declared encoding is \"" + std::string(encoding) +
                           "\"; XMPP is always UTF-8 (RFC 6120 §11.6)"};
  }
  return result;
}

}  // namespace sms_caps
