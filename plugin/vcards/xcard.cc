// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/vcards/xcard.h"

#include "sms/utf8.h"

namespace vcards {
namespace {

constexpr std::size_t most_name_bytes = 1000;
constexpr std::size_t most_number_bytes = 200;

/// As many whole characters as fit.
std::string_view cut(std::string_view text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) return text;
  std::size_t end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  return text.substr(0, end);
}

/// U+FFFE and U+FFFF are characters of UTF-8 but not of XML. Source: XML 1.0 §2.2
bool is_no_xml_character(std::string_view rest) {
  return rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF");
}

}  // namespace

std::string xml_text(std::string_view text) {
  text = text.substr(0, sms::first_invalid_utf8(text).value_or(text.size()));
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '\'') {
      result += "&apos;";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      result += ' ';
    } else if (is_no_xml_character(text.substr(i))) {
      i += 2;
    } else {
      result += c;
    }
  }
  return result;
}

std::string write_xcard(const plugin::Card& card) {
  std::string xml = "<vcard>";
  if (!card.name.empty()) {
    xml += "<fn><text>" + xml_text(cut(card.name, most_name_bytes)) + "</text></fn>";
  }
  for (const plugin::Tel& tel : card.tels) {
    xml += "<tel>";
    if (!tel.types.empty() || tel.is_preferred) {
      xml += "<parameters>";
      for (const std::string& type : tel.types)
        xml += "<type>" + xml_text(type) + "</type>";
      if (tel.is_preferred) xml += "<pref>1</pref>";
      xml += "</parameters>";
    }
    xml += "<text>" + xml_text(cut(tel.text, most_number_bytes)) + "</text></tel>";
  }
  return xml + "</vcard>";
}

}  // namespace vcards
