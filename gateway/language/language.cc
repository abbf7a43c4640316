// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/language/language.h"

#include <algorithm>
#include <array>
#include <optional>
#include <variant>
#include <vector>

#include "gateway/language/german.h"
#include "gateway/xml/names.h"

namespace gateway {
namespace {

constexpr std::array<std::string_view, 6> read_elements = {"instructions", "title",  "desc",
                                                           "note",         "prompt", "text"};
constexpr std::array<std::string_view, 2> read_attributes = {"label", "name"};

constexpr std::string_view gap = "{}";

/// What stands in the gaps, when a text is of this pattern.
std::optional<std::vector<std::string_view>> match(std::string_view text,
                                                   std::string_view pattern) {
  std::vector<std::string_view> found;
  while (true) {
    const std::size_t end = pattern.find(gap);
    const std::string_view before = pattern.substr(0, end);
    if (!text.starts_with(before)) return std::nullopt;
    text.remove_prefix(before.size());
    if (end == std::string_view::npos) break;
    pattern.remove_prefix(end + gap.size());
    const std::string_view after = pattern.substr(0, pattern.find(gap));
    // What fills the last gap may hold what follows it, as a domain holds dots.
    const bool is_last = after.size() == pattern.size();
    if (is_last && !text.ends_with(after)) return std::nullopt;
    const std::size_t stop = is_last ? text.size() - after.size() : text.find(after);
    if (stop == std::string_view::npos) return std::nullopt;
    found.push_back(text.substr(0, stop));
    text.remove_prefix(stop);
  }
  if (!text.empty()) return std::nullopt;
  return found;
}

std::string filled(std::string_view pattern, const std::vector<std::string_view>& values) {
  std::string text;
  for (const std::string_view value : values) {
    const std::size_t end = pattern.find(gap);
    text.append(pattern.substr(0, end)).append(value);
    pattern.remove_prefix(end + gap.size());
  }
  return text.append(pattern);
}

xml::Element translated_tree(const xml::Element& element, std::span<const Translation> words) {
  xml::Element copy(element.name(), element.namespace_uri());
  for (const auto& attribute : element.attributes()) {
    const bool is_read = attribute.namespace_uri.empty() &&
                         std::ranges::count(read_attributes, std::string_view(attribute.name)) != 0;
    copy.set(attribute.namespace_uri, attribute.name,
             is_read ? translated(attribute.value, words) : attribute.value);
  }
  const bool is_read = std::ranges::count(read_elements, std::string_view(element.name())) != 0;
  for (const auto& node : element.nodes()) {
    if (const auto* child = std::get_if<xml::Element>(&node)) {
      copy.add(translated_tree(*child, words));
    } else {
      const auto& text = std::get<std::string>(node);
      copy.add_text(is_read ? translated(text, words) : text);
    }
  }
  return copy;
}

}  // namespace

std::span<const Translation> words_of(std::string_view tag) {
  const std::string_view language = tag.substr(0, tag.find('-'));
  const auto is = [&](std::string_view code) {
    return std::ranges::equal(language, code, [](char a, char b) { return (a | 0x20) == b; });
  };
  if (is("de")) return german();
  return {};
}

std::string translated(std::string_view english, std::span<const Translation> words) {
  for (const Translation& row : words) {
    if (const auto values = match(english, row.english)) return filled(row.other, *values);
  }
  return std::string(english);
}

std::string language_of(const xml::Element& stanza) {
  const auto found =
      std::ranges::find_if(stanza.attributes(), [](const xml::Element::Attribute& attribute) {
        return attribute.name == "lang" && attribute.namespace_uri == xml::xml_namespace;
      });
  if (found == stanza.attributes().end() || words_of(found->value).empty()) return {};
  return found->value.substr(0, found->value.find('-'));
}

xml::Element in_language(const std::string& language, xml::Element stanza) {
  const auto words = words_of(language);
  if (words.empty()) return stanza;
  xml::Element translation = translated_tree(stanza, words);
  translation.set(xml::xml_namespace, "lang", language);
  return translation;
}

xml::Element in_language_of(const xml::Element& stanza, xml::Element answer) {
  return in_language(language_of(stanza), std::move(answer));
}

}  // namespace gateway
