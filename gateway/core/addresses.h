// SPDX-License-Identifier: GPL-2.0-or-later
// The JIDs of phones here.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include <tl/expected.hpp>

#include "gateway/core/stanza_error.h"
#include "sms/address.h"
#include "sms/phone_address.h"

namespace gateway {

/// Who a stanza is for.
struct Phone {
  sms::PhoneAddress address;
  std::string jid;  ///< bare, and its only one: where answers come from
  [[nodiscard]] std::string text() const { return std::string(sms::text_of(address)); }
};

/// Reads and writes them, and remembers the last ones, because a numbering plan costs more than all
/// the rest of a message.
class Addresses {
 public:
  /// Shape:   `domain` has been checked with the settings
  explicit Addresses(const std::string& domain);

  [[nodiscard]] const std::string& domain() const { return gateway_.domain(); }
  /// True for the gateway itself, with or without a resource.
  [[nodiscard]] bool is_gateway(std::string_view jid) const;

  /// Errors:  jid-malformed for what is no number at all, item-not-found for what is none of its
  ///          country; the text says what is wrong and how such a number looks
  [[nodiscard]] tl::expected<Phone, StanzaError> phone(std::string_view jid) const;

  /// The JID of a number as stores and carriers write it; empty for what has none.
  [[nodiscard]] std::string jid_of(const std::string& number) const;

 private:
  sms::Gateway gateway_;
  mutable std::unordered_map<std::string, Phone> phones_;      ///< by local part
  mutable std::unordered_map<std::string, std::string> jids_;  ///< by number
};

/// A number, short code or name as carriers write it.
[[nodiscard]] tl::expected<sms::PhoneAddress, sms::NumberError> address_of(std::string_view number);

}  // namespace gateway
