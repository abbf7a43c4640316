// SPDX-License-Identifier: GPL-2.0-or-later
// What must hold for every input. Property tests feed these with random input, fuzz targets with
// whatever libFuzzer finds; a violation aborts with the property's text.
#pragma once

#include <string_view>

namespace properties {

/// Parts joined give the text; no part exceeds its limit; the count agrees with the parts; the
/// GSM-safe spelling never takes more segments, and spelling it again changes nothing.
void check_text(std::string_view text);

/// What parses is read back from its canonical, national and international spelling; errors say
/// something and are text.
void check_number(std::string_view text);

/// A party's JID leads to that party; a JID that leads to a party has a canonical form that is its
/// own canonical form; escaping is undone by unescaping.
void check_address(std::string_view text);

/// What parses is read back, equal, from what it is formatted to, and that is formatted to itself.
void check_uri(std::string_view text);

}  // namespace properties
