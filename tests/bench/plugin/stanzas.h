// SPDX-License-Identifier: GPL-2.0-or-later
// What a client sends, as libpurple 2.14 builds it, and what must become of it.
#pragma once

#include <array>

namespace bench {

struct Stanza {
  const char* name;       ///< column of the table
  const char* before;     ///< XML
  const char* announced;  ///< XML; nullptr when the stanza is none of a rewriter's business
};

extern const std::array<Stanza, 5> stanzas;

}  // namespace bench
