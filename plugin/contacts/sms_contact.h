// SPDX-License-Identifier: GPL-2.0-or-later
// Somebody in the buddy list who can be texted.
#pragma once

#include <string>

#include "sms/phone_address.h"

namespace plugin {

/// Shape:   a person with two numbers is two of them
struct SmsContact {
  std::string name;  ///< as the buddy list shows it
  sms::PhoneAddress party;
  std::string account;  ///< bare JID of the account that texts it; empty: any (the number was set)
  std::string jid;      ///< at a gateway; empty when the number was set by hand
};

}  // namespace plugin
