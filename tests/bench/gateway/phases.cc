// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/gateway/phases.h"

#include <algorithm>
#include <stdexcept>

#include "tests/bench/gateway/inbound.h"
#include "tests/bench/gateway/people.h"

namespace gateway::bench {
namespace {

constexpr std::chrono::seconds patience{120};

/// With an id that none has had: the gateway leaves aside what comes again.
std::string text_out(const Stage& stage, std::size_t number, bool wants_receipt) {
  static std::size_t sent = 0;
  std::string text = "<message from='" + user(number, stage.server) + "/balcony' to='";
  text += phone(number) + "@" + stage.gateway + "' type='chat' id='text-" + std::to_string(number);
  text += "-" + std::to_string(++sent);
  text += "'><body>" + body(number) + "</body>";
  if (wants_receipt) text += "<request xmlns='urn:xmpp:receipts'/>";
  return text + "</message>";
}

double milliseconds(Clock::duration time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

/// When each number came back.
class Arrivals {
 public:
  Arrivals(Stage& stage, std::size_t texts, const char* mark) : side_(stage.side), at_(texts) {
    side_.on_message([this, mark](std::string_view message) {
      const auto number = number_behind(message, mark);
      if (!number || *number >= at_.size() ||
          message.find("type='error'") != std::string_view::npos)
        throw std::runtime_error("what came back was not expected: " + std::string(message));
      if (at_[*number] != Moment{}) ++again_;
      at_[*number] = Clock::now();
      ++count_;
    });
  }
  ~Arrivals() {
    side_.on_message([](std::string_view) {});
  }
  Arrivals(const Arrivals&) = delete;
  Arrivals& operator=(const Arrivals&) = delete;

  [[nodiscard]] std::size_t count() const { return count_ - again_; }
  [[nodiscard]] Moment at(std::size_t number) const { return at_[number]; }
  [[nodiscard]] Moment last() const { return *std::ranges::max_element(at_); }

 private:
  XmppSide& side_;
  std::vector<Moment> at_;
  std::size_t count_ = 0, again_ = 0;
};

class Cost {
 public:
  explicit Cost(const Child& subject) : subject_(subject), cpu_(subject.cpu()) {
    subject_.forget_peak();
  }
  void of(Burst& burst, std::size_t texts) const {
    burst.cpu = (subject_.cpu() - cpu_).count() / static_cast<double>(texts);
    burst.peak = subject_.mebibytes("VmHWM");
  }

 private:
  const Child& subject_;
  std::chrono::duration<double, std::micro> cpu_;
};

/// When each left.
std::vector<Moment> send_paced(Stage& stage, std::size_t texts, double per_second,
                               bool with_receipts, const std::function<bool()>& is_done) {
  const auto step =
      std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / per_second));
  std::vector<Moment> sent;
  stage.poller.run(is_done, patience, [&] {
    if (sent.size() == texts) return Poller::never;
    stage.side.send(text_out(stage, sent.size(), with_receipts));
    sent.push_back(Clock::now());
    stage.side.flush();
    return sent.front() + step * static_cast<long>(sent.size());
  });
  return sent;
}

Moment reached_carrier(const Stage& stage, std::size_t number) {
  return Moment(std::chrono::nanoseconds(stage.times.at(number)));
}

}  // namespace

Latency latency_of(std::vector<double> milliseconds) {
  if (milliseconds.empty()) return {};
  std::ranges::sort(milliseconds);
  return {milliseconds[milliseconds.size() / 2], milliseconds[milliseconds.size() * 99 / 100]};
}

double echo(Stage& stage, std::size_t texts) {
  const Arrivals arrivals(stage, texts, "text ");
  const Moment begin = Clock::now();
  for (std::size_t number = 0; number < texts; ++number)
    stage.side.send(text_out(stage, number, false));
  stage.side.flush();
  stage.poller.run([&] { return arrivals.count() == texts; }, patience);
  return static_cast<double>(texts) * 1000 / milliseconds(arrivals.last() - begin);
}

Burst burst_out(Stage& stage, const Child& subject, std::size_t texts, bool with_receipts) {
  Burst burst;
  stage.times.forget();
  const Arrivals receipts(stage, texts, "id='text-");
  std::vector<std::string> stanzas;
  for (std::size_t number = 0; number < texts; ++number)
    stanzas.push_back(text_out(stage, number, with_receipts));
  const Cost cost(subject);
  const Moment begin = Clock::now();
  for (const std::string& stanza : stanzas)
    stage.side.send(stanza);
  stage.side.flush();
  stage.poller.run(
      [&] { return stage.times.count() >= texts && (!with_receipts || receipts.count() == texts); },
      patience);
  settle(stage, subject);
  cost.of(burst, texts);
  std::vector<double> took;
  for (std::size_t number = 0; number < texts; ++number) {
    const Moment end = with_receipts ? receipts.at(number) : reached_carrier(stage, number);
    took.push_back(milliseconds(end - begin));
  }
  burst.per_second = static_cast<double>(texts) * 1000 / *std::ranges::max_element(took);
  burst.latency = latency_of(std::move(took));
  return burst;
}

