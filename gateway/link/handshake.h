// SPDX-License-Identifier: GPL-2.0-or-later
// What a component says before stanzas flow.
#pragma once

#include <string>
#include <string_view>

namespace gateway {

/// The opening of the stream, with the XML declaration.
[[nodiscard]] std::string stream_opening(std::string_view domain);
inline constexpr std::string_view stream_closing = "</stream:stream>";

/// A stream error with this condition, and the end of the stream.
[[nodiscard]] std::string stream_error(std::string_view condition);

/// Proof that the secret is known.
/// Shape:   `stream_id` as the server's opening has it
/// Source:  XEP-0114 §3
[[nodiscard]] std::string handshake(std::string_view stream_id, std::string_view secret);

}  // namespace gateway
