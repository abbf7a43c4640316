// SPDX-License-Identifier: GPL-2.0-or-later
#include "explain.h"

#include <optional>
#include <string_view>
#include <vector>

#include "one_line.h"
#include "smscaps/presence.h"

namespace sms_caps {
namespace {

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : on_one_line(text)) {
    if (c == '"') {
      result += "&quot;";
    } else {
      result += c;
    }
  }
  return result += '"';
}

std::string names_of(std::span<const smscaps::BundleName> bundles) {
  std::string result;
  for (const smscaps::BundleName bundle : bundles) {
    if (!result.empty()) result += ", ";
    result += bundle.text();
  }
  return result;
}

std::string why_not_a_presence(LibxmlElement stanza) {
  if (stanza.name() != "presence") return "not a presence";
  return "a presence in the namespace " + in_quotes(stanza.namespace_uri()) + ", not of XMPP";
}

std::string why_not_available(LibxmlElement stanza) {
  return "its type is " + in_quotes(stanza.attribute("type").value_or("")) +
         "; only an available presence (no type) announces";
}

std::string what_is_now(LibxmlElement stanza) {
  const std::optional<LibxmlElement> caps = smscaps::find_caps(stanza);
  if (!caps) return "the caps element is removed";
  const std::optional<std::string_view> ext = caps->attribute("ext");
  return ext ? "ext is now " + in_quotes(*ext) : "ext, empty now, is removed";
}

}  // namespace

std::string identify(LibxmlElement stanza) {
  std::string result = on_one_line(stanza.name());
  for (const char* const name : {"id", "to"}) {
    if (const std::optional<std::string_view> value = stanza.attribute(name)) {
      result.append(" ").append(name).append("=").append(in_quotes(*value));
    }
  }
  return result;
}

std::string explain_outcome(LibxmlElement stanza, smscaps::Outcome outcome,
                            const Options& options) {
  switch (outcome) {
    case smscaps::Outcome::not_a_presence:
      return "left alone: " + why_not_a_presence(stanza);
    case smscaps::Outcome::not_available:
      return "left alone: " + why_not_available(stanza);
    case smscaps::Outcome::no_caps:
      return options.withdraw ? "left alone: it has no caps element"
                              : "left alone: it has no caps element; --create makes one";
    case smscaps::Outcome::already_so:
      return std::string("left alone: it already announces ")
          .append(options.withdraw ? "none of " : "")
          .append(names_of(options.bundles));
    case smscaps::Outcome::rewritten:
      break;
  }
  return "rewritten: " + what_is_now(stanza);
}

std::string explain_check(LibxmlElement stanza, std::span<const smscaps::BundleName> bundles) {
  if (!smscaps::is_presence(stanza)) return "does not count: " + why_not_a_presence(stanza);
  if (!smscaps::is_available(stanza)) return "does not count: " + why_not_available(stanza);
  if (!smscaps::find_caps(stanza)) {
    return "does not announce " + names_of(bundles) + ": it has no caps element";
  }
  std::vector<smscaps::BundleName> missing;
  for (const smscaps::BundleName bundle : bundles) {
    if (!smscaps::advertises(stanza, bundle)) missing.push_back(bundle);
  }
  if (missing.empty()) return "announces " + names_of(bundles);
  return "does not announce " + names_of(missing);
}

}  // namespace sms_caps
