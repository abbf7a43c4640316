// SPDX-License-Identifier: GPL-2.0-or-later
// The gateway as the daemon puts it together from its configuration; in place of simulated phones
// stands a carrier that costs nothing.
// Usage: gateway-bench-subject CONFIG TIMES [reports] [closed]
// Writes the port of its webhooks when it is there. SIGTERM ends it.
#include <glib-unix.h>

#include <iostream>
#include <memory>
#include <optional>
#include <random>
#include <string>

#include "gateway/app/fleet.h"
#include "gateway/app/loop.h"
#include "gateway/app/settings.h"
#include "gateway/base/glib_post.h"
#include "gateway/config/load.h"
#include "gateway/core/switchboard.h"
#include "gateway/http/server.h"
#include "gateway/link/component_link.h"
#include "gateway/protocol/queries.h"
#include "gateway/store/sqlite/sqlite_store.h"
#include "tests/bench/gateway/null_carrier.h"
#include "tests/bench/gateway/timed_carrier.h"

namespace {

using namespace gateway;

class ErrorLog final : public Log {
 public:
  void say(LogLevel level, std::string_view message,
           std::initializer_list<LogField> fields) noexcept override {
    if (level < LogLevel::warning) return;
    std::cerr << message;
    for (const LogField& field : fields)
      std::cerr << ' ' << field.key << '=' << field.value;
    std::cerr << std::endl;
  }
};

config::Config config_of(const std::string& path) {
  auto loaded = config::load({.path = path}, config::real_surroundings());
  if (!loaded) throw std::runtime_error(loaded.error().front());
  return std::move(loaded->config);
}

class Subject final : private LinkEvents, private CarrierEvents {
 public:
  explicit Subject(const std::vector<std::string>& words)
      : config_(config_of(words.at(1))),
        times_(words.at(2)),
        null_({.is_closed = has(words, "closed"), .reports = has(words, "reports")}, log_, times_),
        scheduler_(clock_, log_) {
    auto store = sqlite::SqliteStore::open({.file = config_.store.path, .group = {}}, glib_post());
    if (!store) throw std::runtime_error(store.error().message);
    store_ = *std::move(store);
    LinkSettings link = app::link_settings(config_);
    link.must_wait = [this] { return is_store_behind(); };
    LinkEvents& events = *this;
    link_ = std::make_unique<ComponentLink>(std::move(link), events, log_);
    Switchboard::Setup setup;
    setup.settings = app::core_settings(config_);
    setup.carriers = {&carrier()};
    setup.queries = protocol::all_queries("1.0");
    const World world{clock_,
                      scheduler_,
                      *store_,
                      *link_,
                      [this] { return std::uniform_real_distribution<double>(0, 1)(random_); },
                      [](const std::string& what) { std::cerr << what << std::endl; }};
    switchboard_ = std::make_unique<Switchboard>(world, std::move(setup));
    auto server = http::Server::start({}, routes_, clock_);
    if (!server) throw std::runtime_error(server.error().message);
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

  Carrier& carrier() {
    if (config_.carriers.front().name == null_.name()) {
      null_.add_route(routes_, *this);
      return null_;
    }
    auto taken = fleet_.take(config_);
    if (!taken) throw std::runtime_error(taken.error());
    return timed_.emplace(*taken->carriers.front(), times_);
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
  void unread(xml::Element refusal) override { switchboard_->unread(std::move(refusal)); }
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
  config::Config config_;
  bench::SharedTimes times_;
  bench::NullCarrier null_;
  app::LoopScheduler scheduler_;
  std::mt19937_64 random_{std::random_device()()};
  http::Routes routes_;
  app::Fleet fleet_{{clock_, scheduler_, glib_post(), *this, routes_, log_,
                     // Only searches for a lost answer ask for it.
                     [](const auto& /*carrier*/, const auto& /*id*/, const auto& done) {
                       done(tl::unexpected(std::string("not kept here")));
                     },
                     "gateway-bench"}};
  std::optional<bench::TimedCarrier> timed_;
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
