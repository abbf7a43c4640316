// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstddef>

#include "gateway/xml/element.h"
#include "gateway/xml/escape.h"
#include "gateway/xml/names.h"

namespace gateway::xml {
namespace {

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "='";
  append_escaped(out, value, Place::attribute);
  out += '\'';
}

/// `number` makes the prefix of a namespace that is neither none nor xml's.
void append_attribute(std::string& out, const Element::Attribute& attribute, std::size_t number) {
  if (attribute.namespace_uri.empty()) {
    append_attribute(out, attribute.name, attribute.value);
  } else if (attribute.namespace_uri == xml_namespace) {
    append_attribute(out, "xml:" + attribute.name, attribute.value);
  } else {
    const std::string prefix = "a" + std::to_string(number);
    append_attribute(out, "xmlns:" + prefix, attribute.namespace_uri);
    append_attribute(out, prefix + ":" + attribute.name, attribute.value);
  }
}

}  // namespace

void append(std::string& out, const Element& element, std::string_view inside) {
  // The namespace xml cannot be a default one.
  const bool is_xml = element.namespace_uri() == xml_namespace;
  const std::string_view prefix = is_xml ? "xml:" : "";
  const std::string_view within = is_xml ? inside : element.namespace_uri();
  out += '<';
  out += prefix;
  out += element.name();
  if (within != inside) append_attribute(out, "xmlns", within);
  std::size_t number = 0;
  for (const Element::Attribute& attribute : element.attributes())
    append_attribute(out, attribute, number++);
  if (element.nodes().empty()) {
    out += "/>";
    return;
  }
  out += '>';
  for (const Element::Node& node : element.nodes()) {
    if (const auto* text = std::get_if<std::string>(&node)) {
      append_escaped(out, *text, Place::text);
    } else {
      append(out, std::get<Element>(node), within);
    }
  }
  out += "</";
  out += prefix;
  out += element.name();
  out += '>';
}

std::string write(const Element& element, std::string_view inside) {
  std::string result;
  append(result, element, inside);
  return result;
}

}  // namespace gateway::xml
