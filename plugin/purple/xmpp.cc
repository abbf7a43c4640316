// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/xmpp.h"

#include "plugin/purple/log.h"
#include "plugin/texting/refusal.h"
#include "smscaps/names.h"

namespace plugin {
namespace {

constexpr char protocol_id[] = "prpl-jabber";

}  // namespace

std::optional<Xmpp> Xmpp::find() {
  PurplePlugin* prpl = purple_find_prpl(protocol_id);
  if (prpl == nullptr) return std::nullopt;
  return Xmpp(prpl);
}

void Xmpp::send(PurpleConnection* connection, XmlNodePtr stanza) const {
  xmlnode* node = stanza.release();
  purple_signal_emit(prpl_, "jabber-sending-xmlnode", connection, &node);
  // A handler may have taken the node and left nothing.
  if (node != nullptr) xmlnode_free(node);
}

bool Xmpp::resend_presence() const {
  // Adding a feature that is there already changes nothing but makes libpurple broadcast: the one
  // way to do so in its public API. disco#info is unconditional; naming a conditional feature here
  // would make it unconditional.
  gboolean ok = FALSE;
  purple_plugin_ipc_call(prpl_, "add_feature", &ok, smscaps::disco_info_namespace);
  if (ok == FALSE) {
    log_info("this libpurple cannot send presence again; the next status change will announce");
  }
  return ok != FALSE;
}

std::vector<PurpleAccount*> xmpp_accounts() {
  std::vector<PurpleAccount*> found;
  for (GList* item = purple_accounts_get_all(); item != nullptr; item = item->next) {
    auto* account = static_cast<PurpleAccount*>(item->data);
    if (is_xmpp(account)) found.push_back(account);
  }
  return found;
}

bool is_xmpp(const PurpleAccount* account) {
  return purple_strequal(purple_account_get_protocol_id(account), protocol_id) != FALSE;
}

std::string account_jid(const PurpleAccount* account) {
  return std::string(bare_jid(purple_account_get_username(account)));
}

PurpleAccount* find_xmpp_account(const std::string& jid) {
  for (PurpleAccount* account : xmpp_accounts()) {
    if (account_jid(account) == jid) return account;
  }
  return nullptr;
}

}  // namespace plugin
