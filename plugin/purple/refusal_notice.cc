// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/refusal_notice.h"

#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/conversation_lines.h"

namespace plugin {

RefusalNotice::RefusalNotice(const Gateways& gateways, Questions& questions, Resender& resender,
                             SwitchOn switch_on)
    : gateways_(gateways),
      questions_(questions),
      resender_(resender),
      switch_on_(std::move(switch_on)) {}

void RefusalNotice::ask(PurpleAccount* account, const std::string& phone, const std::string& id) {
  const std::string jid = account_jid(account);
  std::vector<Text>& texts = refused_[jid];
  // No more are kept to be sent again; a service that refuses for ever does not fill the memory.
  if (!id.empty() && texts.size() < SentTexts::limit) texts.push_back({phone, id});
  const std::size_t count = texts.size();

  Question question;
  question.text = count == 0
                      // Translators: %s is an account (JID).
                      ? textf(_("Announce SMS for %s?"), jid.c_str())
                      // Translators: %s is an account (JID), %zu how many texts were refused.
                      : textf(plural("Announce SMS for %s and send %zu text again?",
                                     "Announce SMS for %s and send %zu texts again?", count),
                              jid.c_str(), count);
  question.details =
      _("The SMS service refused the text because this account does not announce that it can do "
        "SMS. You can switch it off again in the menu SMS over XMPP ▸ Accounts…");
  question.yes = count == 0 ? _("_Switch on") : _("_Switch on and send again");
  question.no = _("_Not now");
  question.on_yes = [this, jid] { accept(jid); };
  question.on_no = [this, jid] { refused_.erase(jid); };
  questions_.ask(account, phone, "announce " + jid, std::move(question));
}

void RefusalNotice::accept(const std::string& jid) {
  const std::vector<Text> texts = std::exchange(refused_[jid], {});
  PurpleAccount* account = find_xmpp_account(jid);
  if (account == nullptr) return;  // removed while the question was open
  switch_on_(account);
  for (const auto& [phone, id] : texts) {
    if (resender_.send_again(account, phone, id)) {
      write_loudly(gateways_, account, phone, _("SMS is announced now; your text was sent again."),
                   PURPLE_MESSAGE_SYSTEM);
    } else {
      write_loudly(gateways_, account, phone,
                   // Translators: /sms retry is a command and stays as it is.
                   _("Not sent again: the account is not connected. The text is kept; connect the "
                     "account and type /sms retry to send it."));
    }
  }
}

}  // namespace plugin
