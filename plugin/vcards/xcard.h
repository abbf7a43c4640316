// SPDX-License-Identifier: GPL-2.0-or-later
// A card as one line of XML, in the shape of xCard and with no more than a text message needs.
#pragma once

#include <string>
#include <string_view>

#include "plugin/contacts/card.h"

namespace vcards {

/// Shape:   <vcard><fn><text>…</text></fn><tel><parameters><type>cell</type><pref>1</pref>
///          </parameters><text>…</text></tel></vcard>, without the line's end
/// Units:   a name has at most 1,000 bytes, a number 200; the rest is cut off
/// Errors:  characters that XML cannot have are left out, control characters become spaces
/// Source:  RFC 6351 §3 (without its namespace, and with types and pref as plain text)
[[nodiscard]] std::string write_xcard(const plugin::Card& card);

/// Text that can stand in an element or attribute, on one line.
/// Shape:   UTF-8
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace vcards
