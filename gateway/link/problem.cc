// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/problem.h"

#include <variant>

#include "gateway/model/one_line.h"
#include "gateway/xml/names.h"

namespace gateway {
namespace {

constexpr std::string_view no_connection = "no connection to the XMPP server";

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
                "same; or xmpp.domain is another than there (ejabberd says the same then)"};
  }
  if (condition == "host-unknown") {
    return {Problem::Kind::refused,
            "the XMPP server knows no component " + name +
                ": add it to the server's configuration; or xmpp.port is the port for clients: "
                "components have one of their own"};
  }
  if (condition == "invalid-namespace") {
    return {Problem::Kind::refused,
            "the XMPP server ended the stream: invalid-namespace: xmpp.port is not its port for "
            "components, but perhaps the one for clients"};
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

Problem no_link(std::string_view why, std::string_view hint) {
  std::string text = std::string(no_connection) + ": " + one_line(why, most_words);
  if (!hint.empty()) text += ": " + std::string(hint);
  return {Problem::Kind::broken, std::move(text)};
}

std::string no_server(std::string_view problem) {
  if (problem.starts_with(no_connection)) problem.remove_prefix(no_connection.size());
  while (problem.starts_with(':') || problem.starts_with(' '))
    problem.remove_prefix(1);
  return "no XMPP server" + (problem.empty() ? std::string() : ": " + std::string(problem));
}

}  // namespace gateway
