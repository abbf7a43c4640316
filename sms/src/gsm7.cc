// SPDX-License-Identifier: GPL-2.0-or-later
#include "sms/gsm7.h"

#include <algorithm>

#include "gsm7_tables.h"

namespace sms {

using detail::default_alphabet;
using detail::extension_table;

std::optional<Gsm7Code> to_gsm7(char32_t character) {
  switch (detail::septets_of(character)) {
    case 1: {
      const auto* const found = std::ranges::find(default_alphabet, character);
      return Gsm7Code{static_cast<std::uint8_t>(found - default_alphabet.begin()), false};
    }
    case 2: {
      const auto* const found =
          std::ranges::find(extension_table, character, &detail::ExtensionEntry::character);
      return Gsm7Code{found->code, true};
    }
    default:
      return std::nullopt;
  }
}

std::optional<char32_t> from_gsm7(Gsm7Code code) {
  if (code.is_escaped) {
    const auto* const found =
        std::ranges::find(extension_table, code.code, &detail::ExtensionEntry::code);
    if (found == extension_table.end()) return std::nullopt;
    return found->character;
  }
  if (code.code >= default_alphabet.size() || code.code == detail::gsm7_escape) return std::nullopt;
  return default_alphabet[code.code];
}

}  // namespace sms
