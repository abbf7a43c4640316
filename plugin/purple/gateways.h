// SPDX-License-Identifier: GPL-2.0-or-later
// The gateways of each account, and the JID that a number has at one of them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "plugin/gateways/gateway_info.h"
#include "plugin/purple/xmpp.h"
#include "sms/phone_address.h"

namespace plugin {

class Gateways {
 public:
  /// The bare JID of a party, or a sentence that says why there is none.
  using Translated = std::function<void(tl::expected<std::string, std::string>)>;

  explicit Gateways(const Xmpp& xmpp);

  /// All that are known, the default first.
  [[nodiscard]] std::vector<GatewayInfo> of(const PurpleAccount* account) const;

  /// The one whose addresses a JID, bare or full, belongs to; a phone's JID at an unknown domain is
  /// one of the plain dialect there. Cheap: every message asks.
  [[nodiscard]] bool is_sms(const PurpleAccount* account, std::string_view jid) const;

  /// Who a JID stands for at its gateway, known or not; nullopt when it is nobody's.
  [[nodiscard]] std::optional<sms::PhoneAddress> party(const PurpleAccount* account,
                                                       std::string_view jid) const;

  /// Looks for gateways again; the list changes as they answer.
  void find_again(PurpleAccount* account);

  /// Finds the JID of a party: asks the gateway when it translates (jabber:iq:gateway), else writes
  /// it in the gateway's dialect. `done` runs once, now or later.
  void translate(PurpleAccount* account, const GatewayInfo& gateway, const sms::PhoneAddress& party,
                 Translated done);

  /// Keeps a gateway that the user typed: a domain, or a template such as sms-{digits}@gw.example.
  /// Errors:  a sentence for the user; nothing is changed
  tl::expected<void, std::string> add_typed(PurpleAccount* account, std::string_view text);
  void remove_typed(PurpleAccount* account, std::string_view text);
  [[nodiscard]] std::vector<std::string> typed(const PurpleAccount* account) const;

  /// Shape:   a domain out of of()
  void set_default(PurpleAccount* account, std::string_view domain);

 private:
  Xmpp xmpp_;
};

}  // namespace plugin
