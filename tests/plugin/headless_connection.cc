// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/plugin/headless_connection.h"

#include "plugin/purple/handles.h"

namespace plugin::testing_support {
namespace {

void stay_offline(PurpleAccount*) {}
void leave_quietly(PurpleConnection*) {}

PurplePlugin* protocol() {
  PurplePlugin* found = purple_find_prpl("prpl-jabber");
  static const bool is_quiet = [&] {
    PURPLE_PLUGIN_PROTOCOL_INFO(found)->login = stay_offline;
    PURPLE_PLUGIN_PROTOCOL_INFO(found)->close = leave_quietly;
    // What writes to the stream, which there is none of, is libpurple's own handler.
    purple_signals_disconnect_by_handle(found);
    return true;
  }();
  (void)is_quiet;
  return found;
}

}  // namespace

HeadlessConnection::HeadlessConnection(const std::string& jid) {
  PurplePlugin* xmpp = protocol();
  account_ = purple_account_new((jid + "/balcony").c_str(), "prpl-jabber");
  purple_account_set_password(account_, "unused");
  purple_accounts_add(account_);
  purple_connection_new(account_, FALSE, "unused");
  connection_ = purple_account_get_connection(account_);
  connection_->state = PURPLE_CONNECTED;  // without all that a stream would do at that moment
  purple_signal_connect_priority(xmpp, "jabber-sending-xmlnode", this,
                                 PURPLE_CALLBACK(&HeadlessConnection::on_sending), this, 9500);
}

HeadlessConnection::~HeadlessConnection() {
  purple_signals_disconnect_by_handle(this);
  connection_->state = PURPLE_CONNECTING;
  purple_accounts_remove(account_);
  purple_account_destroy(account_);
}

void HeadlessConnection::on_sending(PurpleConnection* connection, xmlnode** stanza, gpointer data) {
  auto* self = static_cast<HeadlessConnection*>(data);
  if (connection != self->connection_ || stanza == nullptr || *stanza == nullptr) return;
  self->sent_.emplace_back(GCharPtr(xmlnode_to_str(*stanza, nullptr)).get());
  const char* id = xmlnode_get_attrib(*stanza, "id");
  self->last_id_ = id != nullptr ? id : "";
}

bool HeadlessConnection::receive_iq(const char* type, const std::string& id, const char* from,
                                    const std::string& inside) {
  const XmlNodePtr iq(xmlnode_from_str(("<iq>" + inside + "</iq>").c_str(), -1));
  xmlnode_set_attrib(iq.get(), "type", type);
  xmlnode_set_attrib(iq.get(), "id", id.c_str());
  if (from != nullptr) xmlnode_set_attrib(iq.get(), "from", from);
  return GPOINTER_TO_INT(purple_signal_emit_return_1(purple_find_prpl("prpl-jabber"),
                                                     "jabber-receiving-iq", connection_, type,
                                                     id.c_str(), from, iq.get())) != 0;
}

}  // namespace plugin::testing_support
