// SPDX-License-Identifier: GPL-2.0-or-later
// Which content lines belong to which card.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "plugin/vcards/content_line.h"

namespace vcards {

/// From BEGIN:VCARD to END:VCARD, without these two.
struct RawCard {
  std::size_t line = 0;  ///< of BEGIN:VCARD in the file
  std::vector<ContentLine> lines;
  std::string broken;  ///< why it cannot be read, as a sentence's end: "has no END:VCARD"
};

/// Collects the lines of each card. A card inside a card (the AGENT of vCard 2.1 is one) is passed
/// by; any other BEGIN:VCARD ends the card before it, which has lost its end.
/// Units:   a card has at most most_bytes of content
class CardCutter {
 public:
  static constexpr std::size_t most_bytes = 1 << 20;

  explicit CardCutter(std::function<void(RawCard)> take) : take_(std::move(take)) {}

  void feed(ContentLine line);
  void finish();

 private:
  void begin(const ContentLine& line);
  void end();
  void give(std::string broken);

  std::function<void(RawCard)> take_;
  RawCard card_;
  std::size_t bytes_ = 0;
  std::size_t depth_ = 0;
  bool is_agent_next_ = false;
};

}  // namespace vcards
