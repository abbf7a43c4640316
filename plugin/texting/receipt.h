// SPDX-License-Identifier: GPL-2.0-or-later
// Receipts (XEP-0184): asking for one, and reading it. Texts that come in and ask for one get none:
// it would tell whoever knows a number that somebody sits at the other end (XEP-0184 §8), and a
// service learns from the stream itself what was handed over.
#pragma once

#include <optional>
#include <string>

#include "plugin/text_element.h"

namespace plugin {

inline constexpr char receipts_namespace[] = "urn:xmpp:receipts";

/// Asks for a receipt, once, whoever asked before.
/// Shape:   a message with an id and a body that goes to one phone
/// Errors:  false and no change for any other: without an id nothing can be matched, and rooms and
///          errors get no receipts (XEP-0184 §5.3, §5.5)
template <smscaps::WritableElement E>
bool request_receipt(E message) {
  const std::optional<std::string_view> type = message.attribute("type");
  if (type == std::optional<std::string_view>("error") ||
      type == std::optional<std::string_view>("groupchat")) {
    return false;
  }
  const std::optional<std::string_view> id = message.attribute("id");
  if (!id || id->empty() || !find_child(message, "body")) return false;
  if (find_child(message, "request", receipts_namespace)) return false;
  message.append_child("request", receipts_namespace);
  return true;
}

/// The id of the message that was received, when this is its receipt and nothing else.
/// Errors:  nullopt for another message, an error too; for one with a body, which is to be read
template <smscaps::ReadableElement E>
[[nodiscard]] std::optional<std::string> read_receipt(const E& message) {
  if (message.attribute("type") == std::optional<std::string_view>("error")) return std::nullopt;
  const std::optional<E> received = find_child(message, "received", receipts_namespace);
  if (!received || find_child(message, "body")) return std::nullopt;
  const std::optional<std::string_view> id = received->attribute("id");
  if (!id || id->empty()) return std::nullopt;
  return std::string(*id);
}

}  // namespace plugin
