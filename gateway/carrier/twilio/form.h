// SPDX-License-Identifier: GPL-2.0-or-later
// application/x-www-form-urlencoded, both ways.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gateway::twilio {

/// In the order in which they came; a name may stand more than once.
using Form = std::vector<std::pair<std::string, std::string>>;

/// No request of a carrier has as many.
constexpr std::size_t most_fields = 500;

/// Source:  WHATWG URL §5.1
/// Errors:  nullopt for a broken percent sign, a NUL, or more than most_fields
/// Example: "From=%2B1307&Body=Good+night" -> {From, +1307}, {Body, Good night}
[[nodiscard]] std::optional<Form> parse_form(std::string_view body);

/// Source:  WHATWG URL §5.2; what RFC 3986 calls unreserved stands as it is
[[nodiscard]] std::string write_form(const Form& form);
/// One value in a form, a path or a query: all but unreserved characters as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// The first of this name.
[[nodiscard]] std::optional<std::string_view> field(const Form& form, std::string_view name);

}  // namespace gateway::twilio
