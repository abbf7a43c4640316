// SPDX-License-Identifier: GPL-2.0-or-later
// The JID that a number has at a gateway, asked for where the gateway translates (XEP-0100), and
// who such a JID stands for.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "plugin/gateways/gateway_info.h"
#include "plugin/purple/iq_tracker.h"
#include "sms/phone_address.h"

namespace plugin {

class NumberTranslator {
 public:
  /// The bare JID of a party, or a sentence that says why there is none.
  using Translated = std::function<void(tl::expected<std::string, std::string>)>;

  /// `learned` runs when another JID is known for a phone's, before whoever asked for it gets it.
  /// Shape:   `iqs` outlives it
  NumberTranslator(IqTracker& iqs, std::function<void()> learned)
      : iqs_(iqs), learned_(std::move(learned)) {}

  /// Asks the gateway, once a connection, or writes the JID in its dialect when it does not
  /// translate. `done` runs once, now or later, unless this goes first.
  void translate(PurpleAccount* account, const GatewayInfo& gateway, const sms::PhoneAddress& party,
                 Translated done);

  /// Who a JID, bare or full, stands for by what gateways translated; nullopt when none gave it.
  [[nodiscard]] std::optional<sms::PhoneAddress> party(const PurpleAccount* account,
                                                       std::string_view jid) const;

  /// All JIDs that have a party() by what gateways translated.
  [[nodiscard]] std::vector<std::string> jids(const PurpleAccount* account) const;

  /// The connection is over: on the next, gateways are asked again. Who their JIDs stand for is not
  /// forgotten: a conversation that stays open is still that phone's.
  void connection_ended(const PurpleAccount* account);
  void forget(const PurpleAccount* account) { known_.erase(account); }

 private:
  struct Known {
    std::unordered_map<std::string, std::string> jids;  ///< by key(), of this connection
    std::unordered_map<std::string, sms::PhoneAddress> parties;
  };

  static std::string key(const GatewayInfo& gateway, const sms::PhoneAddress& party);
  void answered(const PurpleAccount* account, const GatewayInfo& gateway,
                const sms::PhoneAddress& party, const IqAnswer& answer, const Translated& done);

  IqTracker& iqs_;
  std::function<void()> learned_;
  std::unordered_map<const PurpleAccount*, Known> known_;
};

}  // namespace plugin
