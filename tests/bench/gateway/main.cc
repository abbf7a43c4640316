// SPDX-License-Identifier: GPL-2.0-or-later
// The gateway between an emulated XMPP server and a carrier: how many texts, how soon, at what
// cost; beside it what the emulation and the disk can do at most. Usage: gateway-bench [--texts N]
// [--rate N] [--repeat N] [--backlog N] [--directory DIR] [--csv FILE]
//        [--carrier URL [--ca FILE]]: an API like Twilio's; else a carrier that costs nothing
//        [--server PORT --secret SECRET]: a real server's port for components lies between
//        [--setting NAME]: what the table calls all that
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/gateway/gateway_toml.h"
#include "tests/bench/gateway/inbound.h"
#include "tests/bench/gateway/parrot.h"
#include "tests/bench/gateway/phases.h"
#include "tests/bench/gateway/report.h"
#include "tests/bench/store/raw_disk.h"

namespace {

using namespace gateway::bench;

struct Options {
  std::size_t texts = 20'000;
  std::size_t backlog = 0;
  int repeat = 2;
  double rate = 300;
  std::string directory = ".";
  std::string subject;
  std::string carrier, ca_file;
  std::uint16_t server = 0;
  std::string secret = "bench";
  std::string setting = "null";
  std::string csv;
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
    if (options_.server != 0) ways();
    without_receipts();
    // Only the carrier that costs nothing tells by itself what became of a text.
    if (options_.carrier.empty()) with_receipts();
    if (options_.backlog != 0) backlog();
  }

 private:
  [[nodiscard]] std::uint16_t component_port() const { return side_->port(); }

  void disk() {
    for (const int group : {1, 64}) {
      report_.rate("disk: 700 bytes in groups of " + std::to_string(group),
                   raw_group_commit(options_.directory, group));
    }
  }

  void echoes() {
    const Child child([this] { parrot(component_port(), stage_.gateway, options_.secret); });
    side_->await(stage_.gateway);
    for (int i = 0; i < 1 + options_.repeat; ++i)
      report_.rate("echo without a gateway", echo(stage_, options_.texts));
  }

  /// What the server takes of the time of one text.
  void ways() {
    for (const bool at_once : {false, true}) {
      const Child child([this, at_once] {
        listener(component_port(), stage_.gateway, options_.secret, times_, at_once);
      });
      side_->await(stage_.gateway);
      report_.say(at_once ? "to a component that acknowledges at once"
                          : "to a component that leaves that to the kernel",
                  paced_way(stage_, paced_texts(), options_.rate));
    }
  }

  /// The stage has a gateway that is connected.
  std::unique_ptr<Child> start(const std::vector<std::string>& more) {
    const std::string config = options_.directory + "/gateway.toml";
    std::ofstream(config) << gateway_toml({.component_port = component_port(),
                                           .gateway = stage_.gateway,
                                           .server = stage_.server,
                                           .secret = options_.secret,
                                           .store = options_.directory + "/store.sqlite",
                                           .carrier_url = options_.carrier,
                                           .ca_file = options_.ca_file});
    std::vector<std::string> command = {options_.subject, config, options_.directory + "/times"};
    command.insert(command.end(), more.begin(), more.end());
    auto child = std::make_unique<Child>(command);
    port_ = static_cast<std::uint16_t>(std::atoi(child->line().c_str()));
    side_->await(stage_.gateway);
    settle(stage_, *child);
    return child;
  }

  void without_receipts() {
    const auto subject = start({});
    report_.memory("idle", subject->mebibytes("VmRSS"));
    for (int i = 0; i < options_.repeat; ++i)
      report_.say("out, all at once", burst_out(stage_, *subject, options_.texts, false));
    Webhooks webhooks(poller_, port_, 16);
    for (int i = 0; i < options_.repeat; ++i)
      report_.say("in, 16 connections", burst_in(stage_, *subject, webhooks, options_.texts));
    if (webhooks.refused() != 0) throw std::runtime_error("webhooks were refused");
    report_.say("out, paced", paced_out(stage_, paced_texts(), options_.rate, false).to_carrier);
    report_.say("in, paced", paced_in(stage_, webhooks, paced_texts(), options_.rate).to_carrier);
  }

  void with_receipts() {
    const auto subject = start({"reports"});
    for (int i = 0; i < options_.repeat; ++i)
      report_.say("out and back to the receipt", burst_out(stage_, *subject, options_.texts, true));
    report_.say("out, paced, to the receipt",
                paced_out(stage_, paced_texts(), options_.rate, true).to_receipt);
  }

  void backlog() {
    const std::vector<std::string> closed = {"closed"};
    auto subject = start(closed);
    const Moment begin = Clock::now();
    fill(stage_, *subject, options_.backlog);
    const std::chrono::duration<double> took = Clock::now() - begin;
    report_.row("taking a backlog for a closed carrier",
                {.per_second = static_cast<double>(options_.backlog) / took.count(),
                 .cpu = {},
                 .mebibytes = subject->mebibytes("VmHWM"),
                 .p50 = {},
                 .p99 = {}});
    report_.memory("with that backlog", subject->mebibytes("VmRSS"));
    subject.reset();
    subject = start(closed);
    report_.memory("the same after a restart", subject->mebibytes("VmHWM"));
  }

  [[nodiscard]] std::size_t paced_texts() const {
    return static_cast<std::size_t>(options_.rate * 10);
  }

  Options options_;
  Report report_{options_.setting, options_.csv};
  Poller poller_;
  std::unique_ptr<XmppSide> side_ = side_of(poller_, options_);
  SharedTimes times_{options_.directory + "/times"};
  Stage stage_{poller_,          *side_,
               times_,           options_.server == 0 ? "localhost" : "users.localhost",
               "text.localhost", options_.carrier.empty() ? &null_webhook : &twilio_webhook};
  std::uint16_t port_ = 0;
};

Options options_of(const std::vector<std::string>& words) {
  Options options;
  options.subject = std::filesystem::path(words.front()).parent_path() / "gateway-bench-subject";
  for (std::size_t i = 1; i + 1 < words.size(); i += 2) {
    const std::string& value = words[i + 1];
    if (words[i] == "--texts") options.texts = std::stoul(value);
    if (words[i] == "--rate") options.rate = std::stod(value);
    if (words[i] == "--repeat") options.repeat = std::stoi(value);
    if (words[i] == "--carrier") options.carrier = value;
    if (words[i] == "--ca") options.ca_file = value;
    if (words[i] == "--setting") options.setting = value;
    if (words[i] == "--csv") options.csv = value;
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
