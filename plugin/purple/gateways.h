// SPDX-License-Identifier: GPL-2.0-or-later
// The gateways of each account, and the JID that a number has at one of them.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "plugin/gateways/gateway_info.h"
#include "plugin/gateways/gateway_page.h"
#include "plugin/purple/iq_tracker.h"
#include "plugin/purple/number_translator.h"
#include "plugin/purple/xmpp.h"
#include "sms/phone_address.h"

namespace plugin {

class Gateways {
 public:
  using Translated = NumberTranslator::Translated;

  /// Looks for gateways of each account that is connected, and of each that will be.
  explicit Gateways(const Xmpp& xmpp);
  ~Gateways();
  Gateways(const Gateways&) = delete;
  Gateways& operator=(const Gateways&) = delete;

  /// All that are known, the default first.
  [[nodiscard]] std::vector<GatewayInfo> of(const PurpleAccount* account) const;

  /// True for a JID, bare or full, that texts go to: one of the plain dialect at whatever domain,
  /// or one that has a party(). Cheap: every message asks.
  [[nodiscard]] bool is_sms(const PurpleAccount* account, std::string_view jid) const;

  /// Who a JID stands for at its gateway, known or not; nullopt when it is nobody's.
  [[nodiscard]] std::optional<sms::PhoneAddress> party(const PurpleAccount* account,
                                                       std::string_view jid) const;

  /// The JIDs of phones that gateways gave for their numbers, whatever they look like.
  [[nodiscard]] std::vector<std::string> translated(const PurpleAccount* account) const {
    return translator_.jids(account);
  }

  /// Looks for gateways again; the list changes as they answer. One that is being looked for is
  /// followed by another; an account that is not connected has nobody to ask.
  void find_again(PurpleAccount* account);
  /// The same for every XMPP account.
  void find_all_again();

  /// Each XMPP account with what is known and what goes on, for gateway_page().
  [[nodiscard]] std::vector<AccountGateways> report() const;

  /// Finds the JID of a party: asks the gateway when it translates (jabber:iq:gateway), else writes
  /// it in the gateway's dialect. `done` runs once, now or later, unless the plugin is unloaded
  /// first.
  void translate(PurpleAccount* account, const GatewayInfo& gateway, const sms::PhoneAddress& party,
                 Translated done);

  /// Keeps a gateway that the user typed: a domain, or a template such as sms-{digits}@gw.example.
  /// It is asked what it can do.
  /// Errors:  a sentence for the user; nothing is changed
  tl::expected<void, std::string> add_typed(PurpleAccount* account, std::string_view text);
  void remove_typed(PurpleAccount* account, std::string_view text);

  /// Called when another gateway is known, or one no more, or another JID that one gave for a
  /// number: what was nobody's JID may be a phone's.
  void on_change(std::function<void()> call) { on_change_ = std::move(call); }

  /// Where queries of our own go out.
  [[nodiscard]] IqTracker& iqs() { return iqs_; }

 private:
  struct Known;

  [[nodiscard]] const std::vector<GatewayInfo>& list(const PurpleAccount* account) const;
  Known& known(const PurpleAccount* account) const;
  void look(PurpleConnection* connection, std::chrono::milliseconds delay);
  void changed(PurpleAccount* account, bool is_over);
  void on_signed_on(PurpleConnection* connection);
  void on_signed_off(PurpleConnection* connection);
  void on_account_removed(PurpleAccount* account);

  void tell_change() const {
    if (on_change_) on_change_();
  }

  std::function<void()> on_change_;
  IqTracker iqs_;
  NumberTranslator translator_;
  mutable std::unordered_map<const PurpleAccount*, std::unique_ptr<Known>> known_;
  SignalConnection signed_on_;
  SignalConnection signed_off_;
  SignalConnection account_removed_;
};

}  // namespace plugin
