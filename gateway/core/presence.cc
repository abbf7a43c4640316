// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/presence.h"

#include <optional>
#include <utility>

#include "gateway/core/jid.h"
#include "gateway/core/names.h"
#include "gateway/core/stanza.h"
#include "gateway/core/stanza_error.h"
#include "gateway/xml/caps_element.h"
#include "smscaps/presence.h"
#include "smscaps/token_list.h"

namespace gateway {
namespace {

constexpr std::string_view bundles_prefix = "bundles/";
constexpr std::size_t longest_bundles = 1024;

/// Why a JID of ours cannot be seen; nullopt when it can.
std::optional<StanzaError> unseen(const Addresses& addresses, std::string_view jid) {
  if (addresses.is_gateway(jid)) return std::nullopt;
  const auto phone = addresses.phone(jid);
  if (!phone) return phone.error();
  if (phone->jid == user_of(jid)) return std::nullopt;
  return StanzaError{Condition::jid_malformed, "This number's address is " + phone->jid + "."};
}

}  // namespace

void Presence::start() {
  context_.store().values(
      std::string(bundles_prefix),
      context_.alive([this](const tl::expected<std::vector<std::pair<std::string, std::string>>,
                                               StoreError>& known) {
        if (!known) return;
        // What came in by a presence meanwhile is newer.
        for (const auto& [key, tokens] : *known)
          bundles_.try_emplace(key.substr(bundles_prefix.size()), tokens);
      }));
}

void Presence::handle(const xml::Element& presence) {
  const std::string_view type = presence.attribute_or("type", "");
  if (type.empty()) return available(presence);
  if (type == "subscribe" || type == "unsubscribe" || type == "probe") {
    return subscription(presence, type);
  }
  if (type == "unavailable") return unavailable(presence);
  if (type == "unsubscribed")
    context_.whereabouts().forget(user_of(presence.attribute_or("from", "")));
  // subscribed and error change nothing that we keep.
}

void Presence::unavailable(const xml::Element& presence) {
  const std::string_view from = presence.attribute_or("from", "");
  const std::string user = user_of(from);
  const std::string client(cut_jid(from).resource);
  if (!directory_.knows(user)) return;
  client.empty() ? context_.whereabouts().forget(user)
                 : context_.whereabouts().went(user, client, context_.now());
}

void Presence::subscription(const xml::Element& presence, std::string_view type) {
  const std::string_view from = presence.attribute_or("from", "");
  const std::string_view to = presence.attribute_or("to", "");
  const std::string_view ours = cut_jid(to).bare;
  if (type == "unsubscribe") {
    send(ours, cut_jid(from).bare, "unsubscribed");
    return send(ours, cut_jid(from).bare, "unavailable");
  }
  auto why = unseen(addresses_, to);
  const std::string user = user_of(from);
  if (!why && !directory_.knows(user) && !addresses_.is_gateway(to)) {
    why = StanzaError{context_.settings().registration_is_open ? Condition::registration_required
                                                               : Condition::forbidden,
                      "Only users of " + addresses_.domain() + " can add phones."};
  }
  if (why) {
    replies_.send(error_reply(presence, *why));
    // An error alone leaves the contact waiting for an answer.
    if (type == "subscribe") {
      xml::Element refusal = make_stanza("presence", ours, cut_jid(from).bare, "unsubscribed");
      refusal.add("status").add_text(why->text);
      replies_.send(std::move(refusal));
    }
    return;
  }
  if (type == "probe") return send(ours, from, "");
  send(ours, cut_jid(from).bare, "subscribed");
  send(ours, cut_jid(from).bare, "");
  if (directory_.knows(user)) ask_to_see(user);
}

void Presence::available(const xml::Element& presence) {
  const std::string_view from = presence.attribute_or("from", "");
  const std::string user = user_of(from);
  if (!directory_.knows(user)) return;
  keep_bundles(user, presence);
  const std::string client(cut_jid(from).resource);
  if (context_.whereabouts().came(user, client, context_.now())) came_(user);
}

void Presence::keep_bundles(const std::string& user, const xml::Element& presence) {
  const auto caps = smscaps::find_caps(xml::CapsElement(presence));
  if (!caps) return;
  std::string tokens = smscaps::with_tokens(caps->attribute("ext").value_or(""), {}, {});
  if (tokens.size() > longest_bundles) tokens.clear();
  std::string& known = bundles_[user];
  if (known == tokens) return;
  known = tokens;
  context_.store().put(std::string(bundles_prefix).append(user), std::move(tokens), {});
}

bool Presence::announces(const std::string& user, std::string_view bundle) const {
  const auto found = bundles_.find(user);
  return found != bundles_.end() && smscaps::has_token(found->second, bundle);
}

void Presence::ask_to_see(const std::string& user) {
  // Whoever is subscribed already is not asked again by the server that knows it.
  send(addresses_.domain(), user, "subscribe");
}

void Presence::forget(const std::string& user) {
  bundles_.erase(user);
  context_.whereabouts().forget(user);
  context_.store().put(std::string(bundles_prefix).append(user), {}, {});
  send(addresses_.domain(), user, "unsubscribe");
  send(addresses_.domain(), user, "unsubscribed");
}

void Presence::send(std::string_view from, std::string_view to, std::string_view type) const {
  replies_.send(make_stanza("presence", from, to, type));
}

}  // namespace gateway
