// SPDX-License-Identifier: GPL-2.0-or-later
// Building stanzas.
#pragma once

#include <string>
#include <string_view>

#include "gateway/xml/element.h"

namespace gateway {

/// Shape:   no type attribute where `type` is empty
[[nodiscard]] xml::Element make_stanza(std::string name, std::string_view from, std::string_view to,
                                       std::string_view type = {});

/// From somebody, to somebody at `domain`. Servers send nothing else; an answer to it would carry
/// addresses for which they end the stream.
/// Source:  XEP-0114 §3 (each stanza has from and to), RFC 6120 §4.9.3.9 (invalid-from)
[[nodiscard]] bool is_answerable(const xml::Element& stanza, const std::string& domain);

/// From and to exchanged, the id kept.
[[nodiscard]] xml::Element reply_to(const xml::Element& stanza, std::string_view type);

}  // namespace gateway
