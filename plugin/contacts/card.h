// SPDX-License-Identifier: GPL-2.0-or-later
// A person of an address book, as far as a text message needs one.
#pragma once

#include <string>
#include <vector>

namespace plugin {

/// A number as it stands in the card, in whatever spelling.
struct Tel {
  std::string text;
  std::vector<std::string> types;  ///< in lower case: "cell", "home", "iphone"
  bool is_preferred = false;
};

struct Card {
  std::string name;  ///< UTF-8; may be empty, and may hold anything that XML can
  std::vector<Tel> tels;
};

}  // namespace plugin
