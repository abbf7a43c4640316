// SPDX-License-Identifier: GPL-2.0-or-later
// The last texts an account sent while announcing was off: a refused one can be sent again without
// typing it again. A service says nothing about one it takes, so only their number limits them.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace plugin {

/// A message stanza as it left.
struct SentText {
  std::string account;  ///< bare JID of the sender
  std::string to;       ///< bare JID of the phone
  std::string id;       ///< of the stanza; the error that answers it has the same
  std::string stanza;   ///< XML
};

/// A bounded memory: the oldest goes first.
class SentTexts {
 public:
  static constexpr std::size_t limit = 64;

  void remember(SentText text);

  /// The text with this id to this phone, which is then forgotten; nullopt when it was never there.
  /// SECURITY: ids can be guessed, so a refusal counts only when it comes from whom the text went
  /// to.
  [[nodiscard]] std::optional<SentText> take(std::string_view account, std::string_view to,
                                             std::string_view id);

  void forget_account(std::string_view account);

  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  std::deque<SentText> texts_;
};

}  // namespace plugin
