// SPDX-License-Identifier: GPL-2.0-or-later
// The name and numbers of a card.
#pragma once

#include <cstddef>

#include "plugin/contacts/card.h"
#include "plugin/vcards/card_cutter.h"

namespace vcards {

struct Person {
  plugin::Card card;
  std::size_t numbers = 0;  ///< in the file; the card has at most most_numbers of them
};

inline constexpr std::size_t most_numbers = 100;

/// Shape:   the name is FN, else N, else ORG, else NICKNAME, the first that says something; types
///          are those of the number and, of Apple's and Google's cards, its label (X-ABLabel)
[[nodiscard]] Person read_person(const RawCard& card);

}  // namespace vcards
