// SPDX-License-Identifier: GPL-2.0-or-later
// The one file that knows the library. A property is decoded by itself, as the only one of a card,
// so that a bad one cannot swallow those below it.
#include "plugin/vcards/evcard.h"

#include <algorithm>
#include <memory>

// COMPAT(evolution-data-server 3.46): its headers use what GLib has deprecated.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#include <libebook-contacts/libebook-contacts.h>
#pragma GCC diagnostic pop

#include "plugin/vcards/ascii.h"
#include "plugin/vcards/content_line.h"
#include "plugin/vcards/header.h"

namespace vcards {
namespace {

template <auto Free>
struct CallFree {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using VCardPtr = std::unique_ptr<EVCard, CallFree<g_object_unref>>;
using CharPtr = std::unique_ptr<char, CallFree<g_free>>;

bool is_utf8(std::string_view text) {
  return g_utf8_validate(text.data(), static_cast<gssize>(text.size()), nullptr) != FALSE;
}

/// The text in UTF-8, from the charset that it declares, else from what Windows and old phones
/// write without declaring it. Declared or not, what is UTF-8 stays: many declare another by habit.
std::string to_utf8(std::string_view text, const std::string& charset) {
  if (is_utf8(text)) return std::string(text);
  for (const std::string& from : {charset, std::string("WINDOWS-1252")}) {
    if (from.empty()) continue;
    gsize length = 0;
    const CharPtr converted(g_convert(text.data(), static_cast<gssize>(text.size()), "UTF-8",
                                      from.c_str(), nullptr, &length, nullptr));
    if (converted && is_utf8({converted.get(), length})) return {converted.get(), length};
  }
  const CharPtr repaired(g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())));
  return repaired.get();
}

/// COMPAT(evolution-data-server 3.46): it makes its input valid UTF-8 before it looks at CHARSET,
/// so that "M\xFCller" in Latin-1 loses its letter. Only what is encoded, or is all ASCII as
/// ISO-2022-JP is, reaches it with its charset.
std::string single_card(const Header& header, std::string_view value) {
  const bool is_ascii =
      std::ranges::all_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string card = "BEGIN:VCARD\r\n";
  card.append(header.name).append(header.parameters);
  const bool is_known_charset =
      !header.charset.empty() && std::ranges::all_of(header.charset, [](char c) {
        return g_ascii_isalnum(c) != 0 || c == '-' || c == '_';
      });
  if (is_ascii && is_known_charset) card += ";CHARSET=" + header.charset;
  card += ":";
  card += is_ascii ? std::string(value) : to_utf8(value, header.charset);
  return card + "\r\nEND:VCARD\r\n";
}

void add_parameter(Property& property, EVCardAttributeParam* parameter) {
  const std::string name = in_upper_case(e_vcard_attribute_param_get_name(parameter));
  for (GList* item = e_vcard_attribute_param_get_values(parameter); item != nullptr;
       item = item->next) {
    std::string value = in_lower_case(static_cast<const char*>(item->data));
    if (name == "PREF") {
      property.is_preferred = property.is_preferred || value == "1";
    } else if (name == "TYPE" && value == "pref") {
      property.is_preferred = true;
    } else if (name == "TYPE") {
      property.types.push_back(std::move(value));
    }
  }
}

}  // namespace

std::optional<Property> read_property(std::string_view content_line) {
  const std::size_t colon = colon_of(content_line);
  if (colon == std::string_view::npos) return std::nullopt;
  const Header header = read_header(content_line.substr(0, colon));
  const std::string card = single_card(header, content_line.substr(colon + 1));
  const VCardPtr parsed(e_vcard_new());
  e_vcard_construct_full(parsed.get(), card.c_str(), static_cast<gssize>(card.size()), nullptr);
  EVCardAttribute* attribute = e_vcard_get_attribute(parsed.get(), header.name.c_str());
  if (attribute == nullptr) return std::nullopt;

  Property property{.group = header.group, .name = header.name, .types = {}, .values = {}};
  for (GList* item = e_vcard_attribute_get_params(attribute); item != nullptr; item = item->next) {
    add_parameter(property, static_cast<EVCardAttributeParam*>(item->data));
  }
  for (GList* item = e_vcard_attribute_get_values_decoded(attribute); item != nullptr;
       item = item->next) {
    const auto* value = static_cast<const GString*>(item->data);
    property.values.push_back(to_utf8({value->str, value->len}, header.charset));
  }
  return property;
}

void silence_library() {
  g_log_set_default_handler([](const char*, GLogLevelFlags, const char*, void*) {}, nullptr);
}

}  // namespace vcards
