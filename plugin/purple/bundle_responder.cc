// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/bundle_responder.h"

#include <cstring>

#include "plugin/purple/log.h"
#include "plugin/purple/xml_node.h"
#include "smscaps/bundle_query.h"

namespace plugin {
namespace {

using smscaps::QueryKind;

XmlNodePtr make_answer(const char* id, const char* from, const smscaps::BundleQuery& query) {
  XmlNodePtr result(xmlnode_new("iq"));
  xmlnode_set_attrib(result.get(), "type", "result");
  xmlnode_set_attrib(result.get(), "id", id);
  if (from != nullptr) xmlnode_set_attrib(result.get(), "to", from);
  XmlNode body = XmlNode(result.get()).append_child("query", smscaps::disco_info_namespace);
  body.set_attribute("node", std::string(query.node));
  for (const std::string& feature : smscaps::bundle_features(query.bundle)) {
    xmlnode_set_attrib(xmlnode_new_child(body.get(), "feature"), "var", feature.c_str());
  }
  return result;
}

}  // namespace

BundleResponder::BundleResponder(const Xmpp& xmpp, const AnnouncementLog& log,
                                 const PresenceHook& hook)
    : xmpp_(xmpp), log_(log), hook_(hook) {
  receiving_ =
      connect<&BundleResponder::on_receiving_iq>(xmpp.instance(), signals::receiving_iq, this);
}

gboolean BundleResponder::on_receiving_iq(PurpleConnection* connection, const char* type,
                                          const char* id, const char* from, xmlnode* iq) {
  if (iq == nullptr || type == nullptr || std::strcmp(type, "get") != 0) return FALSE;
  const Announced* announced = log_.find(connection);
  if (announced == nullptr) return FALSE;  // nobody was told a node to ask about

  const smscaps::BundleQuery query = smscaps::read_bundle_query(
      XmlNode(iq), announced->caps_node, announced_bundles(hook_.is_sms_v2_on()));
  switch (query.kind) {
    case QueryKind::not_a_query:
      return FALSE;
    case QueryKind::other_node:
      log_passed(Passed::query_other_node,
                 "a disco#info query about something else than our bundles was left to the client");
      return FALSE;
    case QueryKind::unknown_bundle:
      log_passed(Passed::query_unknown_bundle,
                 "a disco#info query for a bundle that is not ours was left to the client");
      return FALSE;
    case QueryKind::ours:
      break;
  }
  if (!announced->is_announced) {
    log_passed(Passed::query_not_announced,
               "a query for a bundle that is not announced was left to the client");
    return FALSE;
  }
  if (id == nullptr) {
    log_passed(Passed::query_without_id, "a bundle query without an id cannot be answered");
    return FALSE;
  }
  xmpp_.send(connection, make_answer(id, from, query));
  log_detail("answered what " + query.bundle + " stands for");
  return TRUE;
}

}  // namespace plugin
