// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/settings.h"

#include <algorithm>
#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/guarded.h"

namespace plugin::settings {
namespace {

constexpr char account_switch[] = "xmpp-sms-announce";

void on_preference(const char* /*name*/, PurplePrefType /*type*/, gconstpointer /*value*/,
                   gpointer data) noexcept {
  guarded("a changed preference", [&] { (*static_cast<const std::function<void()>*>(data))(); });
}

}  // namespace

void add_defaults() {
  purple_prefs_add_none(root);
  purple_prefs_add_bool(announce_sms_v2, FALSE);
  purple_prefs_add_int(timeout, 10);
  purple_prefs_add_int(debug_level, static_cast<int>(Verbosity::normal));
  purple_prefs_add_string(region, "");
  purple_prefs_add_int(ask_above, 5);
  purple_prefs_add_bool(receipts, TRUE);
  purple_prefs_add_string(group, _("SMS"));
}

bool is_sms_v2_on() {
  return purple_prefs_get_bool(announce_sms_v2) != FALSE;
}

Verbosity verbosity() {
  return static_cast<Verbosity>(std::clamp(purple_prefs_get_int(debug_level), 0, 2));
}

std::string region_code() {
  return purple_prefs_get_string(region);
}

void set_region_code(const std::string& code) {
  purple_prefs_set_string(region, code.c_str());
}

int ask_above_segments() {
  return std::max(purple_prefs_get_int(ask_above), 0);
}

void set_ask_above_segments(int segments) {
  purple_prefs_set_int(ask_above, segments);
}

bool are_receipts_on() {
  return purple_prefs_get_bool(receipts) != FALSE;
}

void switch_receipts(bool on) {
  purple_prefs_set_bool(receipts, on ? TRUE : FALSE);
}

std::string group_name() {
  return purple_prefs_get_string(group);
}

std::chrono::seconds answer_timeout() {
  return std::chrono::seconds(std::clamp(purple_prefs_get_int(timeout), 1, 600));
}

void set_group_name(const std::string& name) {
  purple_prefs_set_string(group, name.c_str());
}

bool is_switched_on(const PurpleAccount* account) {
  return purple_account_get_bool(account, account_switch, TRUE) != FALSE;
}

void switch_account(PurpleAccount* account, bool on) {
  purple_account_set_bool(account, account_switch, on ? TRUE : FALSE);
}

Watch::Watch(std::function<void()> on_change) : on_change_(std::move(on_change)) {
  purple_prefs_connect_callback(this, root, on_preference, &on_change_);
}

Watch::~Watch() {
  purple_prefs_disconnect_by_handle(this);
}

PurplePluginPrefFrame* make_preference_frame() {
  PurplePluginPrefFrame* frame = purple_plugin_pref_frame_new();

  PurplePluginPref* heading = purple_plugin_pref_new_with_label(_("Announcing SMS to your server"));
  purple_plugin_pref_frame_add(frame, heading);

  // Translators: sms-v2 is a technical name and stays as it is.
  PurplePluginPref* v2 = purple_plugin_pref_new_with_name_and_label(
      announce_sms_v2, _("Announce sms-v2 too (rarely needed)"));
  purple_plugin_pref_frame_add(frame, v2);

  PurplePluginPref* level =
      purple_plugin_pref_new_with_name_and_label(debug_level, _("Write to the debug log"));
  purple_plugin_pref_set_type(level, PURPLE_PLUGIN_PREF_CHOICE);
  const auto add_level = [&](const char* label, Verbosity verbosity) {
    purple_plugin_pref_add_choice(level, label, GINT_TO_POINTER(static_cast<int>(verbosity)));
  };
  add_level(_("only errors"), Verbosity::errors);
  add_level(_("what is announced"), Verbosity::normal);
  add_level(_("every stanza looked at"), Verbosity::verbose);
  purple_plugin_pref_frame_add(frame, level);
  return frame;
}

}  // namespace plugin::settings
