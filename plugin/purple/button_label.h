// SPDX-License-Identifier: GPL-2.0-or-later
// What stands on a button of a libpurple dialog.
#pragma once

#include <algorithm>
#include <cstring>
#include <string>

#include "plugin/purple/purple_api.h"

namespace plugin {

/// The label with its mnemonic mark for a client that underlines the letter, without it for the
/// others: Finch would show the mark.
/// Example: "_Not now" -> "_Not now" in Pidgin, "Not now" in Finch
[[nodiscard]] inline std::string button_label(std::string label) {
  const char* client = purple_core_get_ui();
  const bool has_mnemonics = client != nullptr && std::strcmp(client, "gtk-gaim") == 0;
  if (!has_mnemonics) std::erase(label, '_');
  return label;
}

}  // namespace plugin
