// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/simulator/event.h"

#include <array>

#include <nlohmann/json.hpp>

namespace gateway::simulator {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 3> power_names = {"on", "off", "refusing"};

std::int64_t number(Time time) {
  return time.time_since_epoch().count();
}
Time time_of(const json& value) {
  return Time(std::chrono::milliseconds(value.get<std::int64_t>()));
}

struct Writer {
  json operator()(const Switched& e) const {
    return {{"event", "switched"}, {"phone", e.phone}, {"power", power_name(e.power)}};
  }
  json operator()(const Taken& e) const {
    return {{"event", "taken"}, {"id", e.id},     {"message", e.message.value}, {"from", e.from},
            {"phone", e.phone}, {"body", e.body}, {"when", number(e.when)}};
  }
  json operator()(const Arrived& e) const {
    return {{"event", "arrived"}, {"id", e.id}, {"when", number(e.when)}};
  }
  json operator()(const Told& e) const { return {{"event", "told"}, {"id", e.id}}; }
  json operator()(const Typed& e) const {
    return {{"event", "typed"}, {"id", e.id},     {"phone", e.phone},
            {"to", e.to},       {"body", e.body}, {"when", number(e.when)}};
  }
  json operator()(const HandedOver& e) const { return {{"event", "handed_over"}, {"id", e.id}}; }
};

std::optional<Event> read(const json& line) {
  const std::string kind = line.at("event");
  if (kind == "switched") {
    const auto power = power_of(line.at("power").get<std::string>());
    if (!power) return {};
    return Switched{line.at("phone"), *power};
  }
  const TextId id = line.at("id");
  if (kind == "taken") {
    return Taken{id,
                 {line.at("message")},
                 line.at("from"),
                 line.at("phone"),
                 line.at("body"),
                 time_of(line.at("when"))};
  }
  if (kind == "arrived") return Arrived{id, time_of(line.at("when"))};
  if (kind == "told") return Told{id};
  if (kind == "typed") {
    return Typed{id, line.at("phone"), line.at("to"), line.at("body"), time_of(line.at("when"))};
  }
  if (kind == "handed_over") return HandedOver{id};
  return {};
}

}  // namespace

std::string_view power_name(Power power) {
  return power_names.at(static_cast<std::size_t>(power));
}

std::optional<Power> power_of(std::string_view name) {
  for (std::size_t i = 0; i < power_names.size(); ++i) {
    if (power_names.at(i) == name) return static_cast<Power>(i);
  }
  return {};
}

std::string to_json(const Event& event) {
  // A body that is not UTF-8 comes from nowhere, but is no reason to stop either.
  return std::visit(Writer(), event).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Event> from_json(std::string_view line) {
  try {
    return read(json::parse(line));
  } catch (const json::exception&) {
    return {};
  }
}

}  // namespace gateway::simulator
