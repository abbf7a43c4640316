// SPDX-License-Identifier: GPL-2.0-or-later
// Send SMS…: to whom, from where, what.
#pragma once

#include <string>

#include "plugin/purple/form.h"
#include "plugin/purple/gateways.h"
#include "plugin/purple/roster.h"
#include "plugin/purple/texting.h"

namespace plugin {

/// What stands in the form when it opens.
struct SendPreset {
  std::string to;       ///< as it would be typed
  std::string account;  ///< bare JID to prefer; may be empty
  std::string text;
  std::string notice;  ///< what to say above the fields; may be empty
};

class SendDialog {
 public:
  SendDialog(Forms& forms, Gateways& gateways, const Roster& roster, Texting& texting)
      : forms_(forms), gateways_(gateways), roster_(roster), texting_(texting) {}

  void open(const SendPreset& preset = {});
  /// From a dialog's own button.
  void open_later(const SendPreset& preset);

 private:
  /// More than that, and the list is none to choose from any more: names can be typed.
  static constexpr std::size_t most_contacts = 500;

  [[nodiscard]] Form make(const SendPreset& preset);
  std::optional<std::string> accept(const Form& form, const std::string& account,
                                    const FormValues& values);

  Forms& forms_;
  Gateways& gateways_;
  const Roster& roster_;
  Texting& texting_;
};

}  // namespace plugin
