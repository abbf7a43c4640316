// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/stanza.h"

#include "gateway/core/jid.h"
#include "gateway/xml/names.h"

namespace gateway {

xml::Element make_stanza(std::string name, std::string_view from, std::string_view to,
                         std::string_view type) {
  xml::Element stanza(std::move(name), xml::component_namespace);
  if (!from.empty()) stanza.set("from", std::string(from));
  if (!to.empty()) stanza.set("to", std::string(to));
  if (!type.empty()) stanza.set("type", std::string(type));
  return stanza;
}

bool is_answerable(const xml::Element& stanza, const std::string& domain) {
  const Jid from = cut_jid(stanza.attribute_or("from", ""));
  const Jid to = cut_jid(stanza.attribute_or("to", ""));
  return !from.domain.empty() && from.bare.front() != '@' && to.bare.substr(0, 1) != "@" &&
         user_of(to.domain) == domain;
}

xml::Element reply_to(const xml::Element& stanza, std::string_view type) {
  xml::Element reply = make_stanza(stanza.name(), stanza.attribute_or("to", ""),
                                   stanza.attribute_or("from", ""), type);
  if (const auto id = stanza.attribute("id")) reply.set("id", std::string(*id));
  return reply;
}

}  // namespace gateway
