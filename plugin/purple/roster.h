// SPDX-License-Identifier: GPL-2.0-or-later
// The SMS contacts in the buddy list: who has a number, and new ones.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "plugin/contacts/contact_index.h"
#include "plugin/purple/gateways.h"

namespace plugin {

/// Somebody to be added.
struct NewContact {
  std::string account;  ///< bare JID
  sms::PhoneAddress party;
  std::string name;   ///< may be empty: the number is shown then
  std::string group;  ///< may be empty: the one of the settings
};

/// Why somebody was not added.
struct NotAdded {
  std::string reason;                  ///< a sentence for the user
  std::optional<SmsContact> existing;  ///< who has that number already
};

class Roster {
 public:
  /// The JID of the new buddy.
  using Added = std::function<void(tl::expected<std::string, NotAdded>)>;

  explicit Roster(Gateways& gateways) : gateways_(gateways) {}

  /// Reads the buddy list: those at gateways, and those with a mobile number. Costs some
  /// microseconds a buddy; whoever needs it several times keeps it.
  [[nodiscard]] ContactIndex contacts() const;

  /// Who in the index has this number with this account, under whatever JID.
  [[nodiscard]] static std::optional<SmsContact> find(const ContactIndex& contacts,
                                                      const std::string& account,
                                                      const sms::PhoneAddress& party);

  /// Adds a buddy at a gateway and subscribes, unless the number is there. `added` runs once: at
  /// once, or, when the gateway translates numbers, when it has answered; never after the roster
  /// has gone.
  /// Shape:   `contacts` is looked at before this returns; nullptr: contacts()
  void add(NewContact contact, const GatewayInfo& gateway, Added added,
           const ContactIndex* contacts = nullptr);

  /// The same for a phone whose JID is known, because it texted.
  tl::expected<std::string, NotAdded> add_known(const NewContact& contact,
                                                const std::string& jid) const;

  /// The number of a buddy: of its JID at a gateway, or the one that was set.
  [[nodiscard]] std::optional<sms::PhoneAddress> party_of(PurpleBuddy* buddy) const;

  /// True when the buddy's own address is a phone's.
  [[nodiscard]] bool is_phone(PurpleBuddy* buddy) const;

  [[nodiscard]] static std::optional<sms::PhoneAddress> mobile_number(PurpleBuddy* buddy);
  /// nullopt removes it.
  static void set_mobile_number(PurpleBuddy* buddy, const std::optional<sms::PhoneAddress>& party);

  /// Without regard to case and to how accents are written.
  [[nodiscard]] static std::string fold(std::string_view text);

 private:
  static tl::expected<std::string, NotAdded> put(const NewContact& contact, const std::string& jid);

  Gateways& gateways_;
  std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace plugin
