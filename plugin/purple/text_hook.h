// SPDX-License-Identifier: GPL-2.0-or-later
// What a text gets on its way out: it is remembered, and asks for a receipt.
#pragma once

#include <array>
#include <deque>
#include <string>
#include <string_view>

#include "plugin/purple/gateways.h"
#include "plugin/purple/xml_node.h"
#include "plugin/texting/sent_texts.h"

namespace plugin {

class TextHook {
 public:
  /// Shape:   both outlive the hook
  TextHook(const Gateways& gateways, SentTexts& texts) : gateways_(gateways), texts_(texts) {}

  /// A message is about to leave.
  void look_at(PurpleConnection* connection, XmlNode message);

  /// The first letters that JIDs of phones have at the gateways of all accounts, '+' and the digits
  /// always.
  [[nodiscard]] std::array<bool, 256> first_letters() const;

  /// True for a message without words that we let pass, such as “is typing”: nobody misses it when
  /// it comes back.
  [[nodiscard]] bool was_wordless(std::string_view id) const;

 private:
  const Gateways& gateways_;
  SentTexts& texts_;
  std::deque<std::string> wordless_;  ///< ids
};

}  // namespace plugin
