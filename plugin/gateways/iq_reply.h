// SPDX-License-Identifier: GPL-2.0-or-later
// Answers to queries of our own: what an error says, and whose answer it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "plugin/shown_text.h"
#include "plugin/text_element.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {

/// SECURITY: whether an answer may come from this sender. Ids can be seen by whom we ask, so one
/// service could answer for another.
/// Shape:   `from` nothing when absent; `account` our own bare JID
/// Source:  RFC 6120 §8.1.2.1: a server may leave its own address out, or put the account's in when
///          it answers on its behalf. COMPAT(old servers): both happen when it is asked by its
///          domain
[[nodiscard]] inline bool may_answer(std::optional<std::string_view> from, std::string_view asked,
                                     std::string_view account) {
  if (from && is_same_address(*from, asked)) return true;
  const std::string_view server = account.substr(account.find('@') + 1);
  if (!is_same_address(asked, server) && !is_same_address(asked, account)) return false;
  return !from || from->empty() || is_same_address(bare_jid(*from), account);
}

/// What the error of an iq says, harmless to show: its text, else its condition.
/// Source:  RFC 6120 §8.3.2
/// Example: <error><item-not-found/></error> -> "item-not-found"; no words at all -> ""
template <TextElement E>
[[nodiscard]] std::string error_words(const E& iq) {
  std::string condition;
  std::string words;
  for (std::optional<E> child = iq.first_child(); child; child = child->next_sibling()) {
    if (child->name() != std::string_view("error")) continue;
    for (std::optional<E> part = child->first_child(); part; part = part->next_sibling()) {
      if (part->name() == std::string_view("text")) {
        words = part->text();
      } else if (condition.empty()) {
        condition = std::string(std::string_view(part->name()));
      }
    }
    if (words.empty()) words = child->text();  // COMPAT(XEP-0086): directly in the error
  }
  std::string shown = shown_text(words, longest_explanation);
  return shown.empty() ? shown_text(condition, longest_name) : shown;
}

}  // namespace plugin
