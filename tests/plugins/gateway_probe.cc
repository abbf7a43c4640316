// SPDX-License-Identifier: GPL-2.0-or-later
// The plugin's own gateways behind commands of the tests, so that what they do with a real service
// shows without any of the plugin's dialogs:
//   /translate DOMAIN NUMBER    what translate() says, as a line of the conversation
//   /type-gateway TEXT          add_typed()
#include <memory>
#include <sstream>

#define PURPLE_PLUGINS
#include "plugin/purple/gateways.h"
#include "plugin/purple/settings.h"
#include "sms/number.h"

namespace {

std::unique_ptr<plugin::Gateways> gateways;
PurpleCmdId translate_command;
PurpleCmdId type_command;

void show(PurpleAccount* account, const std::string& where, const std::string& text) {
  PurpleConversation* conversation =
      purple_find_conversation_with_account(PURPLE_CONV_TYPE_ANY, where.c_str(), account);
  if (conversation == nullptr) return;
  purple_conversation_write(conversation, nullptr, plugin::escape_markup(text).c_str(),
                            PURPLE_MESSAGE_SYSTEM, 0);
}

PurpleCmdRet on_translate(PurpleConversation* conversation, const gchar*, gchar** words, gchar**,
                          void*) {
  std::istringstream line(words[0]);
  std::string domain;
  std::string number;
  line >> domain >> number;
  const auto party = sms::parse_phone_address(number);
  const auto at = sms::Gateway::at(domain);
  if (!party || !at) return PURPLE_CMD_RET_FAILED;
  PurpleAccount* account = purple_conversation_get_account(conversation);
  plugin::GatewayInfo gateway{.addresses = *at, .name = ""};
  for (const plugin::GatewayInfo& known : gateways->of(account)) {
    if (known.addresses.domain() == at->domain()) gateway = known;
  }
  const std::string where = purple_conversation_get_name(conversation);
  gateways->translate(account, gateway, *party, [=](const auto& jid) {
    show(account, where, jid ? "translated: " + *jid : "not translated: " + jid.error());
    if (!jid) return;
    const auto back = gateways->party(account, *jid);
    show(account, where,
         "back: " + (back ? std::string(sms::text_of(*back)) : std::string("nobody")));
  });
  return PURPLE_CMD_RET_OK;
}

PurpleCmdRet on_type(PurpleConversation* conversation, const gchar*, gchar** words, gchar** error,
                     void*) {
  const auto added = gateways->add_typed(purple_conversation_get_account(conversation), words[0]);
  if (added) return PURPLE_CMD_RET_OK;
  *error = g_strdup(added.error().c_str());
  return PURPLE_CMD_RET_FAILED;
}

PurpleCmdId add_command(const char* name, PurpleCmdFunc function) {
  return purple_cmd_register(name, "s", PURPLE_CMD_P_PLUGIN, PURPLE_CMD_FLAG_IM, nullptr, function,
                             name, nullptr);
}

gboolean load(PurplePlugin*) {
  plugin::settings::add_defaults();
  gateways = std::make_unique<plugin::Gateways>(*plugin::Xmpp::find());
  translate_command = add_command("translate", on_translate);
  type_command = add_command("type-gateway", on_type);
  return TRUE;
}

gboolean unload(PurplePlugin*) {
  purple_cmd_unregister(translate_command);
  purple_cmd_unregister(type_command);
  gateways.reset();
  return TRUE;
}

char* literal(const char* text) {
  return const_cast<char*>(text);
}

PurplePluginInfo info;

void describe(PurplePlugin*) {
  info.magic = PURPLE_PLUGIN_MAGIC;
  info.major_version = 2;
  info.minor_version = 10;
  info.type = PURPLE_PLUGIN_STANDARD;
  info.id = literal("core-test-gateway-probe");
  info.name = literal("Gateway probe");
  info.version = literal("1");
  info.summary = literal("shows what the gateways say");
  info.description = literal("for tests");
  info.author = literal("xmpp-sms");
  info.homepage = literal("");
  info.load = load;
  info.unload = unload;
}

}  // namespace

extern "C" {
PURPLE_INIT_PLUGIN(gateway_probe, describe, info)
}
