// SPDX-License-Identifier: GPL-2.0-or-later
// Phone numbers as XMPP addresses, in the dialect of a gateway.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "sms/phone_address.h"

namespace sms {

enum class AddressErrorCode {
  bad_domain,
  bad_template,
  not_a_jid,        ///< empty, too long, or not UTF-8
  other_gateway,    ///< a JID of another domain
  no_party,         ///< the gateway itself, or a local part that its template does not make
  bad_number,       ///< a local part that is no number, short code or name; the message says why
  not_addressable,  ///< the gateway has no address for such a party
  no_groups,        ///< only cheogram's dialect has addresses of groups, and a JID has an end
};

[[nodiscard]] std::string_view error_name(AddressErrorCode code);

/// Errors:  `message` is one English sentence that names the address or the template
struct AddressError {
  AddressErrorCode code = AddressErrorCode::not_a_jid;
  std::string message;
};

/// How a gateway writes the local part of its addresses.
enum class Dialect {
  plain,     ///< +13075551212@…, 40404@…, info@…
  google,    ///< numbers only: +13075551212@sms.talk.google.com
  cheogram,  ///< numbers, groups of them joined by ',', and North American short codes
};

/// A gateway's addresses: numbers to JIDs and back. A party has exactly one JID, and every spelling
/// of that party's number leads to it. A value; share it freely between threads.
class Gateway {
 public:
  /// The gateway at a domain, in the dialect that this domain is known for, else the plain one.
  /// Errors:  bad_domain
  /// Source:  RFC 7622 §3.2 (compared without regard to ASCII case; a trailing dot is dropped)
  [[nodiscard]] static tl::expected<Gateway, AddressError> at(std::string_view domain);
  [[nodiscard]] static tl::expected<Gateway, AddressError> at(std::string_view domain,
                                                              Dialect dialect);

  /// A gateway that writes addresses in a way of its own.
  /// Shape:   one placeholder, {number} for +13075551212 or {digits} for 13075551212, anywhere in
  ///          the local part
  /// Errors:  bad_template, bad_domain
  /// Example: "sms-{digits}@gw.example.org": +13075551212 -> "sms-13075551212@gw.example.org"
  [[nodiscard]] static tl::expected<Gateway, AddressError> from_template(std::string_view text);

  [[nodiscard]] const std::string& domain() const { return domain_; }

  /// The bare JID of a party.
  /// Shape:   a name is escaped and in lower case, because servers fold the case of local parts
  /// Errors:  not_addressable
  /// Source:  XEP-0106 §3; RFC 7622 §3.3
  /// Example: +13075551212 -> "+13075551212@sms.example.com"; "H&M" -> "h\26m@sms.example.com"
  [[nodiscard]] tl::expected<std::string, AddressError> jid(const PhoneAddress& party) const;

  /// The bare JID of a conversation with several.
  /// Shape:   sorted and each once, so that a group has one JID
  /// Errors:  no_groups, also for more members than a JID has room for; no_party for none
  /// Example: {+13075551213, +13075551212} -> "+13075551212,+13075551213@cheogram.com"
  [[nodiscard]] tl::expected<std::string, AddressError> jid(std::span<const E164> group) const;

  /// Who a JID stands for: one, or the members of a group, sorted and each once.
  /// Shape:   a bare or full JID; numbers in any international spelling. The JID is the party's own
  ///          if jid() of the result gives it again.
  /// Errors:  all but bad_domain and bad_template
  [[nodiscard]] tl::expected<std::vector<PhoneAddress>, AddressError> parties(
      std::string_view jid) const;

  /// True when the JID, bare or full, is of this gateway's domain.
  [[nodiscard]] bool serves(std::string_view jid) const;

 private:
  Gateway() = default;

  [[nodiscard]] tl::expected<PhoneAddress, AddressError> party_of(std::string_view text) const;

  Dialect dialect_ = Dialect::plain;
  bool has_plus_ = true;  ///< {number}, not {digits}
  std::string before_;    ///< literal text of the template around the placeholder, in lower case
  std::string after_;
  std::string domain_;
};

}  // namespace sms
