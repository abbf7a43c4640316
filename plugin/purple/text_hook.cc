// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/text_hook.h"

#include <algorithm>

#include "plugin/purple/settings.h"
#include "plugin/texting/phone_jid.h"
#include "plugin/texting/receipt.h"
#include "sms/phone_address.h"

namespace plugin {
namespace {

constexpr std::size_t most_wordless = 32;
constexpr std::size_t longest_id = 200;

}  // namespace

void TextHook::look_at(PurpleConnection* connection, XmlNode message) {
  const PurpleAccount* account = purple_connection_get_account(connection);
  const std::optional<std::string_view> to = message.attribute("to");
  const std::string_view id = message.attribute("id").value_or(std::string_view());
  const std::string_view type = message.attribute("type").value_or(std::string_view());
  if (!to || type == "error" || type == "groupchat" || !gateways_.is_sms(account, *to)) return;
  if (id.empty() || id.size() > longest_id) return;  // no answer could be matched with it

  const std::optional<XmlNode> body = find_child(message, "body");
  if (!body) {
    if (wordless_.size() == most_wordless) wordless_.pop_front();
    wordless_.emplace_back(id);
    return;
  }
  texts_.remember({.account = account_jid(account),
                   .to = std::string(bare_jid(*to)),
                   .id = std::string(id),
                   .body = body->text(),
                   .quote = "",
                   .state = TextState::sent});
  if (settings::are_receipts_on()) request_receipt(message);
}

std::array<bool, 256> TextHook::first_letters() const {
  std::array<bool, 256> letters{};
  for (const char c : std::string_view("+0123456789"))
    letters[static_cast<unsigned char>(c)] = true;
  const auto sample = sms::E164::parse("+13075551212");
  for (const PurpleAccount* account : xmpp_accounts()) {
    for (const GatewayInfo& gateway : gateways_.of(account)) {
      const auto jid = gateway.addresses.jid(*sample);
      if (jid && !jid->empty()) letters[static_cast<unsigned char>(jid->front())] = true;
    }
    for (const std::string& jid : gateways_.translated(account))
      letters[static_cast<unsigned char>(jid.front())] = true;
  }
  return letters;
}

bool TextHook::was_wordless(std::string_view id) const {
  return !id.empty() && std::ranges::find(wordless_, id) != wordless_.end();
}

}  // namespace plugin
