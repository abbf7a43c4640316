// SPDX-License-Identifier: GPL-2.0-or-later
// What a message says, as far as a phone can read it.
#pragma once

#include <string>
#include <vector>

#include "gateway/xml/element.h"

namespace gateway {

struct MessageText {
  std::string body;                ///< without what only repeats other messages
  std::vector<std::string> media;  ///< URLs, in order
};

/// Shape:   formatted copies (XHTML) are left aside, the body has all they say; an out-of-band link
///          whose URL is the whole body leaves no body, so that it is not sent twice
/// Source:  XEP-0428 §3 (offsets count characters); XEP-0066 §3; XEP-0461 §3.1
[[nodiscard]] MessageText text_of(const xml::Element& message);

/// True when there is an encrypted text in it, whether a body stands in for it or not: not a mere
/// exchange of keys.
/// Source:  XEP-0384 §4.4 (a message without payload), XEP-0373, XEP-0027
[[nodiscard]] bool has_ciphertext(const xml::Element& message);

/// True when the body stands in for an encrypted message.
/// Source:  XEP-0380 §3; XEP-0384; XEP-0364 §2.1 (?OTR)
[[nodiscard]] bool is_encrypted(const xml::Element& message);

}  // namespace gateway
