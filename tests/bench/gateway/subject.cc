// SPDX-License-Identifier: GPL-2.0-or-later
// The gateway as the daemon puts it together, with a carrier that costs nothing.
// Usage: gateway-bench-subject COMPONENT_PORT DOMAIN SERVER SECRET STORE TIMES [reports] [closed]
// Writes the port of its webhooks when it is there. SIGTERM ends it.
#include <glib-unix.h>

#include <iostream>
#include <memory>
#include <random>
#include <string>

#include "gateway/app/loop.h"
#include "gateway/base/glib_post.h"
#include "gateway/core/switchboard.h"
#include "gateway/http/server.h"
#include "gateway/link/component_link.h"
#include "gateway/store/sqlite/sqlite_store.h"
#include "tests/bench/gateway/null_carrier.h"
#include "tests/bench/gateway/people.h"

namespace {

using namespace gateway;

class ErrorLog final : public Log {
 public:
  void say(LogLevel level, std::string_view message,
           std::initializer_list<LogField> /*fields*/) noexcept override {
    if (level >= LogLevel::warning) std::cerr << message << std::endl;
  }
};

class Subject final : private LinkEvents, private CarrierEvents {
 public:
  explicit Subject(const std::vector<std::string>& words)
      : times_(words.at(6)),
        carrier_({.is_closed = has(words, "closed"), .reports = has(words, "reports")}, log_,
                 times_),
        scheduler_(clock_, log_) {
    auto store = sqlite::SqliteStore::open({.file = words.at(5), .group = {}}, glib_post());
    if (!store) throw std::runtime_error(store.error().message);
    store_ = *std::move(store);
    LinkSettings link;
    link.host = "127.0.0.1";
    link.port = static_cast<std::uint16_t>(std::stoi(words.at(1)));
    link.domain = words.at(2);
    link.server = words.at(3);
    link.secret = words.at(4);
    link.must_wait = [this] { return is_store_behind(); };
    LinkEvents& events = *this;
    link_ = std::make_unique<ComponentLink>(std::move(link), events, log_);
    Switchboard::Setup setup;
    setup.settings.domain = words.at(2);
    setup.settings.default_carrier = carrier_.name();
    for (std::size_t i = 0; i < bench::users; ++i) {
      setup.settings.users.push_back(
          {.jid = bench::user(i, words.at(3)), .number = bench::own_number(i), .pool = {}});
    }
    setup.carriers = {&carrier_};
    carrier_.add_route(routes_, *this);
    const World world{clock_,
                      scheduler_,
                      *store_,
                      *link_,
                      [this] { return std::uniform_real_distribution<double>(0, 1)(random_); },
                      [](const std::string& what) { std::cerr << what << std::endl; }};
    switchboard_ = std::make_unique<Switchboard>(world, std::move(setup));
    auto server = http::Server::start({}, routes_, clock_);
    if (!server) throw std::runtime_error(server.error());
    server_ = *std::move(server);
    switchboard_->start([this](bool is_well) {
      if (!is_well) throw std::runtime_error("the store cannot be read");
      link_->start();
    });
    std::cout << server_->port() << std::endl;
  }

 private:
  static bool has(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  }

  // As in gateway/app/daemon.cc.
  [[nodiscard]] bool is_store_behind() const {
    const Pressure pressure = store_->pressure();
    return pressure.requests > 4'000 || pressure.bytes > std::size_t{8} << 20U;
  }
  void link_up() override { switchboard_->link_up(); }
  void link_down(const std::string& why) override { switchboard_->link_down(why); }
  void link_writable() override { switchboard_->link_writable(); }
  void stanza(xml::Element stanza) override { switchboard_->stanza(std::move(stanza)); }
  void inbound(const std::string& carrier, Inbound text, std::function<void(bool)> done) override {
    if (is_store_behind()) return done(false);
    switchboard_->inbound(carrier, std::move(text), std::move(done));
  }
  void report(const std::string& carrier, DeliveryReport report,
              std::function<void(bool)> done) override {
    if (is_store_behind()) return done(false);
    switchboard_->report(carrier, std::move(report), std::move(done));
  }

  ErrorLog log_;
  app::SystemClock clock_;
  bench::SharedTimes times_;
  bench::NullCarrier carrier_;
  app::LoopScheduler scheduler_;
  std::mt19937_64 random_{std::random_device()()};
  http::Routes routes_;
  std::unique_ptr<sqlite::SqliteStore> store_;
  std::unique_ptr<ComponentLink> link_;
  std::unique_ptr<Switchboard> switchboard_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace

int main(int argc, char** argv) try {
  GMainLoop* const loop = g_main_loop_new(nullptr, FALSE);
  {
    const Subject subject(std::vector<std::string>(argv, argv + argc));
    g_unix_signal_add(
        SIGTERM,
        [](gpointer running) -> gboolean {
          g_main_loop_quit(static_cast<GMainLoop*>(running));
          return G_SOURCE_CONTINUE;
        },
        loop);
    g_main_loop_run(loop);
  }
  g_main_loop_unref(loop);
  return EXIT_SUCCESS;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return EXIT_FAILURE;
}
