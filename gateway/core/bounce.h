// SPDX-License-Identifier: GPL-2.0-or-later
// What an XMPP server says when it sends a text back.
#pragma once

#include <string>

#include "gateway/xml/element.h"

namespace gateway {

struct Bounce {
  bool is_for_now = false;  ///< the same text may be taken later
  std::string condition;    ///< "not-acceptable", … or empty
  std::string text;         ///< its own words as one line, cut short
};

/// Shape:   a message of type error
/// Source:  RFC 6120 §8.3.2 ("wait": retry after waiting). That a server cannot be found is said
///          with "cancel", and is as often a name server's bad minute; and so is
///          service-unavailable of users who are merely away, where nothing is kept for them (RFC
///          6121 §8.5.2.2.1).
[[nodiscard]] Bounce read_bounce(const xml::Element& message);

}  // namespace gateway
