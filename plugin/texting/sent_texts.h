// SPDX-License-Identifier: GPL-2.0-or-later
// The last texts that were sent and what became of them, so that a lost one can be named and sent
// again without typing it again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plugin {

enum class TextState : std::uint8_t {
  sent,
  delivered,  ///< a receipt came
  failed,     ///< it came back
};

/// A text to a phone.
struct SentText {
  std::string account;  ///< bare JID of the sender
  std::string to;       ///< bare JID of the phone
  std::string id;       ///< of the stanza; the error or the receipt that answers it names the same
  std::string body;     ///< plain; empty when it was too long to be kept
  std::string quote;    ///< its first words, made fit to be shown
  TextState state = TextState::sent;
};

/// A bounded memory: the oldest goes first.
/// SECURITY: ids can be guessed, so an answer counts only when it comes from whom the text went to.
class SentTexts {
 public:
  static constexpr std::size_t limit = 64;
  /// Of all bodies together. Units: bytes
  static constexpr std::size_t byte_limit = 256 * std::size_t{1024};
  /// A longer text is known, but not kept: no 255 messages carry it. Units: bytes
  static constexpr std::size_t longest_body = 64 * std::size_t{1024};
  /// Of what is shown of a text. Units: characters
  static constexpr std::size_t longest_quote = 40;

  /// Makes `quote` itself. The same text again, as stream management sends it on the next
  /// connection (XEP-0198), is still one.
  void remember(SentText text);

  /// What to say of a text that was delivered.
  struct Delivered {
    std::string quote;
    bool is_last;  ///< no later text went to this phone
  };

  /// A receipt came.
  /// Errors:  nullopt when there was no such text, or its end is known already: receipts come twice
  [[nodiscard]] std::optional<Delivered> deliver(std::string_view account, std::string_view to,
                                                 std::string_view id);

  /// The text came back, even after a receipt: what services know last counts.
  /// Shape:   the text, valid until something else is called; nullptr when there was none
  const SentText* fail(std::string_view account, std::string_view to, std::string_view id);

  /// The text, if it failed, which is then forgotten; nullopt for every other.
  [[nodiscard]] std::optional<SentText> take_failed(std::string_view account, std::string_view to,
                                                    std::string_view id);

  /// All texts to this phone that failed and were kept, the oldest first; they are then forgotten.
  [[nodiscard]] std::vector<SentText> take_failed(std::string_view account, std::string_view to);

  /// How many texts take_failed() would take.
  [[nodiscard]] std::size_t failed(std::string_view account, std::string_view to) const;

  [[nodiscard]] std::size_t size() const { return texts_.size(); }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  using Texts = std::deque<SentText>;

  Texts::iterator find(std::string_view account, std::string_view to, std::string_view id);
  SentText take(const Texts::iterator& text);

  Texts texts_;
  std::size_t bytes_ = 0;
};

}  // namespace plugin
