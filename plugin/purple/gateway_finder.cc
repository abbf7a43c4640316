// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/gateway_finder.h"

#include <utility>

#include "plugin/purple/xml_node.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {
namespace {

/// Roster entries that are read in one turn of the main loop.
constexpr std::size_t entries_at_once = 500;

/// Copies: buddies come and go between two turns.
std::vector<std::string> roster_of(const PurpleConnection* connection) {
  std::vector<std::string> jids;
  GSList* buddies = purple_find_buddies(purple_connection_get_account(connection), nullptr);
  for (const GSList* item = buddies; item != nullptr; item = item->next) {
    if (const char* jid = purple_buddy_get_name(static_cast<PurpleBuddy*>(item->data))) {
      jids.emplace_back(jid);
    }
  }
  g_slist_free(buddies);
  return jids;
}

XmlNodePtr make_query(DiscoQuery::What what) {
  XmlNodePtr query(xmlnode_new("query"));
  xmlnode_set_namespace(query.get(), what == DiscoQuery::What::info ? smscaps::disco_info_namespace
                                                                    : disco_items_namespace);
  return query;
}

}  // namespace

GatewayFinder::GatewayFinder(IqTracker& iqs, PurpleConnection* connection,
                             std::vector<std::string> typed, std::chrono::milliseconds delay,
                             Changed changed)
    : iqs_(iqs), connection_(connection), typed_(std::move(typed)), changed_(std::move(changed)) {
  timer_.start(delay, [this] { start(); });
}

void GatewayFinder::start() {
  roster_ = roster_of(connection_);
  read_roster();
}

void GatewayFinder::read_roster() {
  for (std::size_t i = 0; i < entries_at_once && !roster_.empty(); ++i) {
    domains_.add(roster_.back());
    roster_.pop_back();
  }
  if (roster_.empty()) return start_walk();
  timer_.start(std::chrono::milliseconds(0), [this] { read_roster(); });
}

void GatewayFinder::start_walk() {
  const std::string jid = account_jid(purple_connection_get_account(connection_));
  const std::optional<std::string> server = service_domain(jid.substr(jid.find('@') + 1));
  if (!server) return tell(true);  // an account that could not have connected
  std::vector<std::string> contacts = domains_.domains(DiscoWalk::most_contacts);
  walk_.emplace(WalkPlan{.server = *server,
                         .typed = std::move(typed_),
                         .contacts = std::move(contacts),
                         .left_out = domains_.left_out()});
  go_on();
}

void GatewayFinder::go_on() {
  const std::weak_ptr<const bool> alive = alive_;
  for (const DiscoQuery& query : walk_->next_queries()) {
    ask(query);
    if (alive.expired()) return;
  }
  tell(walk_->is_done());
}

void GatewayFinder::tell(bool is_over) {
  const Changed changed = changed_;  // it may take the finder with it
  changed(is_over);
}

void GatewayFinder::ask(const DiscoQuery& query) {
  const auto done = [this, query,
                     alive = std::weak_ptr<const bool>(alive_)](const IqAnswer& answer) {
    if (!alive.expired()) answered(query, answer);
  };
  iqs_.ask(connection_, query.domain, "get", make_query(query.what), done);
}

void GatewayFinder::answered(const DiscoQuery& query, const IqAnswer& answer) {
  if (answer.kind == IqAnswer::Kind::signed_off) return;  // whoever owns the finder ends it
  if (answer.kind != IqAnswer::Kind::result) {
    walk_->failed(query);
  } else if (query.what == DiscoQuery::What::info) {
    walk_->answered(query.domain, read_disco_info(XmlNode(answer.iq)));
  } else {
    walk_->answered(query.domain, read_disco_items(XmlNode(answer.iq)));
  }
  go_on();
}

std::vector<Service> GatewayFinder::services() const {
  return walk_ ? walk_->services() : std::vector<Service>();
}

}  // namespace plugin
