// SPDX-License-Identifier: GPL-2.0-or-later
// Add SMS contact…: number, name, group.
#pragma once

#include <string>

#include "plugin/purple/form.h"
#include "plugin/purple/gateways.h"
#include "plugin/purple/roster.h"
#include "plugin/purple/texting.h"

namespace plugin {

/// What stands in the form when it opens.
struct ContactPreset {
  std::string number;
  std::string name;
  std::string account;   ///< bare JID to prefer; may be empty
  std::string jid = {};  ///< of a phone that texted; its number then needs no gateway that is known
};

class ContactDialog {
 public:
  ContactDialog(Forms& forms, Gateways& gateways, Roster& roster, Texting& texting)
      : forms_(forms), gateways_(gateways), roster_(roster), texting_(texting) {}

  void open(const ContactPreset& preset = {});

 private:
  std::optional<std::string> accept(const ContactPreset& preset, const Form& form,
                                    const FormValues& values);
  /// Whether that is still the number of the phone that texted.
  [[nodiscard]] bool is_of(const ContactPreset& preset, const sms::PhoneAddress& party) const;
  void offer_to_text(const SmsContact& existing, const std::string& reason);

  Forms& forms_;
  Gateways& gateways_;
  Roster& roster_;
  Texting& texting_;
};

}  // namespace plugin
