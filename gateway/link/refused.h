// SPDX-License-Identifier: GPL-2.0-or-later
// Answering a stanza that was too large to be read.
#pragma once

#include <optional>

#include "gateway/xml/element.h"
#include "gateway/xml/parse_error.h"

namespace gateway {

/// The error to send back; nothing for what must not be answered (errors, results, presence) or
/// cannot be.
/// Source:  RFC 6120 §8.2.3, §8.3.1
[[nodiscard]] std::optional<xml::Element> answer_to_refused(const xml::Element& opening,
                                                            xml::ParseError why);

}  // namespace gateway
