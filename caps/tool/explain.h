// SPDX-License-Identifier: GPL-2.0-or-later
// One line about one stanza.
#pragma once

#include <span>
#include <string>

#include "libxml_element.h"
#include "options.h"
#include "smscaps/announce.h"
#include "smscaps/bundle_name.h"

namespace sms_caps {

/// Which stanza it is, by kind, id and to.
/// Shape:   one line, whatever is in the attributes
/// Example: <presence id='a1' to='r@muc.example/n'/> -> presence id="a1" to="r@muc.example/n"
[[nodiscard]] std::string identify(LibxmlElement stanza);

/// What was done and why.
/// Shape:   `stanza` after the operation
[[nodiscard]] std::string explain_outcome(LibxmlElement stanza, smscaps::Outcome outcome,
                                          const Options& options);

/// Which of the bundles the stanza announces, and which it doesn't.
[[nodiscard]] std::string explain_check(LibxmlElement stanza,
                                        std::span<const smscaps::BundleName> bundles);

}  // namespace sms_caps
