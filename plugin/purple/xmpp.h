// SPDX-License-Identifier: GPL-2.0-or-later
// The XMPP side of libpurple through its public API: the protocol plugin, its accounts, and
// sending.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plugin/purple/handles.h"
#include "plugin/purple/purple_api.h"

namespace plugin {

/// The protocol plugin that serves every XMPP account (Google Talk's and Facebook's too).
class Xmpp {
 public:
  /// Errors:  nullopt when this libpurple was built without XMPP
  [[nodiscard]] static std::optional<Xmpp> find();

  /// The instance its signals are registered on.
  [[nodiscard]] PurplePlugin* instance() const { return prpl_; }

  /// Sends a stanza of our own, past the same handlers as the client's own stanzas.
  void send(PurpleConnection* connection, XmlNodePtr stanza) const;

  /// Makes every connected account send its presence again, to its rooms too. Features and the
  /// version hash stay as they are.
  /// Errors:  false when libpurple has no such way
  bool resend_presence() const;

 private:
  explicit Xmpp(PurplePlugin* prpl) : prpl_(prpl) {}

  PurplePlugin* prpl_;
};

/// All XMPP accounts of the user, in the order of the account list.
[[nodiscard]] std::vector<PurpleAccount*> xmpp_accounts();

[[nodiscard]] bool is_xmpp(const PurpleAccount* account);

/// The account's bare JID.
[[nodiscard]] std::string account_jid(const PurpleAccount* account);

/// The XMPP account of this bare JID, or nullptr: accounts come and go while a dialog is open.
[[nodiscard]] PurpleAccount* find_xmpp_account(const std::string& jid);

}  // namespace plugin
