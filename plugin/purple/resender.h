// SPDX-License-Identifier: GPL-2.0-or-later
// Sends again what came back, and sends at last what was held back.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plugin/purple/gateways.h"
#include "plugin/texting/sent_texts.h"

namespace plugin {

class Resender {
 public:
  /// Shape:   `texts` outlives it
  Resender(const Xmpp& xmpp, SentTexts& texts) : xmpp_(xmpp), texts_(texts) {}

  /// All texts of this conversation that came back, each once. Returns what to tell the user.
  /// Shape:   a sentence, plain
  std::string retry(PurpleConversation* conversation);

  /// One text that came back. It leaves under an id of its own.
  /// Errors:  false when the account is not connected; the text is then still kept
  bool send_again(PurpleAccount* account, const std::string& phone, const std::string& id);

  /// True when so many texts are held back that there is no room for another.
  [[nodiscard]] bool is_full() const { return held_back_.size() >= most_held_back; }

  /// Keeps a text that was typed and is not sent yet, for retry(), unless is_full().
  /// Shape:   `markup` as the client sends it; returns what names it
  unsigned hold_back(PurpleConversation* conversation, const std::string& markup);

  /// The markup of a text that was held back, which is then forgotten; nullopt when it was sent
  /// meanwhile.
  std::optional<std::string> release(unsigned held_back);

  /// Sends markup as if it were typed, past the question of its cost.
  void send_held_back(PurpleConversation* conversation, const std::string& markup);

  /// A text that was typed and is not sent.
  struct HeldBack {
    unsigned number;
    std::string account;
    std::string phone;
    std::string markup;
  };

  /// All that are held back, which are then forgotten.
  [[nodiscard]] std::deque<HeldBack> take_all_held_back() { return std::exchange(held_back_, {}); }

  /// True while that goes on: nobody is asked a second time.
  [[nodiscard]] bool is_sending_held_back() const { return is_sending_held_back_; }

 private:
  static constexpr std::size_t most_held_back = 8;

  void send(PurpleConnection* connection, const SentText& text);
  std::vector<std::string> take_held_back(PurpleConversation* conversation);

  Xmpp xmpp_;
  SentTexts& texts_;
  std::deque<HeldBack> held_back_;
  unsigned last_number_ = 0;
  bool is_sending_held_back_ = false;
};

}  // namespace plugin
