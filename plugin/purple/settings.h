// SPDX-License-Identifier: GPL-2.0-or-later
// What the user chose, as libpurple keeps it: preferences in prefs.xml, one switch per account in
// accounts.xml.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "plugin/purple/log.h"
#include "plugin/purple/purple_api.h"

namespace plugin::settings {

inline constexpr char root[] = "/plugins/core/xmpp_sms";
inline constexpr char announce_sms_v2[] = "/plugins/core/xmpp_sms/announce_sms_v2";
inline constexpr char debug_level[] = "/plugins/core/xmpp_sms/debug_level";

inline constexpr char region[] = "/plugins/core/xmpp_sms/region";
inline constexpr char ask_above[] = "/plugins/core/xmpp_sms/ask_above";
inline constexpr char receipts[] = "/plugins/core/xmpp_sms/receipts";
inline constexpr char group[] = "/plugins/core/xmpp_sms/group";
/// In no dialog: for tests, and for who has a very slow gateway.
inline constexpr char timeout[] = "/plugins/core/xmpp_sms/timeout";

/// Makes the preferences with their defaults; what the user set before stays.
void add_defaults();

[[nodiscard]] bool is_sms_v2_on();
[[nodiscard]] Verbosity verbosity();

/// The country to read numbers in, two letters; empty: the language settings'.
[[nodiscard]] std::string region_code();
void set_region_code(const std::string& code);

/// A text of more segments than this is sent only after a question; 0: never asks.
[[nodiscard]] int ask_above_segments();
void set_ask_above_segments(int segments);
/// Whether texts ask for a receipt (XEP-0184) and what comes back is shown.
[[nodiscard]] bool are_receipts_on();
void switch_receipts(bool on);
/// The group of the buddy list that new SMS contacts go to.
[[nodiscard]] std::string group_name();
void set_group_name(const std::string& name);

/// How long we wait for the answer to a query of our own.
[[nodiscard]] std::chrono::seconds answer_timeout();

/// One switch per account, on by default: enabling the plugin announces.
[[nodiscard]] bool is_switched_on(const PurpleAccount* account);
void switch_account(PurpleAccount* account, bool on);

/// Calls back when any of our preferences changed; stops when it goes.
class Watch {
 public:
  explicit Watch(std::function<void()> on_change);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  std::function<void()> on_change_;
};

/// The page in the Plugins dialog. The caller (libpurple) owns the frame.
PurplePluginPrefFrame* make_preference_frame();

}  // namespace plugin::settings
