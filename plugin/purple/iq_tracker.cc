// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/iq_tracker.h"

#include <cstring>
#include <utility>
#include <vector>

#include "plugin/gateways/iq_reply.h"
#include "plugin/i18n.h"
#include "plugin/purple/log.h"
#include "plugin/purple/settings.h"

namespace plugin {

IqTracker::IqTracker(const Xmpp& xmpp)
    : xmpp_(xmpp),
      receiving_(
          connect<&IqTracker::on_receiving_iq>(xmpp.instance(), signals::receiving_iq, this)),
      signed_off_(connect<&IqTracker::on_signed_off>(purple_connections_get_handle(),
                                                     signals::signed_off, this)) {}

// SECURITY: not to be guessed, so that nobody answers what he was not asked.
std::string IqTracker::new_id() {
  return textf("xmpp-sms-%08x%08x-%lu", random_(), random_(), ++count_);
}

void IqTracker::ask(PurpleConnection* connection, const std::string& to, const char* type,
                    XmlNodePtr child, Done done, Client client) {
  const std::string id = new_id();
  XmlNodePtr iq(xmlnode_new("iq"));
  xmlnode_set_attrib(iq.get(), "type", type);
  xmlnode_set_attrib(iq.get(), "id", id.c_str());
  xmlnode_set_attrib(iq.get(), "to", to.c_str());
  xmlnode_insert_child(iq.get(), child.release());

  // The answer may come from within send(), as an error of the connection does.
  auto& waiting = *waiting_.emplace(id, std::make_unique<Waiting>()).first->second;
  waiting.connection = connection;
  waiting.to = to;
  waiting.done = std::move(done);
  waiting.client = client;
  waiting.timer.start(settings::answer_timeout(), [this, id] {
    const auto place = waiting_.find(id);
    if (place != waiting_.end()) finish(place, {IqAnswer::Kind::none_in_time, nullptr});
  });
  xmpp_.send(connection, std::move(iq));
}

void IqTracker::finish(Place place, IqAnswer answer) {
  const std::unique_ptr<Waiting> waiting = std::move(place->second);
  waiting_.erase(place);
  waiting->timer.stop();
  waiting->done(answer);  // may destroy the tracker
}

gboolean IqTracker::on_receiving_iq(PurpleConnection* connection, const char* type, const char* id,
                                    const char* from, xmlnode* iq) {
  if (waiting_.empty() || type == nullptr || id == nullptr || iq == nullptr) return FALSE;
  const bool is_result = std::strcmp(type, "result") == 0;
  if (!is_result && std::strcmp(type, "error") != 0) return FALSE;
  const auto place = waiting_.find(id);
  if (place == waiting_.end() || place->second->connection != connection) return FALSE;
  const Waiting& waiting = *place->second;
  const std::optional<std::string_view> sender =
      from != nullptr ? std::optional<std::string_view>(from) : std::nullopt;
  if (!may_answer(sender, waiting.to, account_jid(purple_connection_get_account(connection)))) {
    log_info("somebody answered a query that went to " + waiting.to + "; that was not believed");
    return FALSE;
  }
  const bool is_for_client = is_result && waiting.client == Client::sees_result;
  finish(place, {is_result ? IqAnswer::Kind::result : IqAnswer::Kind::error, iq});
  return is_for_client ? FALSE : TRUE;
}

void IqTracker::on_signed_off(PurpleConnection* connection) {
  std::vector<std::unique_ptr<Waiting>> over;
  for (auto place = waiting_.begin(); place != waiting_.end();) {
    if (place->second->connection != connection) {
      ++place;
      continue;
    }
    over.push_back(std::move(place->second));
    place = waiting_.erase(place);
  }
  for (const auto& waiting : over) {
    waiting->timer.stop();
    guarded("the end of a query", [&] { waiting->done({IqAnswer::Kind::signed_off, nullptr}); });
  }
}

}  // namespace plugin
