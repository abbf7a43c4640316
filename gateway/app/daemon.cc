// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/daemon.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "gateway/app/log_writer.h"
#include "gateway/app/settings.h"
#include "gateway/app/surroundings.h"
#include "gateway/base/glib_post.h"
#include "gateway/link/problem.h"
#include "gateway/model/masked.h"
#include "gateway/protocol/queries.h"

namespace gateway::app {
namespace {

/// From here on nothing more is taken in, neither from XMPP nor from carriers: memory does not grow
/// with what waits for the disk.
constexpr std::size_t most_waiting_requests = 4'000;
constexpr std::size_t most_waiting_bytes = std::size_t{8} << 20U;

constexpr std::chrono::milliseconds closing_patience{2'500};  // twice: at rest, and closed

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words)
    text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// HTTP connections, of so many descriptors: the rest is for the store, the XMPP server and
/// carriers.
std::size_t connections_for(long descriptors) {
  constexpr long for_others = 128;
  return static_cast<std::size_t>(std::clamp(descriptors - for_others, 16L, 1024L));
}

}  // namespace

Daemon::Daemon(config::Config config, ReadConfig read_config, const Clock& clock, LogWriter& log,
               std::string version)
    : config_(std::move(config)),
      read_config_(std::move(read_config)),
      clock_(clock),
      log_(log),
      version_(std::move(version)),
      random_(std::random_device()()),
      supervisor_(log),
      scheduler_(clock, log) {}

Daemon::~Daemon() = default;

tl::expected<void, StartError> Daemon::start(std::function<void(bool)> ended) {
  ended_ = std::move(ended);
  auto begun = begin();
  if (!begun) begun.error().message = config_.origins.told(begun.error().message);
  return begun;
}

tl::expected<void, StartError> Daemon::begin() {
  if (auto opened = open_store(); !opened) return opened;
  fleet_ = std::make_unique<Fleet>(
      Fleet::World{clock_, scheduler_, glib_post(), *this, routes_, log_,
                   [this](const auto& carrier, const auto& id, auto done) {
                     find_owner(carrier, id, std::move(done));
                   },
                   "xmpp-sms-gateway/" + version_, !config_.http.tls_certificate.empty()});
  auto taken = fleet_->take(config_);
  if (!taken) return tl::unexpected(StartError{taken.error()});
  add_status_routes();
  if (auto listens = listen(); !listens) return listens;

  const auto random = [this] { return std::uniform_real_distribution<double>(0, 1)(random_); };
  LinkSettings link = link_settings(config_);
  link.must_wait = [this] { return is_store_behind() || switchboard_->is_behind(); };
  LinkEvents& events = *this;  // make_unique may not see the base
  link_ = std::make_unique<ComponentLink>(std::move(link), events, log_, random);
  Switchboard::Setup setup;
  setup.settings = core_settings(config_);
  setup.carriers = std::move(taken->carriers);
  setup.queries = protocol::all_queries(version_, [this] { return reload(); });
  const World world{clock_,
                    scheduler_,
                    *store_,
                    *link_,
                    random,
                    [this](const std::string& what) { log_.say(LogLevel::warning, what, {}); },
                    [this](const std::string& what) { log_.say(LogLevel::debug, what, {}); }};
  switchboard_ = std::make_unique<Switchboard>(world, std::move(setup));
  housekeeping_ = std::make_unique<Housekeeping>(clock_, scheduler_, *store_, log_);
  switchboard_->start([this](bool is_well) { loaded(is_well); });
  return {};
}

tl::expected<void, StartError> Daemon::open_store() {
  // What was posted may run after this is gone.
  auto heard = [this,
                alive = std::weak_ptr<int>(alive_)](const std::optional<StoreError>& trouble) {
    if (!alive.expired()) store_trouble(trouble);
  };
  auto opened = sqlite::SqliteStore::open({.file = config_.store.path,
                                           .group = {},
                                           .now = clock_.now(),
                                           .on_trouble = std::move(heard)},
                                          glib_post());
  if (!opened) {
    const StoreErrorCode code = opened.error().code;
    return tl::unexpected(
        StartError{"store.path: " + opened.error().message,
                   code == StoreErrorCode::full || code == StoreErrorCode::locked});
  }
  store_ = *std::move(opened);
  return {};
}

void Daemon::store_trouble(const std::optional<StoreError>& trouble) {
  store_problem_ = trouble ? trouble->message : std::string();
  if (trouble) {
    log_.say(LogLevel::error, trouble->message, {});
  } else {
    log_.say(LogLevel::info, "the store takes texts again", {});
    store_->put(std::string(probe_key), {}, {});
  }
}

tl::expected<void, StartError> Daemon::listen() {
  const config::Http& http = config_.http;
  auto pair = read_certificate(http);
  if (!pair) return tl::unexpected(StartError{std::move(pair.error())});
  auto server =
      http::Server::start({.listen = http.listen,
                           .port = static_cast<std::uint16_t>(http.port),
                           .certificate = std::move(pair->certificate),
                           .key = std::move(pair->key),
                           .token = http.token.reveal(),
                           .max_body = static_cast<std::size_t>(http.max_body),
                           .max_connections = connections_for(sysconf(_SC_OPEN_MAX)),
                           .timeout = http.timeout,
                           .requests_per_second = static_cast<double>(http.requests_per_second)},
                          routes_, clock_);
  if (!server) {
    // It was given away; and what the listener says of a bad one is not much.
    if (auto again = read_certificate(http); again) {
      if (auto checked = check_certificate(http, *again); !checked)
        return tl::unexpected(StartError{std::move(checked.error())});
    }
    return tl::unexpected(StartError{server.error().message, server.error().may_pass});
  }
  server_ = *std::move(server);
  log_.say(LogLevel::info, "listening for HTTP",
           {{"address", http.listen}, {"port", std::to_string(server_->port())}});
  return {};
}

void Daemon::loaded(bool is_well) {
  if (!is_well) {
    log_.say(LogLevel::error, "the store could not be read", {{"store", config_.store.path}});
    return finish(false);
  }
  housekeeping_->keep(config_.store.keep);
  link_->start();
  supervisor_.ready();
  supervisor_.status("connecting to the XMPP server at " + config_.xmpp.server);
  log_.say(LogLevel::info, "the gateway is running",
           {{"version", version_}, {"domain", config_.xmpp.domain}});
}

void Daemon::stop() {
  if (std::exchange(is_stopping_, true)) return;
  supervisor_.stopping();
  log_.say(LogLevel::info, "stopping", {});
  switchboard_->drain([this](bool is_drained) { close(is_drained); });
}

void Daemon::close(bool is_drained) {
  if (!is_drained) {
    log_.say(LogLevel::warning,
             "not all answers came in time: the next start takes up what is unfinished", {});
  }
  link_->stop([this] {
    switchboard_->link_ended();
    // Later: the link is not to go within its own event.
    glib_post()([this] { close_store(0, clock_.now() + closing_patience); });
  });
}

/// What the store answers may make somebody ask for more: a text that came last waits for the count
/// of its sender's texts before it is stored itself.
void Daemon::close_store(int turns_at_rest, Time until) {
  constexpr int enough_turns = 3;
  constexpr std::chrono::milliseconds turn{10};
  turns_at_rest = store_->pressure().requests == 0 ? turns_at_rest + 1 : 0;
  if (turns_at_rest < enough_turns && clock_.now() < until) {
    closing_ = Timer(scheduler_, clock_.now() + turn,
                     [this, turns_at_rest, until] { close_store(turns_at_rest, until); });
    return;
  }
  const bool is_kept = store_->close(closing_patience);
  if (!is_kept) log_.say(LogLevel::error, "the store could not be written completely", {});
  finish(is_kept);
}

void Daemon::finish(bool is_well) {
  log_.say(LogLevel::info, "the gateway has stopped", {});
  if (const auto ended = std::exchange(ended_, nullptr)) ended(is_well);
}

std::string Daemon::reload() {
  if (is_stopping_) return "The gateway is stopping.";
  auto read = read_config_();
  if (!read) return read.error();
  supervisor_.reloading();
  std::string problem;
  auto later = needing_restart(config_, *read);
  // What needs a restart stays as it is, for carriers that are made now too, and is named at each
  // reload until then.
  config::Config next = as_in_force(config_, *std::move(read));
  if (auto taken = fleet_->take(next); taken) {
    later.insert(later.end(), taken->needing_restart.begin(), taken->needing_restart.end());
    switchboard_->reload(core_settings(next), taken->carriers);
    log_.set_level(log_level_of(next.log.level));
    housekeeping_->keep(next.store.keep);
    // Also after a mistake was mended in the server's configuration: nobody waits for minutes then.
    link_->try_with(next.xmpp.secret.reveal());
    config_ = std::move(next);
    log_.say(LogLevel::info, "the configuration was read again", {});
    if (!later.empty())
      log_.say(LogLevel::warning, "some changes need a restart", {{"keys", joined(later)}});
  } else {
    problem = next.origins.told(taken.error());
  }
  supervisor_.ready();
  return problem;
}

void Daemon::link_up() {
  supervisor_.status("connected as " + config_.xmpp.domain);
  switchboard_->link_up();
}

void Daemon::link_down(const std::string& why) {
  supervisor_.status(no_server(why));
  switchboard_->link_down(why);
}

void Daemon::find_owner(
    const std::string& carrier, const std::string& carrier_id,
    std::function<void(tl::expected<std::optional<MessageId>, std::string>)> done) {
  store_->find_by_carrier_id(
      Direction::out, carrier, carrier_id,
      [done = std::move(done)](const tl::expected<std::optional<Message>, StoreError>& found) {
        if (!found) return done(tl::unexpected(found.error().message));
        if (!*found) return done(std::nullopt);
        done((*found)->id);
      });
}

bool Daemon::is_store_behind() const {
  const Pressure pressure = store_->pressure();
  return pressure.requests > most_waiting_requests || pressure.bytes > most_waiting_bytes;
}

void Daemon::inbound(const std::string& carrier, Inbound text, std::function<void(bool)> done) {
  if (!switchboard_ || is_store_behind()) return done(false);
  log_.say(LogLevel::debug, "a text from a phone",
           {{"carrier", carrier}, {"from", masked(text.from)}});
  switchboard_->inbound(carrier, std::move(text), std::move(done));
}

void Daemon::report(const std::string& carrier, DeliveryReport report,
                    std::function<void(bool)> done) {
  if (!switchboard_ || is_store_behind()) return done(false);
  switchboard_->report(carrier, std::move(report), std::move(done));
}

}  // namespace gateway::app
