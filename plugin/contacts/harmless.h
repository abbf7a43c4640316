// SPDX-License-Identifier: GPL-2.0-or-later
// Words of others made fit to stand in a sentence of ours.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plugin {

/// On one line, without control and direction characters, shortened with an ellipsis. Markup stays
/// as it is: what writes HTML escapes it.
/// Shape:   UTF-8; what is none of it becomes '?'
/// Units:   `most` in characters
/// SECURITY: a direction override would let a name rewrite the sentence it stands in
[[nodiscard]] std::string harmless(std::string_view text, std::size_t most = 120);

/// The text with its lines and tabs, but without other control characters and without those that
/// turn the order of the ones around them. For what a link wants us to put into a field.
/// Shape:   valid UTF-8
[[nodiscard]] std::string harmless_lines(std::string_view text);

}  // namespace plugin
