// SPDX-License-Identifier: GPL-2.0-or-later
// The simulated phone network: handsets, what they hold, and what is under way. Plain state:
// commands give events, events change the state.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "gateway/carrier/simulator/event.h"

namespace gateway::simulator {

/// A text as a handset shows it.
struct Text {
  TextId id = 0;
  bool is_from_phone = false;
  std::string other;  ///< the number at the other end
  std::string body;
  Time when{};
  bool has_arrived = false;
};

struct Phone {
  std::string number;
  Power power = Power::on;
  std::deque<Text> texts;  ///< the last ones, in their order
};

class Network {
 public:
  static constexpr std::size_t most_texts = 500;   ///< of a phone; older ones are forgotten
  static constexpr std::size_t most_phones = 200;  ///< more are refused

  void apply(const Event& event);

  /// What happens when the gateway hands a text in. Nothing: the phone refuses, or there are too
  /// many. The same message again changes nothing.
  [[nodiscard]] std::vector<Event> send(const Message& message, Time now) const;
  /// The network's name for a message that it took.
  [[nodiscard]] std::optional<TextId> find(MessageId message) const;
  /// That it reached its phone, if so.
  [[nodiscard]] std::optional<Arrived> arrived(TextId id) const;

  /// Switches a phone, or puts a new one on the page. What waited for it arrives.
  [[nodiscard]] std::vector<Event> switch_phone(const std::string& phone, Power power,
                                                Time now) const;
  [[nodiscard]] std::vector<Event> type(const std::string& phone, const std::string& to,
                                        const std::string& body, Time now) const;

  /// In the order they came.
  [[nodiscard]] const std::vector<Phone>& phones() const { return phones_; }
  /// Typed texts that the gateway has yet to take.
  [[nodiscard]] const std::map<TextId, Typed>& under_way() const { return under_way_; }
  /// Texts that arrived, which the gateway has yet to hear of.
  [[nodiscard]] const std::map<TextId, Arrived>& untold() const { return untold_; }

  /// As few events as make this state: what a journal begins anew with.
  [[nodiscard]] std::vector<Event> summary() const;

 private:
  [[nodiscard]] const Phone* find_phone(const std::string& number) const;
  Phone& phone(const std::string& number);
  void keep(Phone& phone, Text text);

  static constexpr std::size_t most_messages = 100000;

  TextId last_ = 0;
  std::vector<Phone> phones_;
  std::map<TextId, Typed> under_way_;
  std::map<TextId, Arrived> untold_;
  std::unordered_map<std::int64_t, TextId> messages_;
  std::deque<std::int64_t> message_order_;
};

}  // namespace gateway::simulator
