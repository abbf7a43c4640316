// SPDX-License-Identifier: GPL-2.0-or-later
// Registering with a gateway (XEP-0077): libpurple shows the form and sends what is filled in; we
// ask for it, say when none comes or what was filled in is refused, and look again at what the
// gateway can do afterwards.
#pragma once

#include <string>
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
  /// A gateway's form that is, or was, on the screen.
  struct Open {
    PurpleConnection* connection;
    std::string domain;
    std::string id;  ///< of what was filled in, once the client has sent it
  };

  void watch(PurpleConnection* connection, const std::string& domain);
  void on_sending_xmlnode(PurpleConnection* connection, xmlnode** packet);
  gboolean on_receiving_iq(PurpleConnection* connection, const char* type, const char* id,
                           const char* from, xmlnode* iq);
  void on_signed_off(PurpleConnection* connection);

  Forms& forms_;
  Gateways& gateways_;
  std::vector<Open> open_;
  SignalConnection sending_;  ///< while there are any: every stanza would come by
  SignalConnection receiving_;
  SignalConnection signed_off_;
};

}  // namespace plugin
