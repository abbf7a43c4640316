// SPDX-License-Identifier: GPL-2.0-or-later
// A phone network on a web page: a carrier like any other, with no account anywhere.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/carrier/carrier.h"
#include "gateway/carrier/simulator/journal.h"
#include "gateway/carrier/simulator/network.h"
#include "gateway/http/route.h"
#include "gateway/model/clock.h"
#include "gateway/model/executor.h"
#include "gateway/model/scheduler.h"

namespace gateway::simulator {

struct SimulatorSettings {
  std::string name;
  std::vector<std::string> phones;   ///< on the page from the start
  std::vector<std::string> numbers;  ///< of the gateway's users: who a phone may text
  std::string journal;               ///< a file; empty: nothing outlives the program
  std::size_t max_segments = 10;
  std::size_t max_in_flight = 32;
  bool is_behind_tls = false;  ///< its page comes over HTTPS only
};

class Simulator : public Carrier {
 public:
  /// Shape:   what is referred to outlives it; `events` gets what was under way at once
  /// Errors:  a sentence: the journal cannot be written
  [[nodiscard]] static tl::expected<std::unique_ptr<Simulator>, std::string> open(
      SimulatorSettings settings, const Clock& clock, Scheduler& scheduler, Post post,
      CarrierEvents& events);

  [[nodiscard]] const std::string& name() const override { return settings_.name; }
  [[nodiscard]] CarrierTraits traits() const override;
  void send(const Message& message, std::function<void(SendResult)> done) override;
  void ask(const Message& message, std::function<void(AskResult)> done) override;

  /// The page, what it is told and what it may do: below /NAME/.
  void add_routes(http::Routes& routes);

  /// Users came or went.
  void set_numbers(std::vector<std::string> numbers);

 private:
  Simulator(SimulatorSettings settings, const Clock& clock, Scheduler& scheduler, Post post,
            CarrierEvents& events);

  /// Keeps what happened, changes the state and tells the pages. False: it did not happen.
  bool happen(const std::vector<Event>& events);
  void tell_gateway(const Event& event);
  void tell_pages(const Event& event);
  void offer_typed(const Typed& typed);
  void report_arrived(const Arrived& arrived);
  void report_again(TextId id);
  void try_again();
  void offer_again();

  void on_page(const std::string& file, const http::Request& request, http::Reply& reply) const;
  void beat();
  void on_stream(std::shared_ptr<http::EventStream> stream);
  void on_type(const http::Request& request, http::Reply& reply);
  void on_switch(const http::Request& request, http::Reply& reply);
  [[nodiscard]] std::string snapshot() const;

  SimulatorSettings settings_;
  const Clock& clock_;
  Scheduler& scheduler_;
  Post post_;
  CarrierEvents& events_;
  Network network_;
  Journal journal_;
  std::vector<std::shared_ptr<http::EventStream>> streams_;
  Timer again_;
  bool is_waiting_ = true;  ///< until what was refused is offered again: nothing overtakes it
  Timer heartbeat_;
  std::shared_ptr<int> token_ = std::make_shared<int>(0);  // answers may come after the end
};

}  // namespace gateway::simulator
