// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/sent_texts.h"

#include <algorithm>
#include <utility>

#include "plugin/shown_text.h"
#include "plugin/texting/phone_jid.h"

namespace plugin {
namespace {

bool is_kept_failure(const SentText& text, std::string_view account, std::string_view to) {
  return text.account == account && is_same_address(text.to, to) &&
         text.state == TextState::failed && !text.body.empty();
}

}  // namespace

void SentTexts::remember(SentText text) {
  if (const auto known = find(text.account, text.to, text.id); known != texts_.end()) take(known);
  text.quote = shown_text(text.body, longest_quote);
  if (text.body.size() > longest_body) text.body = std::string();
  while (!texts_.empty() && (texts_.size() >= limit || bytes_ + text.body.size() > byte_limit)) {
    bytes_ -= texts_.front().body.size();
    texts_.pop_front();
  }
  bytes_ += text.body.size();
  texts_.push_back(std::move(text));
}

std::optional<SentTexts::Delivered> SentTexts::deliver(std::string_view account,
                                                       std::string_view to, std::string_view id) {
  const auto found = find(account, to, id);
  if (found == texts_.end() || found->state != TextState::sent) return std::nullopt;
  found->state = TextState::delivered;
  const bool is_last = std::none_of(std::next(found), texts_.end(), [&](const SentText& later) {
    return later.account == account && is_same_address(later.to, to);
  });
  return Delivered{found->quote, is_last};
}

const SentText* SentTexts::fail(std::string_view account, std::string_view to,
                                std::string_view id) {
  const auto found = find(account, to, id);
  if (found == texts_.end()) return nullptr;
  found->state = TextState::failed;
  return &*found;
}

std::optional<SentText> SentTexts::take_failed(std::string_view account, std::string_view to,
                                               std::string_view id) {
  const auto found = find(account, to, id);
  if (found == texts_.end() || found->state != TextState::failed) return std::nullopt;
  return take(found);
}

std::vector<SentText> SentTexts::take_failed(std::string_view account, std::string_view to) {
  std::vector<SentText> failed;
  for (auto text = texts_.begin(); text != texts_.end();) {
    if (!is_kept_failure(*text, account, to)) {
      ++text;
      continue;
    }
    bytes_ -= text->body.size();
    failed.push_back(std::move(*text));
    text = texts_.erase(text);
  }
  return failed;
}

std::size_t SentTexts::failed(std::string_view account, std::string_view to) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      texts_, [&](const SentText& text) { return is_kept_failure(text, account, to); }));
}

SentTexts::Texts::iterator SentTexts::find(std::string_view account, std::string_view to,
                                           std::string_view id) {
  return std::ranges::find_if(texts_, [&](const SentText& text) {
    return !id.empty() && text.id == id && is_same_address(text.to, to) && text.account == account;
  });
}

SentText SentTexts::take(const Texts::iterator& text) {
  SentText taken = std::move(*text);
  bytes_ -= taken.body.size();
  texts_.erase(text);
  return taken;
}

}  // namespace plugin
