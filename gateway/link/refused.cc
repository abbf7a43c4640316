// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/refused.h"

#include <string>
#include <string_view>
#include <utility>

#include "gateway/xml/names.h"

namespace gateway {

std::optional<xml::Element> answer_to_refused(const xml::Element& opening, xml::ParseError why) {
  const std::string_view type = opening.attribute_or("type", "");
  const bool is_message = opening.is("message", xml::component_namespace) && type != "error";
  const bool is_request =
      opening.is("iq", xml::component_namespace) && (type == "get" || type == "set");
  const auto from = opening.attribute("from");
  const auto to = opening.attribute("to");
  if ((!is_message && !is_request) || !from || !to) return std::nullopt;

  xml::Element answer(opening.name(), opening.namespace_uri());
  answer.set("type", "error").set("from", std::string(*to)).set("to", std::string(*from));
  if (const auto id = opening.attribute("id")) answer.set("id", std::string(*id));
  xml::Element& error = answer.add("error");
  // COMPAT(Pidgin, 2.14): it shows the code, and white space inside <error/> instead of the text.
  error.set("type", "modify").set("code", "406");
  error.add(xml::Element("not-acceptable", xml::stanza_errors_namespace));
  const std::string text = "This is " + std::string(parse_error_text(why)) + ".";
  xml::Element words("text", xml::stanza_errors_namespace);
  words.set(xml::xml_namespace, "lang", "en");
  words.add_text(text);
  error.add(std::move(words));
  return answer;
}

}  // namespace gateway
