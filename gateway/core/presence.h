// SPDX-License-Identifier: GPL-2.0-or-later
// Who sees whom, and what clients announce.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/core/addresses.h"
#include "gateway/core/context.h"
#include "gateway/core/directory.h"
#include "gateway/core/replies.h"

namespace gateway {

/// Phones are always there: whoever asks is told so, and whoever wants to see one may. In turn the
/// gateway asks to see its users, as transports do, because that is how it learns what their
/// clients announce.
/// Source:  RFC 6121 §3, §4; XEP-0100 §4.1
class Presence {
 public:
  /// `came`: a user signed on with one more client.
  Presence(Context& context, const Addresses& addresses, const Directory& directory,
           Replies& replies, std::function<void(const std::string& user)> came)
      : context_(context),
        addresses_(addresses),
        directory_(directory),
        replies_(replies),
        came_(std::move(came)) {}

  /// Loads what is known of users.
  void start();
  void handle(const xml::Element& presence);

  /// What the last presence of a user announced, whether they are there now or not.
  /// Source:  XEP-0115 version 1.3, attribute ext; Google Talk read a sender's last presence
  [[nodiscard]] bool announces(const std::string& user, std::string_view bundle) const;
  /// The gateway asks to see them.
  void ask_to_see(const std::string& user);
  void forget(const std::string& user);

 private:
  void subscription(const xml::Element& presence, std::string_view type);
  void available(const xml::Element& presence);
  void unavailable(const xml::Element& presence);
  void keep_bundles(const std::string& user, const xml::Element& presence);
  void send(std::string_view from, std::string_view to, std::string_view type) const;

  Context& context_;
  const Addresses& addresses_;
  const Directory& directory_;
  Replies& replies_;
  std::function<void(const std::string&)> came_;
  std::map<std::string, std::string> bundles_;  ///< of each user: tokens, a space between
};

}  // namespace gateway