Burst burst_in(Stage& stage, const Child& subject, Webhooks& webhooks, std::size_t texts) {
  static std::size_t run = 0;
  Burst burst;
  ++run;
  const Arrivals arrivals(stage, texts, "<body>text ");
  std::vector<std::string> requests;
  for (std::size_t number = 0; number < texts; ++number)
    requests.push_back(stage.webhook(number, run));
  const Cost cost(subject);
  const Moment begin = Clock::now();
  const std::size_t answered = webhooks.answered();
  for (std::string& request : requests)
    webhooks.post(std::move(request));
  stage.poller.run(
      [&] { return arrivals.count() == texts && webhooks.answered() - answered == texts; },
      patience);
  settle(stage, subject);
  cost.of(burst, texts);
  std::vector<double> took;
  for (std::size_t number = 0; number < texts; ++number)
    took.push_back(milliseconds(arrivals.at(number) - begin));
  burst.per_second = static_cast<double>(texts) * 1000 / *std::ranges::max_element(took);
  burst.latency = latency_of(std::move(took));
  return burst;
}

Paced paced_out(Stage& stage, std::size_t texts, double per_second, bool with_receipts) {
  stage.times.forget();
  const Arrivals receipts(stage, texts, "id='text-");
  const std::vector<Moment> sent = send_paced(stage, texts, per_second, with_receipts, [&] {
    return stage.times.count() >= texts && (!with_receipts || receipts.count() == texts);
  });
  std::vector<double> to_carrier, to_receipt;
  for (std::size_t number = 0; number < texts; ++number) {
    to_carrier.push_back(milliseconds(reached_carrier(stage, number) - sent[number]));
    if (with_receipts) to_receipt.push_back(milliseconds(receipts.at(number) - sent[number]));
  }
  return {latency_of(std::move(to_carrier)), latency_of(std::move(to_receipt))};
}

Latency paced_way(Stage& stage, std::size_t texts, double per_second) {
  stage.times.forget();
  const std::vector<Moment> sent =
      send_paced(stage, texts, per_second, false, [&] { return stage.times.count() >= texts; });
  std::vector<double> took;
  for (std::size_t number = 0; number < texts; ++number)
    took.push_back(milliseconds(reached_carrier(stage, number) - sent[number]));
  return latency_of(std::move(took));
}

Paced paced_in(Stage& stage, Webhooks& webhooks, std::size_t texts, double per_second) {
  const Arrivals arrivals(stage, texts, "<body>text ");
  const auto step =
      std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / per_second));
  std::vector<Moment> sent;
  stage.poller.run([&] { return arrivals.count() == texts; }, patience,
                   [&] {
                     if (sent.size() == texts) return Poller::never;
                     std::string request = stage.webhook(sent.size(), 0);
                     sent.push_back(Clock::now());
                     webhooks.post(std::move(request));
                     return sent.front() + step * static_cast<long>(sent.size());
                   });
  std::vector<double> took;
  for (std::size_t number = 0; number < texts; ++number)
    took.push_back(milliseconds(arrivals.at(number) - sent[number]));
  return {latency_of(std::move(took)), {}};
}

void fill(Stage& stage, const Child& subject, std::size_t texts) {
  constexpr std::size_t most_waiting = 1 << 20;
  std::size_t sent = 0;
  stage.poller.run(
      [&] {
        while (sent < texts && stage.side.waiting_bytes() < most_waiting)
          stage.side.send(text_out(stage, sent++, false));
        stage.side.flush();
        return sent == texts && stage.side.waiting_bytes() == 0;
      },
      std::chrono::hours(1));
  settle(stage, subject);
}

void settle(Stage& stage, const Child& subject) {
  constexpr std::chrono::milliseconds quiet{100};
  constexpr double nothing = 1500;  // µs: of timers, and of being looked at
  double before = subject.cpu().count();
  Moment at = Clock::now();
  stage.poller.run(
      [&] {
        if (Clock::now() - at < quiet) return false;
        const double now = subject.cpu().count();
        const bool is_quiet = now - before < nothing;
        before = now;
        at = Clock::now();
        return is_quiet;
      },
      std::chrono::hours(1));
}

}  // namespace gateway::bench
