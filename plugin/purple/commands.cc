// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/commands.h"

#include <ctime>
#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/guarded.h"
#include "plugin/purple/handles.h"
#include "smscaps/token_list.h"

namespace plugin {
namespace {

const char* help_text() {
  return _(
      "sms status: which accounts announce SMS to their server, since when, and why not.\n"
      "sms gateways: the SMS gateways of your accounts; sms gateways again looks for them anew.\n"
      "sms retry: sends the texts of this conversation that came back, or were kept, again.\n"
      "sms add NAME: adds the phone of this conversation to your contacts.\n"
      "sms help: this text.");
}

void show(PurpleConversation* conversation, const std::string& html) {
  const auto kind = static_cast<PurpleMessageFlags>(PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG |
                                                    PURPLE_MESSAGE_NO_LINKIFY);
  purple_conversation_write(conversation, nullptr, html.c_str(), kind, std::time(nullptr));
}

}  // namespace

Commands::Commands(Actions actions, Gateways& gateways)
    : actions_(std::move(actions)),
      gateways_(gateways),
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
    const char* line = words != nullptr && words[0] != nullptr ? words[0] : "";
    return static_cast<const Commands*>(data)->run(conversation, line, error);
  });
}

PurpleCmdRet Commands::run(PurpleConversation* conversation, const std::string& line,
                           gchar** error) const {
  const std::string_view word = *smscaps::Tokens(line).begin();
  if (word.empty() || word == "help") {
    show(conversation, escape_markup(help_text()));
    return PURPLE_CMD_RET_OK;
  }
  if (word == "status") {
    show(conversation, actions_.status());
    return PURPLE_CMD_RET_OK;
  }
  if (word == "retry") {
    show(conversation, escape_markup(actions_.retry(conversation)));
    return PURPLE_CMD_RET_OK;
  }
  if (word == "add") {
    const std::string name = line.substr(line.find("add") + 3);
    show(conversation, escape_markup(actions_.add(conversation, name)));
    return PURPLE_CMD_RET_OK;
  }
  if (word == "gateways") {
    if (smscaps::has_token(line, "again")) gateways_.find_all_again();
    show(conversation, gateway_page(gateways_.report()));
    return PURPLE_CMD_RET_OK;
  }
  // Translators: %s is what the user typed after /sms.
  const std::string message = textf(
      _("/sms does not know “%s”. Type /sms help for what it can do."), std::string(word).c_str());
  *error = g_strdup(escape_markup(message).c_str());
  return PURPLE_CMD_RET_FAILED;
}

}  // namespace plugin
