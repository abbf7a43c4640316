// SPDX-License-Identifier: GPL-2.0-or-later
// What the two plugins say about themselves in one voice.
#pragma once

#include "plugin/i18n.h"
#include "plugin/purple/purple_api.h"

namespace plugin {

/// libpurple's structures hold what they never change as char*.
inline char* unchanged(const char* text) {
  return const_cast<char*>(text);
}

/// Fills in all of a plugin's description but its texts, which may be translated after this. Runs
/// when the file is probed, enabled or not, in every client.
inline void begin_description(PurplePluginInfo& info, const char* id) {
  bindtextdomain(gettext_domain, XMPP_SMS_LOCALE_DIR);
  bind_textdomain_codeset(gettext_domain, "UTF-8");

  info.magic = PURPLE_PLUGIN_MAGIC;
  info.major_version = 2;
  info.minor_version = 10;  // the oldest libpurple it runs on, not the one it was built with
  info.type = PURPLE_PLUGIN_STANDARD;
  info.priority = PURPLE_PRIORITY_DEFAULT;
  info.id = unchanged(id);
  info.version = unchanged(XMPP_SMS_VERSION);
  info.author = unchanged("The xmpp-sms authors");
  info.homepage = unchanged(XMPP_SMS_HOMEPAGE);
}

}  // namespace plugin
