// SPDX-License-Identifier: GPL-2.0-or-later
// Registering with a gateway (XEP-0077): libpurple shows the form and sends what is filled in; we
// ask for it, say when none comes, and look again at what the gateway can do afterwards.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "plugin/purple/form.h"
#include "plugin/purple/gateways.h"

namespace plugin {

class Registration {
 public:
  /// Shape:   `forms` and `gateways` outlive it
  Registration(const Xmpp& xmpp, Forms& forms, Gateways& gateways);
  ~Registration();
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;

  /// From the menu: the one gateway that registers, or a choice of those that do.
  void choose();

  /// Asks a gateway for its form.
  void open(PurpleAccount* account, const std::string& domain);

 private:
  gboolean on_receiving_iq(PurpleConnection* connection, const char* type, const char* id,
                           const char* from, xmlnode* iq);
  void on_signed_off(PurpleConnection* connection);

  Forms& forms_;
  Gateways& gateways_;
  /// Whose forms are, or may be, on the screen.
  std::vector<std::pair<PurpleConnection*, std::string>> open_;
  SignalConnection receiving_;
  SignalConnection signed_off_;
};

}  // namespace plugin
