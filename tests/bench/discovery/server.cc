// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/discovery/server.h"

#include <algorithm>
#include <cstring>

namespace bench {

Server::Server(plugin::testing_support::HeadlessConnection& client, Stopwatch& watch, int items)
    : client_(client), watch_(watch), items_(items) {
  purple_signal_connect_priority(purple_find_prpl("prpl-jabber"), "jabber-sending-xmlnode", this,
                                 PURPLE_CALLBACK(&Server::on_sending), this, 9600);
}

Server::~Server() {
  purple_signals_disconnect_by_handle(this);
  if (turn_ != 0) g_source_remove(turn_);
}

void Server::on_sending(PurpleConnection* connection, xmlnode** stanza, gpointer data) {
  auto* self = static_cast<Server*>(data);
  if (connection != self->client_.get() || std::strcmp((*stanza)->name, "iq") != 0) return;
  xmlnode* query = xmlnode_get_child(*stanza, "query");
  const char* space = query != nullptr ? xmlnode_get_namespace(query) : nullptr;
  if (space == nullptr) return;
  self->questions_.push_back({xmlnode_get_attrib(*stanza, "id"), xmlnode_get_attrib(*stanza, "to"),
                              std::strstr(space, "#items") != nullptr});
  ++self->queries_;
  self->most_in_flight_ =
      std::max(self->most_in_flight_, static_cast<int>(self->questions_.size()));
  if (self->turn_ == 0) self->turn_ = g_timeout_add(0, on_turn, self);
}

gboolean Server::on_turn(gpointer data) {
  auto* self = static_cast<Server*>(data);
  if (!self->questions_.empty()) self->answer();
  if (!self->questions_.empty()) return TRUE;
  self->turn_ = 0;
  return FALSE;
}

plugin::XmlNodePtr Server::make_answer(const Question& question) const {
  std::string inside;
  if (question.is_about_items) {
    for (int i = 0; i < items_; ++i) {
      // Names are sorted, so that the gateway comes last within what is looked at.
      inside += "<item jid='" + std::string(i == items_ - 1 ? "a-sms" : "s" + std::to_string(i)) +
                ".capulet.example' name='Service " + std::to_string(i) + "'/>";
    }
  } else if (question.to.find("sms") != std::string::npos) {
    inside =
        "<identity category='gateway' type='sms' name='Texts'/><feature "
        "var='jabber:iq:gateway'/>";
  } else {
    inside = "<identity category='conference' type='text' name='Rooms'/>";
    for (int i = 0; i < 20; ++i)
      inside += "<feature var='urn:xmpp:feature:" + std::to_string(i) + "'/>";
  }
  const std::string xml = "<iq type='result' from='" + question.to + "' id='" + question.id +
                          "'><query xmlns='http://jabber.org/protocol/disco#" +
                          (question.is_about_items ? "items" : "info") + "'>" + inside +
                          "</query></iq>";
  return plugin::XmlNodePtr(xmlnode_from_str(xml.c_str(), -1));
}

void Server::answer() {
  const Question question = std::move(questions_.front());
  questions_.pop_front();
  const plugin::XmlNodePtr iq = make_answer(question);
  watch_.start();
  purple_signal_emit_return_1(purple_find_prpl("prpl-jabber"), "jabber-receiving-iq", client_.get(),
                              "result", question.id.c_str(), question.to.c_str(), iq.get());
  watch_.stop();
}

}  // namespace bench
