// SPDX-License-Identifier: GPL-2.0-or-later
// What happens in the simulated network. Its state is the sum of these: they are what the journal
// keeps and what the pages are told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "gateway/model/message.h"

namespace gateway::simulator {

enum class Power : std::uint8_t {
  on,
  off,       ///< texts wait for it
  refusing,  ///< the network takes no texts for it
};
[[nodiscard]] std::string_view power_name(Power power);
[[nodiscard]] std::optional<Power> power_of(std::string_view name);

/// Of a text in this network; rising.
using TextId = std::uint64_t;

/// A phone appeared or was switched.
struct Switched {
  std::string phone;
  Power power = Power::on;
};
/// The network took a text for a phone.
struct Taken {
  TextId id = 0;
  MessageId message;  ///< the gateway's
  std::string from;
  std::string phone;
  std::string body;
  Time when{};
};
/// It reached the phone.
struct Arrived {
  TextId id = 0;
  Time when{};
};
/// The gateway knows that it did.
struct Told {
  TextId id = 0;
};
/// Somebody typed a text into a phone.
struct Typed {
  TextId id = 0;
  std::string phone;
  std::string to;
  std::string body;
  Time when{};
};
/// The gateway has it.
struct HandedOver {
  TextId id = 0;
};

using Event = std::variant<Switched, Taken, Arrived, Told, Typed, HandedOver>;

/// One line of JSON.
[[nodiscard]] std::string to_json(const Event& event);
/// Errors:  nullopt for what is no event, a line that was cut in the middle for one
[[nodiscard]] std::optional<Event> from_json(std::string_view line);

}  // namespace gateway::simulator
