// SPDX-License-Identifier: GPL-2.0-or-later
// A conversation with a phone is titled with its number as people write it, where libpurple would
// show the JID; a contact's own name stays.
#pragma once

#include "plugin/purple/gateways.h"
#include "plugin/purple/signals.h"

namespace plugin {

class PhoneTitles {
 public:
  /// Titles what is open already, too. Shape: `gateways` outlives it
  explicit PhoneTitles(const Gateways& gateways);
  /// Gives the titles back.
  ~PhoneTitles();
  /// Titles all that is open: what is a phone's may be known only now.
  void refresh();
  PhoneTitles(const PhoneTitles&) = delete;
  PhoneTitles& operator=(const PhoneTitles&) = delete;

 private:
  void on_created(PurpleConversation* conversation) { set_title(conversation); }
  // libpurple sets titles anew whenever a name changes, a buddy comes, an account signs on.
  void on_updated(PurpleConversation* conversation, PurpleConvUpdateType what) {
    if (what == PURPLE_CONV_UPDATE_TITLE) set_title(conversation);
  }
  // With a contact the name to show comes and goes, and libpurple sets no title then.
  void on_buddy(PurpleBuddy* buddy);
  void set_title(PurpleConversation* conversation);

  const Gateways& gateways_;
  SignalConnection created_;
  SignalConnection updated_;
  SignalConnection added_;
  SignalConnection removed_;
};

}  // namespace plugin
