// SPDX-License-Identifier: GPL-2.0-or-later
// What people read, in their language. Everything is written in English where it arises, and
// translated here, on its way out, when whoever asked said so by xml:lang.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "gateway/xml/element.h"

namespace gateway {

/// A sentence with {} where something of the moment stands; in the same order in both.
struct Translation {
  std::string_view english;
  std::string_view other;
};

/// Source:  BCP 47: the language is the tag's first part, in any case
/// Shape:   empty for English and for languages that we do not have
/// Example: "de-AT" -> German
[[nodiscard]] std::span<const Translation> words_of(std::string_view tag);

/// Example: "Your number is +13075550100.", German -> "Ihre Nummer ist +13075550100."
/// Shape:   what is in no row stays as it is
[[nodiscard]] std::string translated(std::string_view english, std::span<const Translation> words);

/// The language that a stanza says it is in, when we have it; else empty, for English.
/// Example: xml:lang='de-AT' -> "de"
[[nodiscard]] std::string language_of(const xml::Element& stanza);

/// A stanza's titles, labels, instructions, notes and the texts of errors, never a body or a value,
/// in this language; with its xml:lang, when that is not English.
/// Shape:   `language` as above
[[nodiscard]] xml::Element in_language(const std::string& language, xml::Element stanza);

/// An answer in the language of the stanza that it answers.
[[nodiscard]] xml::Element in_language_of(const xml::Element& stanza, xml::Element answer);

}  // namespace gateway
