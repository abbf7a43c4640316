// SPDX-License-Identifier: GPL-2.0-or-later
// What libpurple calls in Pidgin: the description of the second plugin, load and unload.
#include <memory>

#include "plugin/i18n.h"
#include "plugin/pidgin/conversation_counters.h"
#include "plugin/pidgin/form_counters.h"
#include "plugin/purple/description.h"
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

// Runs when the file is probed, enabled or not: it only fills in the description.
void describe(PurplePlugin* /*self*/) {
  begin_description(info, "gtk-xmpp-sms-counter");
  info.ui_requirement = unchanged(PIDGIN_PLUGIN_TYPE);
  info.dependencies = g_list_prepend(nullptr, unchanged(core_plugin_id));
  info.name = unchanged(_("SMS counter"));
  info.summary = unchanged(_("Shows how many text messages (SMS) your words take."));
  info.description = unchanged(
      _("A line below what you type to a phone shows how many text messages it takes and how much "
        "room is left. It warns of long texts, says which characters make a text expensive, and "
        "replaces them with one click. Enabling it also enables SMS over XMPP, which it belongs "
        "to."));
  info.load = on_load;
  info.unload = on_unload;
}

}  // namespace
}  // namespace plugin

extern "C" {
PURPLE_INIT_PLUGIN(xmpp_sms_pidgin, plugin::describe, plugin::info)
}
