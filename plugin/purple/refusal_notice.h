// SPDX-License-Identifier: GPL-2.0-or-later
// The way out for a text that an SMS service refused because announcing is off: a question whether
// to switch it on and send the text again.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "plugin/purple/question.h"
#include "plugin/purple/resender.h"

namespace plugin {

class RefusalNotice {
 public:
  using SwitchOn = std::function<void(PurpleAccount*)>;

  /// Shape:   all outlive it; `switch_on` makes an account announce at once
  RefusalNotice(const Gateways& gateways, Questions& questions, Resender& resender,
                SwitchOn switch_on);

  /// Asks. Texts of questions before that have no answer yet are sent with this one.
  /// Shape:   `phone` a bare JID; `id` of the text, empty when it is not known which one it was
  void ask(PurpleAccount* account, const std::string& phone, const std::string& id);

 private:
  struct Text {
    std::string phone;
    std::string id;
  };

  void accept(const std::string& account);

  const Gateways& gateways_;
  Questions& questions_;
  Resender& resender_;
  SwitchOn switch_on_;
  std::map<std::string, std::vector<Text>> refused_;  ///< by account
};

}  // namespace plugin
