// SPDX-License-Identifier: GPL-2.0-or-later
// The running gateway: every part, made from the configuration and put together.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/app/fleet.h"
#include "gateway/app/housekeeping.h"
#include "gateway/app/loop.h"
#include "gateway/app/supervisor.h"
#include "gateway/config/config.h"
#include "gateway/core/switchboard.h"
#include "gateway/http/server.h"
#include "gateway/link/component_link.h"
#include "gateway/store/sqlite/sqlite_store.h"

namespace gateway::app {

class LogWriter;

/// Reads the configuration's file anew, or says what is wrong with it, a problem on each line.
using ReadConfig = std::function<tl::expected<config::Config, std::string>()>;

struct StartError {
  /// What cannot be opened, why, and what to do, with the key that names it and its place.
  std::string message;
  bool may_pass = false;  ///< by itself: then it is worth trying again
};

/// Lives on the default main context.
class Daemon final : private LinkEvents, private CarrierEvents {
 public:
  Daemon(config::Config config, ReadConfig read_config, const Clock& clock, LogWriter& log,
         std::string version);
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;
  ~Daemon() override;

  /// Begins; `ended` is called once, when nothing is left to be done, with whether all was well.
  [[nodiscard]] tl::expected<void, StartError> start(std::function<void(bool)> ended);
  /// Ends in order: what was begun gets its outcome, within texts.drain.
  void stop();
  /// What is wrong with the new configuration, or nothing; the old one goes on then.
  std::string reload();

 private:
  void link_up() override;
  void link_down(const std::string& why) override;
  void link_writable() override { switchboard_->link_writable(); }
  void stanza(xml::Element stanza) override { switchboard_->stanza(std::move(stanza)); }
  void unread(xml::Element refusal) override { switchboard_->unread(std::move(refusal)); }
  void inbound(const std::string& carrier, Inbound text, std::function<void(bool)> done) override;
  void report(const std::string& carrier, DeliveryReport report,
              std::function<void(bool)> done) override;

  void find_owner(const std::string& carrier, const std::string& carrier_id,
                  std::function<void(tl::expected<std::optional<MessageId>, std::string>)> done);
  [[nodiscard]] tl::expected<void, StartError> begin();
  [[nodiscard]] tl::expected<void, StartError> open_store();
  [[nodiscard]] tl::expected<void, StartError> listen();
  void store_trouble(const std::optional<StoreError>& trouble);
  void loaded(bool is_well);
  void close(bool is_drained);
  void close_store(int turns_at_rest, Time until);
  void finish(bool is_well);
  [[nodiscard]] bool is_store_behind() const;
  static constexpr std::string_view probe_key = "readyz/probe";
  void add_status_routes();
  void answer_ready(http::Reply reply);
  void answer_metrics(http::Reply reply);

  config::Config config_;
  ReadConfig read_config_;
  const Clock& clock_;
  LogWriter& log_;
  std::string version_;
  std::mt19937_64 random_;
  Supervisor supervisor_;
  LoopScheduler scheduler_;
  http::Routes routes_;
  std::function<void(bool)> ended_;
  bool is_stopping_ = false;
  Timer closing_;
  std::string store_problem_;  ///< empty: it takes what it is given
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);

  // In the order in which they need each other: the last goes first.
  std::unique_ptr<sqlite::SqliteStore> store_;
  std::unique_ptr<Fleet> fleet_;
  std::unique_ptr<ComponentLink> link_;
  std::unique_ptr<Switchboard> switchboard_;
  std::unique_ptr<Housekeeping> housekeeping_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace gateway::app
