// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/number_translator.h"

#include <utility>

#include "plugin/gateways/iq_reply.h"
#include "plugin/gateways/translation.h"
#include "plugin/i18n.h"
#include "plugin/purple/settings.h"
#include "plugin/purple/xml_node.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {

std::string NumberTranslator::key(const GatewayInfo& gateway, const sms::PhoneAddress& party) {
  return gateway.addresses.domain() + ' ' + std::string(sms::text_of(party));
}

void NumberTranslator::translate(PurpleAccount* account, const GatewayInfo& gateway,
                                 const sms::PhoneAddress& party, Translated done) {
  if (!gateway.translates) {
    auto jid = gateway.addresses.jid(party);
    if (!jid) return done(tl::make_unexpected(jid.error().message));
    return done(std::move(*jid));
  }
  const Known& entry = known_[account];
  if (const auto found = entry.jids.find(key(gateway, party)); found != entry.jids.end()) {
    return done(std::string(found->second));  // a copy: it may sign off
  }
  if (purple_account_is_connected(account) == FALSE) {
    // Translators: the first %s is an account (JID), the second an SMS service.
    return done(tl::make_unexpected(textf(_("%s is not connected, so %s cannot be asked."),
                                          account_jid(account).c_str(), name_of(gateway).c_str())));
  }
  XmlNodePtr query(xmlnode_new("query"));
  xmlnode_set_namespace(query.get(), translation_namespace);
  const std::string_view number = sms::text_of(party);
  xmlnode_insert_data(xmlnode_new_child(query.get(), "prompt"), number.data(),
                      static_cast<gssize>(number.size()));
  iqs_.ask(purple_account_get_connection(account), gateway.addresses.domain(), "set",
           std::move(query),
           [this, account, gateway, party, done = std::move(done)](const IqAnswer& answer) {
             answered(account, gateway, party, answer, done);
           });
}

void NumberTranslator::answered(const PurpleAccount* account, const GatewayInfo& gateway,
                                const sms::PhoneAddress& party, const IqAnswer& answer,
                                const Translated& done) {
  const std::string name = name_of(gateway);
  switch (answer.kind) {
    case IqAnswer::Kind::none_in_time: {
      const auto seconds = static_cast<unsigned long>(settings::answer_timeout().count());
      return done(tl::make_unexpected(
          // Translators: %s is an SMS service, %lu how long it had time to answer.
          textf(plural("%s did not answer within %lu second. Try again later.",
                       "%s did not answer within %lu seconds. Try again later.", seconds),
                name.c_str(), seconds)));
    }
    case IqAnswer::Kind::signed_off:
      return done(tl::make_unexpected(
          // Translators: %s is an SMS service.
          textf(_("The connection ended before %s answered."), name.c_str())));
    case IqAnswer::Kind::error: {
      const std::string words = error_words(XmlNode(answer.iq));
      return done(tl::make_unexpected(
          // Translators: an SMS service, a phone number, and why the SMS service has no address for
          // it.
          textf(_("%s has no address for %s: %s"), name.c_str(), shown_party(party).c_str(),
                words.empty() ? _("it does not say why") : words.c_str())));
    }
    case IqAnswer::Kind::result:
      break;
  }
  auto jid = check_translation(gateway, party, read_translation(XmlNode(answer.iq)));
  if (jid) {
    Known& entry = known_[account];
    entry.jids.insert_or_assign(key(gateway, party), *jid);
    if (entry.parties.insert_or_assign(*jid, party).second) learned_();
  }
  done(std::move(jid));
}

std::optional<sms::PhoneAddress> NumberTranslator::party(const PurpleAccount* account,
                                                         std::string_view jid) const {
  const auto entry = known_.find(account);
  if (entry == known_.end() || entry->second.parties.empty()) return std::nullopt;
  const auto found = entry->second.parties.find(std::string(bare_jid(jid)));
  if (found == entry->second.parties.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> NumberTranslator::jids(const PurpleAccount* account) const {
  std::vector<std::string> all;
  const auto entry = known_.find(account);
  if (entry == known_.end()) return all;
  for (const auto& [jid, party] : entry->second.parties)
    all.push_back(jid);
  return all;
}

void NumberTranslator::connection_ended(const PurpleAccount* account) {
  if (const auto entry = known_.find(account); entry != known_.end()) entry->second.jids.clear();
}

}  // namespace plugin
