// SPDX-License-Identifier: GPL-2.0-or-later
// Tells the user why an SMS service refused a text, in the conversation it was typed in, and offers
// the way out: switch announcing on and send the text again.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "plugin/purple/signals.h"
#include "plugin/purple/xmpp.h"
#include "plugin/texting/sent_texts.h"

namespace plugin {

class RefusalNotice {
 public:
  using SwitchOn = std::function<void(PurpleAccount*)>;

  /// Shape:   `texts` outlives the notice; `switch_on` makes an account announce at once
  RefusalNotice(const Xmpp& xmpp, SentTexts& texts, SwitchOn switch_on);
  ~RefusalNotice();
  RefusalNotice(const RefusalNotice&) = delete;
  RefusalNotice& operator=(const RefusalNotice&) = delete;

 private:
  struct Offer;

  /// TRUE when the refusal was shown by us, so that the client does not show it a second time.
  gboolean on_receiving_message(PurpleConnection* connection, const char* type, const char* id,
                                const char* from, const char* to, xmlnode* message);
  Offer& offer_for(const std::string& account);
  void ask(Offer& offer, PurpleAccount* account, const std::string& phone);
  void accept(Offer& offer);
  static void on_accept(void* offer, int action) noexcept;
  static void on_decline(void* offer, int action) noexcept;

  Xmpp xmpp_;
  SentTexts& texts_;
  SwitchOn switch_on_;
  std::vector<std::unique_ptr<Offer>> offers_;
  SignalConnection receiving_;
};

}  // namespace plugin
