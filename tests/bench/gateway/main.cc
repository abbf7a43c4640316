// SPDX-License-Identifier: GPL-2.0-or-later
// The gateway between an emulated XMPP server and a carrier that costs nothing: how many texts, how
// soon, at what cost; beside it what the emulation and the disk can do at most.
// Usage: gateway-bench [--texts N] [--rate N] [--backlog N] [--directory DIR]
//        [--server PORT --secret SECRET]: a real server's port for components lies between
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/gateway/parrot.h"
#include "tests/bench/gateway/phases.h"
#include "tests/bench/store/raw_disk.h"

namespace {

using namespace gateway::bench;

struct Options {
  std::size_t texts = 20'000;
  std::size_t backlog = 0;
  double rate = 300;
  std::string directory = ".";
  std::string subject;
  std::uint16_t server = 0;
  std::string secret = "bench";
};

std::unique_ptr<XmppSide> side_of(Poller& poller, const Options& options) {
  if (options.server == 0) return std::make_unique<XmppSide>(poller, "localhost");
  return std::make_unique<XmppSide>(poller, options.server, "users.localhost", options.secret);
}

class Run {
 public:
  explicit Run(Options options) : options_(std::move(options)) {}

  void all() {
    if (options_.server == 0) disk();
    echoes();
    without_receipts();
    with_receipts();
    if (options_.backlog != 0) backlog();
  }

 private:
  [[nodiscard]] std::uint16_t component_port() const { return side_->port(); }

  void disk() {
    for (const int group : {1, 64}) {
      const double rate = raw_group_commit(options_.directory, group);
      std::printf("%-34s %10.0f /s\n",
                  ("disk: 700 bytes, groups of " + std::to_string(group)).c_str(), rate);
    }
  }

  void echoes() {
    const Child child([this] { parrot(component_port(), stage_.gateway, options_.secret); });
    side_->await(stage_.gateway);
    for (int i = 0; i < 3; ++i)
      echo_ = std::max(echo_, echo(stage_, options_.texts));
    std::printf("%-34s %10.0f /s\n", "echo, without a gateway", echo_);
  }

  /// The stage has a gateway that is connected.
  std::unique_ptr<Child> start(const std::vector<std::string>& more) {
    std::vector<std::string> command = {options_.subject,
                                        std::to_string(component_port()),
                                        stage_.gateway,
                                        stage_.server,
                                        options_.secret,
                                        options_.directory + "/store.sqlite",
                                        options_.directory + "/times"};
    command.insert(command.end(), more.begin(), more.end());
    auto child = std::make_unique<Child>(command);
    port_ = static_cast<std::uint16_t>(std::atoi(child->line().c_str()));
    side_->await(stage_.gateway);
    settle(stage_, *child);
    return child;
  }

  void say(const char* what, const Burst& burst) const {
    std::printf(
        "%-34s %10.0f /s %7.1f us CPU, %5.1f MiB at most, p50 %.0f ms, p99 %.0f ms, %.2f of the "
        "echo\n",
        what, burst.per_second, burst.cpu, burst.peak, burst.latency.p50, burst.latency.p99,
        burst.per_second / echo_);
    std::fflush(stdout);
  }

  void without_receipts() {
    const auto subject = start({});
    std::printf("%-34s %10.1f MiB\n", "idle", subject->mebibytes("VmRSS"));
    say("out, all at once", burst_out(stage_, *subject, options_.texts, false));
    say("out, again", burst_out(stage_, *subject, options_.texts, false));
    Webhooks webhooks(poller_, port_, 16);
    say("in, 16 connections", burst_in(stage_, *subject, webhooks, options_.texts));
    say("in, again", burst_in(stage_, *subject, webhooks, options_.texts));
    if (webhooks.refused() != 0) std::printf("refused: %zu\n", webhooks.refused());
    const Paced in = paced_in(stage_, webhooks, paced_texts(), options_.rate);
    std::printf("%-34s p50 %.2f ms, p99 %.2f ms\n", "in, paced", in.to_carrier.p50,
                in.to_carrier.p99);
  }

  void with_receipts() {
    const auto subject = start({"reports"});
    std::fflush(stdout);
    say("out, to the receipt", burst_out(stage_, *subject, options_.texts, true));
    const Paced out = paced_out(stage_, paced_texts(), options_.rate);
    std::printf("%-34s p50 %.2f ms, p99 %.2f ms\n", "out, paced, to the carrier",
                out.to_carrier.p50, out.to_carrier.p99);
    std::printf("%-34s p50 %.2f ms, p99 %.2f ms\n", "out, paced, to the receipt",
                out.to_receipt.p50, out.to_receipt.p99);
    std::fflush(stdout);
  }

  void backlog() {
    const std::vector<std::string> closed = {"closed"};
    auto subject = start(closed);
    const Moment begin = Clock::now();
    fill(stage_, *subject, options_.backlog);
    const std::chrono::duration<double> took = Clock::now() - begin;
    std::printf("%-34s %10.0f /s, %.1f MiB at most, %.1f MiB after it\n",
                "a closed carrier's backlog", static_cast<double>(options_.backlog) / took.count(),
                subject->mebibytes("VmHWM"), subject->mebibytes("VmRSS"));
    subject.reset();
    subject = start(closed);
    std::printf("%-34s %10.1f MiB\n", "the same after a restart", subject->mebibytes("VmHWM"));
  }

  [[nodiscard]] std::size_t paced_texts() const {
    return static_cast<std::size_t>(options_.rate * 10);
  }

  Options options_;
  Poller poller_;
  std::unique_ptr<XmppSide> side_ = side_of(poller_, options_);
  SharedTimes times_{options_.directory + "/times"};
  Stage stage_{poller_, *side_, times_, options_.server == 0 ? "localhost" : "users.localhost",
               "text.localhost"};
  std::uint16_t port_ = 0;
  double echo_ = 1;
};

Options options_of(const std::vector<std::string>& words) {
  Options options;
  options.subject = std::filesystem::path(words.front()).parent_path() / "gateway-bench-subject";
  for (std::size_t i = 1; i + 1 < words.size(); i += 2) {
    const std::string& value = words[i + 1];
    if (words[i] == "--texts") options.texts = std::stoul(value);
    if (words[i] == "--rate") options.rate = std::stod(value);
    if (words[i] == "--backlog") options.backlog = std::stoul(value);
    if (words[i] == "--directory") options.directory = value;
    if (words[i] == "--server") options.server = static_cast<std::uint16_t>(std::stoul(value));
    if (words[i] == "--secret") options.secret = value;
  }
  options.directory += "/gateway-bench-XXXXXX";
  if (mkdtemp(options.directory.data()) == nullptr) {
    throw std::runtime_error(options.directory + " cannot be made");
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) try {
  const Options options = options_of({argv, argv + argc});
  Run(options).all();
  std::filesystem::remove_all(options.directory);
  return EXIT_SUCCESS;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return EXIT_FAILURE;
}
