// SPDX-License-Identifier: GPL-2.0-or-later
// A connected XMPP account with nobody behind it: what it sends is kept, what it receives is given.
#pragma once

#include <string>
#include <vector>

#include "plugin/purple/purple_api.h"

namespace plugin::testing_support {

/// Real and registered with libpurple, so that handlers find what they find in a client.
class HeadlessConnection {
 public:
  explicit HeadlessConnection(const std::string& jid);
  ~HeadlessConnection();
  HeadlessConnection(const HeadlessConnection&) = delete;
  HeadlessConnection& operator=(const HeadlessConnection&) = delete;

  [[nodiscard]] PurpleConnection* get() const { return connection_; }
  [[nodiscard]] PurpleAccount* account() const { return account_; }

  /// The stanzas sent so far, as XML.
  [[nodiscard]] const std::vector<std::string>& sent() const { return sent_; }
  /// The id of the last one.
  [[nodiscard]] const std::string& last_id() const { return last_id_; }

  /// Whether a handler took the iq.
  bool receive_iq(const char* type, const std::string& id, const char* from,
                  const std::string& inside);

 private:
  static void on_sending(PurpleConnection* connection, xmlnode** stanza, gpointer self);

  PurpleAccount* account_;
  PurpleConnection* connection_;
  std::vector<std::string> sent_;
  std::string last_id_;
};

}  // namespace plugin::testing_support
