// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/simulator/simulator.h"

#include <utility>

namespace gateway::simulator {
namespace {

constexpr std::chrono::seconds again_after{1};

std::string carrier_id(TextId id) {
  return "sim-" + std::to_string(id);
}

}  // namespace

Simulator::Simulator(SimulatorSettings settings, const Clock& clock, Scheduler& scheduler,
                     Post post, CarrierEvents& events)
    : settings_(std::move(settings)),
      clock_(clock),
      scheduler_(scheduler),
      post_(std::move(post)),
      events_(events) {}

tl::expected<std::unique_ptr<Simulator>, std::string> Simulator::open(SimulatorSettings settings,
                                                                      const Clock& clock,
                                                                      Scheduler& scheduler,
                                                                      Post post,
                                                                      CarrierEvents& events) {
  std::unique_ptr<Simulator> made(
      new Simulator(std::move(settings), clock, scheduler, std::move(post), events));
  const std::string& path = made->settings_.journal;
  if (!path.empty()) {
    for (const Event& event : Journal::read(path))
      made->network_.apply(event);
    auto journal = Journal::begin(path, made->network_.summary());
    if (!journal) return tl::make_unexpected(journal.error());
    made->journal_ = std::move(*journal);
  }
  for (const std::string& phone : made->settings_.phones) {
    bool is_there = false;
    for (const Phone& one : made->network_.phones())
      is_there = is_there || one.number == phone;
    if (!is_there) {
      made->happen(made->network_.switch_phone(phone, Power::on, clock.now()));
    }
  }
  made->offer_again();
  return made;
}

CarrierTraits Simulator::traits() const {
  return {.max_segments = settings_.max_segments,
          .reports_delivery = true,
          .can_be_asked = true,
          .max_in_flight = settings_.max_in_flight,
          .per_second_and_number = 0};
}

void Simulator::send(const Message& message, std::function<void(SendResult)> done) {
  SendResult result = Rejected{
      {.kind = FailureKind::unreachable, .text = "The phone takes no texts.", .code = "refusing"}};
  const auto known = network_.find(message.id);
  if (known) {
    result = Accepted{carrier_id(*known)};
  } else if (const std::vector<Event> events = network_.send(message, clock_.now());
             !events.empty()) {
    const TextId id = std::get<Taken>(events.front()).id;
    result = happen(events) ? SendResult(Accepted{carrier_id(id)})
                            : SendResult(TryLater{"the simulator's file cannot be written", {}});
  }
  post_([done = std::move(done), result = std::move(result)] { done(result); });
  if (known) report_again(*known);
}

void Simulator::ask(const Message& message, std::function<void(AskResult)> done) {
  const auto known = network_.find(message.id);
  post_([done = std::move(done), known] {
    done(known ? AskResult(Accepted{carrier_id(*known)}) : AskResult(NeverSeen{}));
  });
  if (known) report_again(*known);
}

/// The gateway knows nothing of a text that it hands in again: its store is from before it.
void Simulator::report_again(TextId id) {
  const auto arrived = network_.arrived(id);
  if (!arrived || network_.untold().contains(id)) return;
  post_([this, arrived = *arrived, token = std::weak_ptr<int>(token_)] {
    if (!token.expired()) report_arrived(arrived);
  });
}

bool Simulator::happen(const std::vector<Event>& events) {
  if (events.empty() || !journal_.append(events)) return false;
  for (const Event& event : events) {
    network_.apply(event);
    tell_pages(event);
  }
  // Later: the gateway may just be asking us something, and hears its answer first.
  post_([this, events, token = std::weak_ptr<int>(token_)] {
    if (token.expired()) return;
    for (const Event& event : events)
      tell_gateway(event);
  });
  return true;
}

void Simulator::tell_gateway(const Event& event) {
  if (const auto* typed = std::get_if<Typed>(&event)) offer_typed(*typed);
  if (const auto* arrived = std::get_if<Arrived>(&event)) report_arrived(*arrived);
}

void Simulator::offer_typed(const Typed& typed) {
  if (is_waiting_) return;
  events_.inbound(name(),
                  {.carrier_id = carrier_id(typed.id),
                   .from = typed.phone,
                   .to = typed.to,
                   .body = typed.body,
                   .media = {},
                   .when = typed.when},
                  [this, id = typed.id, token = std::weak_ptr<int>(token_)](bool is_taken) {
                    if (token.expired()) return;
                    is_taken ? (void)happen({HandedOver{id}}) : try_again();
                  });
}

void Simulator::report_arrived(const Arrived& arrived) {
  events_.report(name(),
                 {.carrier_id = carrier_id(arrived.id),
                  .state = State::delivered,
                  .failure = {},
                  .when = arrived.when},
                 [this, id = arrived.id, token = std::weak_ptr<int>(token_)](bool is_taken) {
                   if (token.expired()) return;
                   is_taken ? (void)happen({Told{id}}) : try_again();
                 });
}

void Simulator::try_again() {
  is_waiting_ = true;
  again_ = Timer(scheduler_, clock_.now() + again_after, [this] { offer_again(); });
}

/// As carriers do: what was not taken is told again, in its order.
void Simulator::offer_again() {
  post_([this, token = std::weak_ptr<int>(token_)] {
    if (token.expired()) return;
    is_waiting_ = false;
    const auto under_way = network_.under_way();
    for (const auto& [id, typed] : under_way)
      offer_typed(typed);
    const auto untold = network_.untold();
    for (const auto& [id, arrived] : untold)
      report_arrived(arrived);
  });
}

}  // namespace gateway::simulator
