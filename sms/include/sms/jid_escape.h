// SPDX-License-Identifier: GPL-2.0-or-later
// Any text as the local part of a JID, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sms {

/// Escapes what a local part cannot have: space " & ' / : < > @, and a backslash that would
/// otherwise read as the start of an escape.
/// Shape:   UTF-8; case stays (servers fold it, so \5C counts as an escape too)
/// Errors:  nullopt for a text that begins or ends with a space, which cannot be escaped there
/// Source:  XEP-0106 §3, §4.2
/// Example: "at&t guy" -> "at\26t\20guy"; "c:\net" -> "c\3a\net"; "c:\5commas" ->
///          "c\3a\5c5commas"
[[nodiscard]] std::optional<std::string> jid_escape(std::string_view text);

/// The text that an escaped local part stands for; a backslash that starts no escape stays, and so
/// does \20 at either end.
/// Source:  XEP-0106 §3, §4.2
/// Example: "d\27artagnan" -> "d'artagnan"; "treasure\2fisland" -> "treasure/island"
[[nodiscard]] std::string jid_unescape(std::string_view local_part);

}  // namespace sms
