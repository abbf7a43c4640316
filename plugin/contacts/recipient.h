// SPDX-License-Identifier: GPL-2.0-or-later
// Who is meant by what somebody typed as the recipient of a text.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "plugin/contacts/contact_index.h"
#include "sms/region.h"

namespace plugin {

/// Shape:   a contact, or somebody with nothing but a number
struct Recipient {
  sms::PhoneAddress party;
  std::string name;     ///< empty when a number was typed that nobody has
  std::string account;  ///< as in SmsContact
  std::string jid;
};

/// Reads a number in any spelling, a short code, or a contact's name. A number that a contact has
/// is that contact.
/// Shape:   names by ContactIndex::named(); with several accounts, a contact of `account` is
///          preferred
/// Errors:  a sentence for the user, which lists at most five when a name is several people's
[[nodiscard]] tl::expected<Recipient, std::string> read_recipient(std::string_view typed,
                                                                  const ContactIndex& contacts,
                                                                  std::optional<sms::Region> region,
                                                                  std::string_view account = {});

/// A party as a reader of the region writes it: "030 901820", "40404".
[[nodiscard]] std::string shown(const sms::PhoneAddress& party, std::optional<sms::Region> region);

}  // namespace plugin
