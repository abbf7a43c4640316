// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/registration.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "plugin/gateways/disco_reply.h"
#include "plugin/gateways/iq_reply.h"
#include "plugin/gateways/translation.h"
#include "plugin/i18n.h"
#include "plugin/purple/settings.h"
#include "plugin/purple/xml_node.h"

namespace plugin {
namespace {

constexpr char gateway_field[] = "gateway";

std::string words_of(xmlnode* error) {
  std::string words = error_words(XmlNode(error));
  return words.empty() ? _("it does not say why") : words;
}

std::string why_not(const IqAnswer& answer, const std::string& domain) {
  switch (answer.kind) {
    case IqAnswer::Kind::none_in_time: {
      const auto seconds = static_cast<unsigned long>(settings::answer_timeout().count());
      // Translators: %s is an SMS service, %lu how long it had time to answer.
      return textf(plural("%s did not answer within %lu second. Try again later.",
                          "%s did not answer within %lu seconds. Try again later.", seconds),
                   domain.c_str(), seconds);
    }
    case IqAnswer::Kind::signed_off:
      // Translators: %s is an SMS service.
      return textf(_("The connection ended before %s answered."), domain.c_str());
    case IqAnswer::Kind::error:
    case IqAnswer::Kind::result:
      break;
  }
  const std::string words = answer.iq != nullptr ? words_of(answer.iq) : "";
  // Translators: an SMS service, and why it does not let one register.
  return textf(_("%s sent no form: %s"), domain.c_str(), words.c_str());
}

}  // namespace

Registration::Registration(const Xmpp& xmpp, Forms& forms, Gateways& gateways)
    : forms_(forms),
      gateways_(gateways),
      receiving_(
          connect<&Registration::on_receiving_iq>(xmpp.instance(), signals::receiving_iq, this)),
      signed_off_(connect<&Registration::on_signed_off>(purple_connections_get_handle(),
                                                        signals::signed_off, this)) {}

Registration::~Registration() {
  purple_notify_close_with_handle(this);
}

void Registration::choose() {
  struct Choice {
    PurpleAccount* account;
    GatewayInfo gateway;
  };
  std::vector<Choice> choices;
  for (PurpleAccount* account : xmpp_accounts()) {
    if (purple_account_is_connected(account) == FALSE) continue;
    for (const GatewayInfo& gateway : gateways_.of(account)) {
      if (gateway.registers) choices.push_back({account, gateway});
    }
  }
  if (choices.empty()) {
    purple_notify_info(this, _("SMS over XMPP"), _("There is no SMS service to register with."),
                       _("None of those that your connected accounts know lets you register. "
                         "/sms gateways lists them."));
    return;
  }
  if (choices.size() == 1) {
    return open(choices.front().account, choices.front().gateway.addresses.domain());
  }
  FormField field{.id = gateway_field,
                  .label = _("_SMS service"),
                  .kind = FormField::Kind::choice,
                  .value = "",
                  .options = {}};
  for (const Choice& choice : choices) {
    const std::string account = account_jid(choice.account);
    // Translators: an SMS service, and the account (JID) that would register with it.
    field.options.push_back(
        {.id = account + ' ' + choice.gateway.addresses.domain(),
         .label = textf(_("%s, for %s"), name_of(choice.gateway).c_str(), account.c_str())});
  }
  field.options.front().is_chosen = true;
  forms_.open({.title = _("SMS over XMPP"),
               .primary = _("Register with an SMS service"),
               .secondary = "",
               .fields = {std::move(field)},
               .ok = _("Co_ntinue"),
               .accept = [this](const FormValues& values) -> std::optional<std::string> {
                 const std::vector<std::string> chosen = values.chosen(gateway_field);
                 if (chosen.empty()) return _("Choose an SMS service.");
                 const std::string& id = chosen.front();
                 const std::size_t blank = id.find(' ');
                 PurpleAccount* account = find_xmpp_account(id.substr(0, blank));
                 if (account != nullptr) open(account, id.substr(blank + 1));
                 return std::nullopt;
               },
               .cancel = {}});
}

void Registration::open(PurpleAccount* account, const std::string& domain) {
  PurpleConnection* connection = purple_account_get_connection(account);
  if (connection == nullptr || !PURPLE_CONNECTION_IS_CONNECTED(connection)) {
    // Translators: %s is an account (JID).
    const std::string problem = textf(_("%s is not connected."), account_jid(account).c_str());
    purple_notify_error(this, _("SMS over XMPP"), _("Register with an SMS service"),
                        problem.c_str());
    return;
  }
  XmlNodePtr query(xmlnode_new("query"));
  xmlnode_set_namespace(query.get(), registration_namespace);
  gateways_.iqs().ask(
      connection, domain, "get", std::move(query),
      [this, connection, domain](const IqAnswer& answer) {
        if (answer.kind == IqAnswer::Kind::result) return watch(connection, domain);
        purple_notify_error(this, _("SMS over XMPP"), _("Register with an SMS service"),
                            why_not(answer, domain).c_str());
      },
      IqTracker::Client::sees_result);
}

void Registration::watch(PurpleConnection* connection, const std::string& domain) {
  if (open_.empty()) {
    PurplePlugin* xmpp = purple_connection_get_prpl(connection);
    sending_ = connect<&Registration::on_sending_xmlnode>(xmpp, signals::sending_xmlnode, this);
  }
  std::erase_if(open_, [&](const Open& open) {
    return open.connection == connection && open.domain == domain;
  });
  open_.push_back({connection, domain, ""});
}

void Registration::on_sending_xmlnode(PurpleConnection* connection, xmlnode** packet) {
  if (packet == nullptr || *packet == nullptr) return;
  const XmlNode iq(*packet);
  const std::optional<XmlNode> child = iq.first_child();
  if (iq.name() != "iq" || iq.attribute("type") != std::optional<std::string_view>("set") ||
      !child || child->namespace_uri() != registration_namespace) {
    return;
  }
  for (Open& open : open_) {
    if (open.connection == connection &&
        is_same_address(open.domain, iq.attribute("to").value_or(""))) {
      open.id = iq.attribute("id").value_or("");
    }
  }
}

gboolean Registration::on_receiving_iq(PurpleConnection* connection, const char* type,
                                       const char* id, const char* from, xmlnode* iq) {
  if (open_.empty() || type == nullptr || id == nullptr || from == nullptr) return FALSE;
  if (*id == '\0') return FALSE;  // a form that was not sent yet has no id either
  const auto found = std::ranges::find_if(open_, [&](const Open& open) {
    return open.connection == connection && open.id == id && is_same_address(open.domain, from);
  });
  if (found == open_.end()) return FALSE;
  const std::string domain = found->domain;
  open_.erase(found);
  if (open_.empty()) sending_ = {};
  if (std::strcmp(type, "result") == 0) {
    gateways_.find_again(purple_connection_get_account(connection));
  } else {
    // libpurple 2.14 says nothing here.
    // Translators: an SMS service, and why it did not take what was filled in.
    const std::string problem =
        textf(_("%s did not register you: %s"), domain.c_str(), words_of(iq).c_str());
    purple_notify_error(this, _("SMS over XMPP"), _("Register with an SMS service"),
                        problem.c_str());
  }
  return FALSE;  // the client has asked, too
}

void Registration::on_signed_off(PurpleConnection* connection) {
  std::erase_if(open_, [&](const Open& open) { return open.connection == connection; });
  if (open_.empty()) sending_ = {};
}

}  // namespace plugin
