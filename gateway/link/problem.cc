// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/problem.h"

#include <variant>

#include "gateway/model/one_line.h"
#include "gateway/xml/names.h"

namespace gateway {
namespace {

std::string condition_of(const xml::Element& stream_error) {
  for (const xml::Element::Node& node : stream_error.nodes()) {
    const auto* child = std::get_if<xml::Element>(&node);
    if (child != nullptr && child->namespace_uri() == xml::stream_errors_namespace &&
        child->name() != "text")
      return child->name();
  }
  return "undefined-condition";
}

}  // namespace

Problem problem_of(const xml::Element& stream_error, std::string_view domain) {
  const std::string condition = condition_of(stream_error);
  const std::string name(domain);
  if (condition == "not-authorized") {
    return {Problem::Kind::refused,
            "the XMPP server refuses the secret of " + name +
                ": the component's secret in the server's configuration (Prosody: "
                "component_secret, ejabberd: password) and the one in the gateway's must be the "
                "same"};
  }
  if (condition == "host-unknown") {
    return {Problem::Kind::refused, "the XMPP server knows no component " + name +
                                        ": add it to the server's configuration"};
  }
  if (condition == "conflict") {
    return {Problem::Kind::conflict, "another gateway is connected as " + name +
                                         "; this one takes over when the other is gone"};
  }
  std::string text = "the XMPP server ended the stream: " + one_line(condition, 60);
  const auto* words = stream_error.child("text", xml::stream_errors_namespace);
  if (words != nullptr) text += " (" + one_line(words->text(), most_words) + ")";
  return {Problem::Kind::broken, std::move(text)};
}

}  // namespace gateway
