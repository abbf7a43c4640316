// SPDX-License-Identifier: GPL-2.0-or-later
// That a text did not arrive, for a user whose client is gone.
#pragma once

#include <string>
#include <string_view>

#include "gateway/model/message.h"
#include "gateway/xml/element.h"

namespace gateway {

/// A chat message to all their clients: a server keeps that until there is one, and throws errors
/// away. It says what did not arrive, since no client looks up by its id what it is about.
/// Shape:   `from` the phone's JID; `language` as languages have it, empty for English
/// Source:  RFC 6121 §8.5.2.2.1 (chat is stored offline), §8.5.3.2.1 (errors are ignored)
[[nodiscard]] xml::Element failure_notice(const Message& failed, std::string_view from,
                                          const std::string& language);

}  // namespace gateway
