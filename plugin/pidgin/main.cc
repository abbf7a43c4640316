// SPDX-License-Identifier: GPL-2.0-or-later
// What libpurple calls in Pidgin: the description of the second plugin, load and unload.
#include <memory>

#include "plugin/i18n.h"
#include "plugin/pidgin/conversation_counters.h"
#include "plugin/pidgin/form_counters.h"
#include "plugin/purple/guarded.h"
#include "plugin/purple/ipc.h"

namespace plugin {
namespace {

/// Everything that lives from load to unload.
struct Counters {
  explicit Counters(PurplePlugin* core) : conversations(core), forms(core) {}

  ConversationCounters conversations;
  FormCounters forms;
};

gboolean on_load(PurplePlugin* self) noexcept {
  return guarded("loading the counter", FALSE, [&]() -> gboolean {
    // libpurple has loaded it before us, and unloads us before it.
    PurplePlugin* core = purple_plugins_find_with_id(core_plugin_id);
    if (core == nullptr) return FALSE;
    self->extra = std::make_unique<Counters>(core).release();
    return TRUE;
  });
}

gboolean on_unload(PurplePlugin* self) noexcept {
  delete static_cast<Counters*>(self->extra);
  self->extra = nullptr;
  return TRUE;
}

PurplePluginInfo info;

char* translated(const char* text) {
  return const_cast<char*>(_(text));
}
char* literal(const char* text) {
  return const_cast<char*>(text);
}

// Runs when the file is probed, enabled or not: it only fills in the description.
void describe(PurplePlugin* /*self*/) {
  bindtextdomain(gettext_domain, XMPP_SMS_LOCALE_DIR);
  bind_textdomain_codeset(gettext_domain, "UTF-8");

  info.magic = PURPLE_PLUGIN_MAGIC;
  info.major_version = 2;
  info.minor_version = 10;  // the oldest libpurple it runs on, not the one it was built with
  info.type = PURPLE_PLUGIN_STANDARD;
  info.ui_requirement = literal(PIDGIN_PLUGIN_TYPE);
  info.priority = PURPLE_PRIORITY_DEFAULT;
  info.dependencies = g_list_prepend(nullptr, literal(core_plugin_id));
  info.id = literal("gtk-xmpp-sms-counter");
  info.name = translated("SMS counter");
  info.version = literal(XMPP_SMS_VERSION);
  info.summary = translated("Shows how many text messages (SMS) your words take.");
  info.description = translated(
      "Below what you type to a phone stands how many text messages it takes and how much room is "
      "left. It warns of long texts, tells which characters make a text dear, and replaces them on "
      "a click. Enabling it enables SMS over XMPP, which it belongs to.");
  info.author = literal("The xmpp-sms authors");
  info.homepage = literal(XMPP_SMS_HOMEPAGE);
  info.load = on_load;
  info.unload = on_unload;
}

}  // namespace
}  // namespace plugin

extern "C" {
PURPLE_INIT_PLUGIN(xmpp_sms_pidgin, plugin::describe, plugin::info)
}
