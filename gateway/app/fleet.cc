// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/fleet.h"

#include <utility>

#include "gateway/app/settings.h"
#include "gateway/carrier/logfile/logfile.h"
#include "gateway/http_client/client.h"

namespace gateway::app {

tl::expected<Fleet::Taken, std::string> Fleet::take(const config::Config& config) {
  std::map<std::string, Made> added;
  for (const config::Carrier& wanted : config.carriers) {
    const auto found = made_.find(wanted.name);
    if (found != made_.end()) {
      if (found->second.from.type == wanted.type) continue;
      return tl::unexpected("carriers." + wanted.name +
                            ": its type can only change with a restart");
    }
    auto made = make(config, wanted);
    if (!made) return tl::unexpected(made.error());
    added.emplace(wanted.name, *std::move(made));
  }
  for (auto& [name, made] : added) {
    if (made.simulator != nullptr) made.simulator->add_routes(world_.routes);
    if (made.twilio != nullptr) made.twilio->add_routes(world_.routes);
    made_.emplace(name, std::move(made));
  }
  Taken taken;
  for (const config::Carrier& wanted : config.carriers) {
    const Made& made = made_.at(wanted.name);
    if (made.simulator != nullptr) made.simulator->set_numbers(numbers_of(config, wanted));
    taken.carriers.push_back(made.carrier.get());
    if (!make_the_same(made.from, wanted))
      taken.needing_restart.push_back("carriers." + wanted.name);
  }
  return taken;
}

tl::expected<Fleet::Made, std::string> Fleet::make(const config::Config& config,
                                                   const config::Carrier& wanted) {
  if (wanted.type == "logfile") {
    auto opened = logfile::LogFile::open(
        wanted.name, wanted.path, static_cast<std::size_t>(wanted.max_segments), world_.post);
    if (!opened) return tl::unexpected(opened.error());
    return Made{*std::move(opened), nullptr, nullptr, wanted};
  }
  if (wanted.type != "simulator") {
    auto client = std::make_unique<http::Client>(client_settings(wanted, world_.agent), world_.log);
    auto made = std::make_unique<twilio::Twilio>(
        twilio_settings(config, wanted),
        twilio::Twilio::World{world_.clock, world_.events, world_.log, world_.owner_of},
        std::move(client));
    twilio::Twilio* const raw = made.get();
    return Made{std::move(made), nullptr, raw, wanted};
  }
  const auto beside_store = std::filesystem::path(config.store.path).parent_path();
  auto opened = simulator::Simulator::open(
      {.name = wanted.name,
       .phones = wanted.phones,
       .numbers = numbers_of(config, wanted),
       .journal = (beside_store / ("simulator-" + wanted.name + ".journal")).string(),
       .max_segments = static_cast<std::size_t>(wanted.max_segments),
       .max_in_flight = static_cast<std::size_t>(wanted.max_in_flight),
       .is_behind_tls = world_.serves_tls},
      world_.clock, world_.scheduler, world_.post, world_.events);
  if (!opened) return tl::unexpected("carriers." + wanted.name + ": " + opened.error());
  simulator::Simulator* const made = opened->get();
  return Made{*std::move(opened), made, nullptr, wanted};
}

std::map<std::string, twilio::WebhookCounters> Fleet::webhooks() const {
  std::map<std::string, twilio::WebhookCounters> all;
  for (const auto& [name, made] : made_) {
    if (made.twilio != nullptr) all.emplace(name, made.twilio->webhooks());
  }
  return all;
}

}  // namespace gateway::app
