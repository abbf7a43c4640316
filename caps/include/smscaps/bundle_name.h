// SPDX-License-Identifier: GPL-2.0-or-later
// The name of a bundle of features: one token of the caps ext attribute.
#pragma once

#include <optional>
#include <string_view>

#include "smscaps/nmtoken.h"

namespace smscaps {

/// A valid bundle name, such as "sms-v1". Borrows its characters.
/// Shape:   an XML Nmtoken in UTF-8: not empty, no white space, nothing that XML escapes
/// Source:  XEP-0115 version 1.3, XML schema (ext is of type xs:NMTOKENS)
class BundleName {
 public:
  /// A name written in the program; a malformed one does not compile.
  consteval BundleName(const char* literal) : text_(literal) {
    if (!is_nmtoken(text_)) throw "not a bundle name: it must be an XML Nmtoken";
  }

  /// A name that came from outside.
  /// Errors:  nullopt when the text is not an Nmtoken
  [[nodiscard]] static constexpr std::optional<BundleName> parse(std::string_view text) {
    if (!is_nmtoken(text)) return std::nullopt;
    return BundleName(text);
  }

  [[nodiscard]] constexpr std::string_view text() const { return text_; }

  friend constexpr bool operator==(BundleName, BundleName) = default;

 private:
  constexpr explicit BundleName(std::string_view text) : text_(text) {}

  std::string_view text_;
};

}  // namespace smscaps
