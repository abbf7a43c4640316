// SPDX-License-Identifier: GPL-2.0-or-later
// What libpurple calls: the plugin's description, load, unload, and its menu.
#include <memory>

#include "plugin/i18n.h"
#include "plugin/purple/description.h"
#include "plugin/purple/guarded.h"
#include "plugin/purple/ipc.h"
#include "plugin/purple/session.h"
#include "plugin/purple/settings.h"
#include "plugin/purple/settings_dialog.h"
#include "plugin/purple/windows.h"

namespace plugin {
namespace {

Session& session_of(PurplePlugin* self) {
  return *static_cast<Session*>(self->extra);
}

gboolean on_load(PurplePlugin* self) noexcept {
  return guarded("loading", FALSE, [&]() -> gboolean {
    const std::optional<Xmpp> xmpp = Xmpp::find();
    if (!xmpp) {
      self->error =
          g_strdup(_("This libpurple has no XMPP support, which SMS over XMPP builds on."));
      return FALSE;
    }
    settings::add_defaults();
    self->extra = std::make_unique<Session>(*xmpp, self).release();
    return TRUE;
  });
}

gboolean on_unload(PurplePlugin* self) noexcept {
  // libpurple closes a plugin's windows only after this, and their buttons need the session.
  purple_request_close_with_handle(self);
  delete static_cast<Session*>(self->extra);
  self->extra = nullptr;
  return TRUE;
}

void on_send(PurplePluginAction* action) noexcept {
  guarded("Send SMS…", [&] { session_of(action->plugin).send_dialog().open(); });
}

void on_add_contact(PurplePluginAction* action) noexcept {
  guarded("Add SMS contact…", [&] { session_of(action->plugin).contact_dialog().open(); });
}

void on_settings(PurplePluginAction* action) noexcept {
  guarded("Settings…", [&] {
    Session& session = session_of(action->plugin);
    open_settings_dialog(session.forms(), session.gateways());
  });
}

void on_accounts(PurplePluginAction* action) noexcept {
  guarded("Accounts…", [&] { open_accounts_dialog(action->plugin, session_of(action->plugin)); });
}

void on_status(PurplePluginAction* action) noexcept {
  guarded("Status", [&] { open_status_window(action->plugin, session_of(action->plugin)); });
}

void on_register(PurplePluginAction* action) noexcept {
  guarded("Register…", [&] { session_of(action->plugin).registration().choose(); });
}

void on_import(PurplePluginAction* action) noexcept {
  guarded("Import contacts…", [&] {
    const char* path = action->plugin->path;
    session_of(action->plugin).import_contacts(path != nullptr ? path : "");
  });
}

GList* make_menu(PurplePlugin* /*self*/, gpointer /*context*/) noexcept {
  GList* menu = nullptr;
  menu = g_list_append(menu, purple_plugin_action_new(_("Send SMS…"), on_send));
  menu = g_list_append(menu, purple_plugin_action_new(_("Add SMS contact…"), on_add_contact));
  menu = g_list_append(menu, purple_plugin_action_new(_("Import contacts…"), on_import));
  menu = g_list_append(menu, purple_plugin_action_new(_("Settings…"), on_settings));
  menu = g_list_append(menu, purple_plugin_action_new(_("Accounts…"), on_accounts));
  menu = g_list_append(menu,
                       purple_plugin_action_new(_("Register with an SMS service…"), on_register));
  menu = g_list_append(menu, purple_plugin_action_new(_("Status"), on_status));
  return menu;
}

PurplePluginPrefFrame* make_preferences(PurplePlugin* /*self*/) noexcept {
  return guarded("the preferences", static_cast<PurplePluginPrefFrame*>(nullptr),
                 settings::make_preference_frame);
}

PurplePluginUiInfo preferences = {make_preferences, 0, nullptr, nullptr, nullptr, nullptr, nullptr};
PurplePluginInfo info;

// Runs when the file is probed, enabled or not, in every client: it only fills in the description.
void describe(PurplePlugin* /*self*/) {
  begin_description(info, core_plugin_id);
  info.name = unchanged(_("SMS over XMPP"));
  info.summary = unchanged(_("Text phones (SMS) from your XMPP accounts."));
  info.description = unchanged(
      _("An SMS service on XMPP carries texts only for clients that announce SMS. This plugin adds "
        "sms-v1 to the capabilities in your presence, for every XMPP account or for those you "
        "choose, and tells you when a service refuses a text and why."));
  info.load = on_load;
  info.unload = on_unload;
  info.prefs_info = &preferences;
  info.actions = make_menu;
}

}  // namespace
}  // namespace plugin

extern "C" {
PURPLE_INIT_PLUGIN(xmpp_sms, plugin::describe, plugin::info)
}
