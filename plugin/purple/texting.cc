// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/texting.h"

#include <algorithm>
#include <utility>

#include "plugin/contacts/recipient.h"
#include "plugin/i18n.h"
#include "plugin/purple/region_in_use.h"
#include "plugin/purple/route.h"
#include "plugin/purple/settings.h"
#include "plugin/texting/phone_jid.h"
#include "sms/segments.h"

namespace plugin {
namespace {

std::string not_connected(const std::string& account) {
  // Translators: %s is an account (JID).
  return textf(_("Not sent: %s is not connected. Connect it under Accounts and try again."),
               account.c_str());
}

bool has_words(const std::string& body) {
  return body.find_first_not_of(" \t\r\n") != std::string::npos;
}

/// As libpurple's conversations want it: HTML, with a tag for each new line.
std::string to_markup(const std::string& body) {
  std::string markup;
  for (const char c : escape_markup(body)) {
    if (c == '\n') {
      markup += "<br>";
    } else if (c != '\r') {
      markup += c;
    }
  }
  return markup;
}

}  // namespace

void Texting::text(TextRequest request, Done done) {
  const auto cost = sms::segment(request.body);
  if (!cost) return done(cost.error().message);
  if (!cost->is_sendable()) {
    const auto segments = static_cast<unsigned long>(cost->segments);
    return done(
        textf(plural("Not sent: this is %lu SMS, and a phone can join at most %zu.",
                     "Not sent: these are %lu SMS, and a phone can join at most %zu.", segments),
              segments, sms::max_segments));
  }
  const auto limit = static_cast<std::size_t>(settings::ask_above_segments());
  if (limit == 0 || cost->segments <= limit) {
    return find_address(std::move(request), std::move(done));
  }
  const auto segments = static_cast<unsigned long>(cost->segments);
  const std::string whom = shown(request.party, region_in_use());
  // One is kept for each answer.
  auto pending =
      std::make_shared<std::pair<TextRequest, Done>>(std::move(request), std::move(done));
  forms_.confirm({
      .title = _("Send SMS"),
      // Translators: %lu SMS is what a long text costs.
      .primary = textf(plural("Send %lu SMS?", "Send %lu SMS?", segments), segments),
      // Translators: %s is a phone number.
      .secondary =
          textf(_("The text to %s is long. Each part counts as an SMS of its own."), whom.c_str()),
      .yes = _("_Send"),
      .no = _("_Don't send"),
      .on_yes = [this,
                 pending] { find_address(std::move(pending->first), std::move(pending->second)); },
      .on_no = [pending] { pending->second(_("Not sent. The text is as you left it.")); },
  });
}

void Texting::find_address(TextRequest request, Done done) {
  const ContactIndex contacts = roster_.contacts();
  if (request.account.empty() && !request.gateway) {
    for (const SmsContact* contact : contacts.with_party(request.party)) {
      if (contact->account.empty()) continue;
      request.account = contact->account;
      break;
    }
  }
  if (!request.account.empty()) {
    const PurpleAccount* account = find_xmpp_account(request.account);
    if (account == nullptr || purple_account_is_connected(account) == FALSE) {
      return done(not_connected(request.account));
    }
    if (const std::optional<std::string> jid = known_address(request, contacts)) {
      return done(say(request.account, *jid, request.body));
    }
  }
  if (!request.gateway) {
    std::optional<Route> route = default_route(routes(gateways_), request.account);
    if (!route) return done(explain_no_route(request.account));
    request.account = std::move(route->account);
    request.gateway = std::move(route->gateway);
  }
  PurpleAccount* account = find_xmpp_account(request.account);
  if (account == nullptr || purple_account_is_connected(account) == FALSE) {
    return done(not_connected(request.account));
  }
  if (const std::optional<std::string> jid = known_address(request, contacts)) {
    return done(say(request.account, *jid, request.body));
  }
  const GatewayInfo gateway = *request.gateway;
  const sms::PhoneAddress party = request.party;
  gateways_.translate(account, gateway, party,
                      [this, request = std::move(request), done = std::move(done),
                       alive = std::weak_ptr(alive_)](tl::expected<std::string, std::string> jid) {
                        if (alive.expired()) return;
                        if (!jid) return done(std::move(jid.error()));
                        done(say(request.account, *jid, request.body));
                      });
}

std::optional<std::string> Texting::known_address(const TextRequest& request,
                                                  const ContactIndex& contacts) const {
  // Another gateway that the user chose is another way, not another spelling.
  const auto is_on_the_way = [&](const std::string& jid) {
    return !request.gateway || request.gateway->addresses.serves(jid);
  };
  const PurpleAccount* account = find_xmpp_account(request.account);
  for (GList* item = purple_get_ims(); item != nullptr; item = item->next) {
    auto* conversation = static_cast<PurpleConversation*>(item->data);
    if (purple_conversation_get_account(conversation) != account) continue;
    const std::string jid(bare_jid(purple_conversation_get_name(conversation)));
    if (!gateways_.is_sms(account, jid) || !is_on_the_way(jid)) continue;
    if (gateways_.party(account, jid) == request.party) return jid;
  }
  for (const SmsContact* contact : contacts.with_party(request.party)) {
    if (contact->account == request.account && is_on_the_way(contact->jid)) return contact->jid;
  }
  return std::nullopt;
}

std::optional<std::string> Texting::say(const std::string& account_name, const std::string& jid,
                                        const std::string& body) const {
  PurpleAccount* account = find_xmpp_account(account_name);
  if (account == nullptr || purple_account_is_connected(account) == FALSE) {
    return not_connected(account_name);
  }
  PurpleConversation* conversation =
      purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, jid.c_str(), account);
  if (conversation == nullptr) {
    conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, jid.c_str());
  }
  if (conversation == nullptr) return std::string(_("Not sent: no conversation could be opened."));
  purple_conversation_present(conversation);
  if (has_words(body)) {
    say_(conversation, to_markup(body));
  }
  return std::nullopt;
}

}  // namespace plugin
