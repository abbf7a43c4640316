// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/commands.h"

#include <ctime>
#include <utility>

#include "plugin/contacts/recipient.h"
#include "plugin/i18n.h"
#include "plugin/purple/account_name.h"
#include "plugin/purple/guarded.h"
#include "plugin/purple/handles.h"
#include "plugin/purple/region_in_use.h"
#include "plugin/shown_text.h"

namespace plugin {
namespace {

using Verb = SmsCommand::Verb;

const char* help_text() {
  return _(
      "sms NUMBER TEXT or sms NAME TEXT: sends a text. A number or name with spaces may be put in "
      "\"quotes\" or (brackets).\n"
      "sms add NAME: adds the phone of this conversation to your contacts.\n"
      "sms retry: sends again every text of this conversation that came back, and those that were "
      "kept unsent.\n"
      "sms gateways: lists the SMS services that your accounts know; sms gateways again searches "
      "for them again.\n"
      "sms status: lists which accounts announce SMS to their server, since when, or why not.\n"
      "sms help: shows this text.");
}

void show(PurpleConversation* conversation, const std::string& html, PurpleMessageFlags kind) {
  const auto flags =
      static_cast<PurpleMessageFlags>(kind | PURPLE_MESSAGE_NO_LOG | PURPLE_MESSAGE_NO_LINKIFY);
  purple_conversation_write(conversation, nullptr, html.c_str(), flags, std::time(nullptr));
}

void show(PurpleConversation* conversation, const std::string& html) {
  show(conversation, html, PURPLE_MESSAGE_SYSTEM);
}

/// What names a conversation while something is asked: a pointer may be another's by then.
class ConversationName {
 public:
  explicit ConversationName(const PurpleConversation* conversation)
      : account_(purple_conversation_get_account(conversation)),
        type_(purple_conversation_get_type(conversation)),
        name_(or_empty(purple_conversation_get_name(conversation))) {}

  /// The conversation, or nullptr when it was closed meanwhile.
  [[nodiscard]] PurpleConversation* find() const {
    const PurpleAccount* account = account_.find();
    return account == nullptr
               ? nullptr
               : purple_find_conversation_with_account(type_, name_.c_str(), account);
  }

 private:
  AccountName account_;
  PurpleConversationType type_;
  std::string name_;
};

std::string lines_to_html(const std::string& text) {
  std::string html;
  for (const char c : escape_markup(text)) {
    if (c == '\n') {
      html += "<br>";
    } else {
      html += c;
    }
  }
  return html;
}

/// The account of a conversation when it can text.
std::string texting_account(const PurpleConversation* conversation) {
  PurpleAccount* account = purple_conversation_get_account(conversation);
  const std::string jid = account_jid(account);
  return find_xmpp_account(jid) == account ? jid : "";
}

}  // namespace

Commands::Commands(CommandActions actions, const Roster& roster, Texting& texting)
    : actions_(std::move(actions)),
      roster_(roster),
      texting_(texting),
      id_(purple_cmd_register("sms", "s", PURPLE_CMD_P_PLUGIN,
                              static_cast<PurpleCmdFlag>(PURPLE_CMD_FLAG_IM | PURPLE_CMD_FLAG_CHAT |
                                                         PURPLE_CMD_FLAG_ALLOW_WRONG_ARGS),
                              nullptr, on_sms, help_text(), this)) {}

Commands::~Commands() {
  purple_cmd_unregister(id_);
}

PurpleCmdRet Commands::on_sms(PurpleConversation* conversation, const gchar* /*command*/,
                              gchar** words, gchar** error, void* data) noexcept {
  return guarded("/sms", PURPLE_CMD_RET_FAILED, [&] {
    // Of the format "s" libpurple gives plain text: nothing in it is markup.
    const char* line = words != nullptr && words[0] != nullptr ? words[0] : "";
    const auto problem = static_cast<const Commands*>(data)->run(conversation, line);
    if (!problem) return PURPLE_CMD_RET_OK;
    *error = g_strdup(lines_to_html(*problem).c_str());
    return PURPLE_CMD_RET_FAILED;
  });
}

std::optional<std::string> Commands::run(PurpleConversation* conversation,
                                         const std::string& line) const {
  const ContactIndex contacts = roster_.contacts();
  const auto command = parse_sms_command(
      line, region_in_use(), [&](std::string_view text) { return contacts.longest_name(text); });
  // The client has emptied its entry: what was typed is not to be typed again.
  if (!command) return command.error() + "\n/sms " + line;
  switch (command->verb) {
    case Verb::help:
      show(conversation, lines_to_html(help_text()));
      return std::nullopt;
    case Verb::status:
      show(conversation, actions_.status());
      return std::nullopt;
    case Verb::gateways:
      show(conversation, actions_.gateways(command->rest == "again"));
      return std::nullopt;
    case Verb::retry:
      show(conversation, lines_to_html(actions_.retry(conversation)));
      return std::nullopt;
    case Verb::add:
      actions_.add(conversation, command->rest);
      return std::nullopt;
    case Verb::text:
      return text(conversation, contacts, *command);
  }
  return std::nullopt;
}

std::optional<std::string> Commands::text(PurpleConversation* conversation,
                                          const ContactIndex& contacts,
                                          const SmsCommand& command) const {
  const std::string account = texting_account(conversation);
  const auto recipient = read_recipient(command.to, contacts, region_in_use(), account);
  if (!recipient) {
    if (command.rest.empty() && command.to.find_first_of("0123456789+") == std::string::npos) {
      // Translators: %s is what the user typed after /sms.
      return textf(_("/sms does not know “%s”. Type /sms help for what it can do."),
                   shown_text(command.to, 60).c_str());
    }
    return command.rest.empty() ? recipient.error() : recipient.error() + "\n" + command.rest;
  }
  texting_.text({.account = recipient->account.empty() ? account : recipient->account,
                 .gateway = std::nullopt,
                 .party = recipient->party,
                 .body = command.rest},
                [typed_in = ConversationName(conversation),
                 body = command.rest](const std::optional<std::string>& problem) {
                  if (!problem) return;
                  // The text stays where it was typed, or with the notice.
                  const std::string all = body.empty() ? *problem : *problem + "\n" + body;
                  if (PurpleConversation* open = typed_in.find()) {
                    return show(open, lines_to_html(all), PURPLE_MESSAGE_ERROR);
                  }
                  purple_notify_error(purple_get_core(), _("SMS over XMPP"), problem->c_str(),
                                      body.c_str());
                });
  return std::nullopt;
}

}  // namespace plugin
