// SPDX-License-Identifier: GPL-2.0-or-later
// A gateway as an account knows it: how it writes addresses, and what it can do.
#pragma once

#include <string>

#include "sms/address.h"

namespace plugin {

/// How an account came to a gateway.
enum class Found {
  built_in,     ///< belongs to the account's service, as Google's did
  typed,        ///< by the user
  discovered,   ///< on the account's server, by service discovery (XEP-0030)
  in_contacts,  ///< the user has contacts there; service discovery says that it is one
};

struct GatewayInfo {
  sms::Gateway addresses;
  std::string name;         ///< as the gateway calls itself, made harmless to show; may be empty
  bool translates = false;  ///< numbers to JIDs: jabber:iq:gateway (XEP-0100 §6.3)
  bool registers = false;   ///< jabber:iq:register (XEP-0077)
  Found how = Found::discovered;
};

}  // namespace plugin
