// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/resender.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "plugin/i18n.h"
#include "plugin/purple/xml_node.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {
namespace {

std::string new_id() {
  return textf("sms-%08x%08x", g_random_int(), g_random_int());
}

bool is_online(PurpleConnection* connection) {
  return connection != nullptr && PURPLE_CONNECTION_IS_CONNECTED(connection);
}

}  // namespace

std::string Resender::retry(PurpleConversation* conversation) {
  PurpleAccount* account = purple_conversation_get_account(conversation);
  PurpleConnection* connection = purple_account_get_connection(account);
  if (!is_online(connection)) return _("Not sent: the account is not connected.");
  const std::string phone(bare_jid(purple_conversation_get_name(conversation)));
  const std::vector<SentText> failed = texts_.take_failed(account_jid(account), phone);
  for (const SentText& text : failed)
    send(connection, text);
  const std::vector<std::string> held_back = take_held_back(conversation);
  for (const std::string& markup : held_back)
    send_held_back(conversation, markup);
  const std::size_t count = failed.size() + held_back.size();
  if (count == 0) return _("There is no text to send again in this conversation.");
  if (count == 1 && failed.size() == 1) {
    // Translators: %s is the beginning of a text message.
    return textf(_("Sent again: “%s”"), failed.front().quote.c_str());
  }
  // Translators: %zu is a number of text messages.
  return textf(plural("Sent %zu text.", "Sent %zu texts.", count), count);
}

bool Resender::send_again(PurpleAccount* account, const std::string& phone, const std::string& id) {
  PurpleConnection* connection = purple_account_get_connection(account);
  if (!is_online(connection)) return false;
  // What leaves with no conversation open is no text to our hook.
  if (purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, phone.c_str(), account) ==
      nullptr) {
    purple_conversation_new(PURPLE_CONV_TYPE_IM, account, phone.c_str());
  }
  // Somebody may have sent it again meanwhile, with /sms retry.
  if (const auto text = texts_.take_failed(account_jid(account), phone, id)) {
    send(connection, *text);
  }
  return true;
}

void Resender::send(PurpleConnection* connection, const SentText& text) {
  XmlNodePtr stanza(xmlnode_new("message"));
  XmlNode message(stanza.get());
  message.set_attribute("type", "chat");
  message.set_attribute("id", new_id());
  message.set_attribute("to", text.to);
  xmlnode_insert_data(xmlnode_new_child(stanza.get(), "body"), text.body.data(),
                      static_cast<gssize>(text.body.size()));
  xmpp_.send(connection, std::move(stanza));
}

unsigned Resender::hold_back(PurpleConversation* conversation, const std::string& markup) {
  held_back_.push_back({++last_number_, account_jid(purple_conversation_get_account(conversation)),
                        std::string(bare_jid(purple_conversation_get_name(conversation))), markup});
  return last_number_;
}

std::optional<std::string> Resender::release(unsigned held_back) {
  const auto found = std::ranges::find(held_back_, held_back, &HeldBack::number);
  if (found == held_back_.end()) return std::nullopt;
  std::string markup = std::move(found->markup);
  held_back_.erase(found);
  return markup;
}

std::vector<std::string> Resender::take_held_back(PurpleConversation* conversation) {
  const std::string account = account_jid(purple_conversation_get_account(conversation));
  const std::string_view phone = bare_jid(purple_conversation_get_name(conversation));
  std::vector<std::string> taken;
  for (auto text = held_back_.begin(); text != held_back_.end();) {
    if (text->account != account || text->phone != phone) {
      ++text;
      continue;
    }
    taken.push_back(std::move(text->markup));
    text = held_back_.erase(text);
  }
  return taken;
}

void Resender::send_held_back(PurpleConversation* conversation, const std::string& markup) {
  is_sending_held_back_ = true;
  purple_conv_im_send(purple_conversation_get_im_data(conversation), markup.c_str());
  is_sending_held_back_ = false;
}

}  // namespace plugin
