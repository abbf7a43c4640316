// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/sent_texts.h"

#include <algorithm>
#include <utility>

namespace plugin {

void SentTexts::remember(SentText text) {
  if (texts_.size() == limit) texts_.pop_front();
  texts_.push_back(std::move(text));
}

std::optional<SentText> SentTexts::take(std::string_view account, std::string_view to,
                                        std::string_view id) {
  const auto found = std::ranges::find_if(texts_, [&](const SentText& text) {
    return text.account == account && text.to == to && text.id == id;
  });
  if (found == texts_.end()) return std::nullopt;
  SentText text = std::move(*found);
  texts_.erase(found);
  return text;
}

void SentTexts::forget_account(std::string_view account) {
  std::erase_if(texts_, [&](const SentText& text) { return text.account == account; });
}

}  // namespace plugin
