// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/send_question.h"

#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/conversation_lines.h"
#include "plugin/purple/settings.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {
namespace {

/// The words as libpurple's XMPP puts them into the body.
std::string plain_text(const char* markup) {
  const GCharPtr printable(purple_utf8_strip_unprintables(markup));
  char* plain = nullptr;
  purple_markup_html_to_xhtml(printable ? printable.get() : "", nullptr, &plain);
  const GCharPtr owned(plain);
  return owned ? owned.get() : "";
}

/// Pidgin's counter says it while one types.
bool has_counter() {
  PurplePlugin* counter = purple_plugins_find_with_id("gtk-xmpp-sms-counter");
  return counter != nullptr && purple_plugin_is_loaded(counter) != FALSE;
}

bool can_put_back(PurpleConversation* conversation) {
  const PurpleConversationUiOps* client = purple_conversation_get_ui_ops(conversation);
  return client != nullptr && client->send_confirm != nullptr;
}

/// Puts markup back into the entry it came from. Errors: false when the client cannot
bool put_back(PurpleConversation* conversation, const std::string& markup) {
  if (!can_put_back(conversation)) return false;
  // In libpurple's documentation it confirms; in Pidgin it fills the entry, for the user to send.
  purple_conv_send_confirm(conversation, markup.c_str());
  return true;
}

}  // namespace

SendQuestion::SendQuestion(const Gateways& gateways, Questions& questions, Resender& resender)
    : gateways_(gateways), questions_(questions), resender_(resender) {
  void* conversations = purple_conversations_get_handle();
  sending_ = connect<&SendQuestion::on_sending>(conversations, signals::sending_im, this);
  sent_ = connect<&SendQuestion::on_sent>(conversations, signals::sent_im, this);
}

void SendQuestion::on_sending(PurpleAccount* account, const char* recipient, char** message) {
  if (recipient == nullptr || message == nullptr || *message == nullptr || !is_xmpp(account) ||
      !gateways_.is_sms(account, recipient)) {
    return;
  }
  const SendCheck check =
      check_cost(plain_text(*message), static_cast<std::size_t>(settings::ask_above_segments()));
  if (check.verdict == SendVerdict::send) return;
  if (check.verdict == SendVerdict::ask && resender_.is_sending_held_back()) return;
  PurpleConversation* conversation = find_conversation(account, recipient);
  if (conversation == nullptr) return;  // another plugin sends by itself: it has nobody to ask
  const std::string markup = *message;
  g_free(*message);
  *message = nullptr;
  if (check.verdict == SendVerdict::refuse) {
    refuse(conversation, markup, check.question);
  } else if (resender_.is_full()) {
    refuse(
        conversation, markup,
        // Translators: /sms retry is a command and stays as it is.
        _("Not sent: several long texts are waiting to be sent already. Answer the questions about "
          "them, or type /sms retry where you typed them."));
  } else {
    ask(conversation, markup, check);
  }
}

void SendQuestion::ask(PurpleConversation* conversation, const std::string& markup,
                       const SendCheck& check) {
  PurpleAccount* account = purple_conversation_get_account(conversation);
  const std::string jid = account_jid(account);
  const std::string phone(bare_jid(purple_conversation_get_name(conversation)));
  // Pidgin says nothing when a question is closed: from here on the text is safe.
  const unsigned held_back = resender_.hold_back(conversation, markup);
  Question question;
  question.text = check.question;
  question.details = check.details;
  if (!question.details.empty()) question.details += '\n';
  // Translators: /sms retry is a command and stays as it is.
  question.details +=
      can_put_back(conversation)
          ? _("“Don't send” puts the text back where you typed it. If you only close this window, "
              "/sms retry sends it.")
          : _("If you do not send it, the text is kept; /sms retry sends it later.");
  question.yes = _("_Send");
  question.no = _("_Don't send");
  question.on_yes = [this, jid, phone, held_back] { send(jid, phone, held_back); };
  question.on_no = [this, jid, phone, held_back] { keep(jid, phone, held_back); };
  questions_.ask(account, phone, textf("send %u", held_back), std::move(question));
}

void SendQuestion::refuse(PurpleConversation* conversation, const std::string& markup,
                          const std::string& why) {
  const std::string jid = account_jid(purple_conversation_get_account(conversation));
  const std::string phone(bare_jid(purple_conversation_get_name(conversation)));
  // The client empties its entry only after this.
  waiting_.emplace_back([this, jid, phone, markup, why] {
    PurpleAccount* account = find_xmpp_account(jid);
    if (account == nullptr) return;
    hand_back(account, phone, markup, why);
  });
  next_turn_.start(std::chrono::milliseconds(0), [this] {
    for (const auto& call : std::exchange(waiting_, {}))
      call();
  });
}

void SendQuestion::hand_back(PurpleAccount* account, const std::string& phone,
                             const std::string& markup, const std::string& why) {
  write_loudly(gateways_, account, phone, why);
  PurpleConversation* open = find_conversation(account, phone);
  // Where it cannot go back to the entry it stays to be seen, and to be copied.
  if (open != nullptr && !put_back(open, markup)) {
    write_quietly(open, plain_text(markup.c_str()));
  }
}

void SendQuestion::give_back() {
  for (const auto& call : std::exchange(waiting_, {}))
    call();
  for (const auto& [number, jid, phone, markup] : resender_.take_all_held_back()) {
    if (PurpleAccount* account = find_xmpp_account(jid)) {
      hand_back(account, phone, markup, _("Not sent: SMS over XMPP was switched off."));
    }
  }
}

void SendQuestion::send(const std::string& jid, const std::string& phone, unsigned held_back) {
  PurpleAccount* account = find_xmpp_account(jid);
  if (account == nullptr) return;
  if (purple_account_is_connected(account) == FALSE) {
    // Translators: /sms retry is a command and stays as it is.
    write_loudly(gateways_, account, phone,
                 _("Not sent: the account is not connected. The text is kept; type /sms retry to "
                   "send it."));
    return;
  }
  const std::optional<std::string> markup = resender_.release(held_back);
  if (!markup) return;  // sent meanwhile, by /sms retry
  PurpleConversation* conversation = find_conversation(account, phone);
  if (conversation == nullptr) {
    conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, phone.c_str());
  }
  resender_.send_held_back(conversation, *markup);
}

void SendQuestion::keep(const std::string& jid, const std::string& phone, unsigned held_back) {
  PurpleAccount* account = find_xmpp_account(jid);
  PurpleConversation* conversation =
      account == nullptr ? nullptr : find_conversation(account, phone);
  if (account == nullptr) return;
  // Translators: /sms retry is a command and stays as it is.
  const std::string kept = _("Not sent. The text is kept; type /sms retry to send it.");
  // It was closed: the text waits for the next one, which nobody would guess.
  if (conversation == nullptr)
    return write_loudly(gateways_, account, phone, kept, PURPLE_MESSAGE_SYSTEM);
  const std::optional<std::string> markup = resender_.release(held_back);
  if (!markup || put_back(conversation, *markup)) return;
  resender_.hold_back(conversation, *markup);
  write_quietly(conversation, kept);
}

void SendQuestion::on_sent(PurpleAccount* account, const char* recipient, const char* message) {
  if (recipient == nullptr || message == nullptr || !is_xmpp(account) ||
      !gateways_.is_sms(account, recipient) || has_counter()) {
    return;
  }
  const std::string line = cost_line(plain_text(message));
  if (line.empty()) return;
  if (PurpleConversation* conversation = find_conversation(account, recipient)) {
    write_quietly(conversation, line);
  }
}

}  // namespace plugin
