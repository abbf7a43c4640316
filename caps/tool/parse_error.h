// SPDX-License-Identifier: GPL-2.0-or-later
// What libxml2 found wrong, in words for the person who has to mend it.
#pragma once

#include <libxml/xmlerror.h>

#include <string>
#include <string_view>

namespace sms_caps {

/// Shape:   `text` the input from where the parser stands; `in_stanza` false between stanzas; the
///          answer one line without a full stop
/// Example: XML_ERR_NAME_REQUIRED of "a & b" -> "'&' must be followed by …"
[[nodiscard]] std::string describe(const xmlError& error, std::string_view text, bool in_stanza);

}  // namespace sms_caps
