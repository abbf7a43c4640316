// SPDX-License-Identifier: GPL-2.0-or-later
// What stands on a button of a libpurple dialog.
#pragma once

#include <cstring>
#include <string>

#include "plugin/purple/purple_api.h"

namespace plugin {

/// True in a client that underlines the letter behind a '_' in a label: the others would show it.
[[nodiscard]] inline bool has_mnemonics() {
  const char* client = purple_core_get_ui();
  return client != nullptr && std::strcmp(client, "gtk-gaim") == 0;
}

/// True in Finch, whose dialogs differ in a few ways.
[[nodiscard]] inline bool is_finch() {
  const char* client = purple_core_get_ui();
  return client != nullptr && std::strcmp(client, "gnt-purple") == 0;
}

/// The label without its mnemonic mark; a doubled mark stands for itself.
/// Example: "_Not now" -> "Not now"; "_Text a__b" -> "Text a_b"
[[nodiscard]] inline std::string plain_label(const std::string& label) {
  std::string plain;
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (label[i] == '_' && ++i == label.size()) break;
    plain += label[i];
  }
  return plain;
}

/// The letter behind the mark, small; empty for a label that has none, or one beyond ASCII.
/// Example: "Co_Untry" -> "u"; "a__b" -> ""
[[nodiscard]] inline std::string mnemonic_of(const std::string& label) {
  for (std::size_t i = 0; i + 1 < label.size(); ++i) {
    if (label[i] != '_') continue;
    if (label[++i] != '_')
      return g_ascii_isalnum(label[i]) != FALSE ? std::string(1, g_ascii_tolower(label[i])) : "";
  }
  return "";
}

/// The label with its mnemonic mark for a client that underlines the letter, without it for the
/// others.
/// Example: "_Not now" -> "_Not now" in Pidgin, "Not now" in Finch
[[nodiscard]] inline std::string button_label(const std::string& label) {
  return has_mnemonics() ? label : plain_label(label);
}

/// Words of others as part of a label: none of their letters becomes a mnemonic.
[[nodiscard]] inline std::string in_label(const std::string& text) {
  std::string doubled;
  for (const char c : text) {
    if (c == '_') doubled += c;
    doubled += c;
  }
  return doubled;
}

}  // namespace plugin
