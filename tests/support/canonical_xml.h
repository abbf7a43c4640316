// SPDX-License-Identifier: GPL-2.0-or-later
// Comparing XML by meaning. Independent of the rules under test.
#pragma once

#include <string>
#include <string_view>

namespace test_support {

/// Canonical XML, so that quotes, the order of attributes and the like don't matter; white space
/// behind the document neither.
/// Errors:  throws std::runtime_error on malformed XML: a test has no use for one
/// Source:  Canonical XML 1.0, with comments
[[nodiscard]] std::string canonical(std::string_view xml);

/// The same document with the attributes of every element in the opposite order.
[[nodiscard]] std::string with_attributes_reversed(std::string_view xml);

/// Canonical XML without the ext of the root's first `c` in the caps namespace: what no operation
/// may change. With `whole_element` without that `c`, for one that was made.
[[nodiscard]] std::string canonical_without_ext(std::string_view xml, bool whole_element = false);

}  // namespace test_support
