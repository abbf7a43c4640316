// SPDX-License-Identifier: GPL-2.0-or-later
// Everything that the deciding parts act through.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "gateway/core/counters.h"
#include "gateway/core/languages.h"
#include "gateway/core/settings.h"
#include "gateway/core/whereabouts.h"
#include "gateway/link/link.h"
#include "gateway/model/clock.h"
#include "gateway/model/scheduler.h"
#include "gateway/store/store.h"

namespace gateway {

/// The outer world. What is referred to outlives the parts.
struct World {
  const Clock& clock;
  Scheduler& scheduler;
  Store& store;
  Link& link;
  std::function<double()> random;                      ///< 0 up to 1
  std::function<void(const std::string&)> warn;        ///< for the log; no bodies, no whole numbers
  std::function<void(const std::string&)> debug = {};  ///< as `warn`, for whoever looks closely
};

/// The world, the settings as they are now, and whether whoever waits for an answer is still there.
class Context {
 public:
  Context(World world, Settings settings)
      : world_(std::move(world)), settings_(std::move(settings)) {}
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  [[nodiscard]] Time now() const { return world_.clock.now(); }
  [[nodiscard]] std::chrono::milliseconds skipped_since(Time moment) const {
    return world_.clock.skipped_since(moment);
  }
  [[nodiscard]] Store& store() const { return world_.store; }
  [[nodiscard]] Link& link() const { return world_.link; }
  [[nodiscard]] Scheduler& scheduler() const { return world_.scheduler; }
  [[nodiscard]] double random() const { return world_.random(); }
  /// The moment and chance, for a name that nothing else has, after a restart neither.
  [[nodiscard]] std::string fresh_id() const {
    return std::to_string(now().time_since_epoch().count()) + '-' +
           std::to_string(static_cast<std::uint32_t>(random() * 4294967295.0));
  }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  void set_settings(Settings settings) { settings_ = std::move(settings); }
  [[nodiscard]] Counters& counters() { return counters_; }
  [[nodiscard]] Languages& languages() { return languages_; }
  [[nodiscard]] Whereabouts& whereabouts() { return whereabouts_; }
  void warn(const std::string& what) const {
    if (world_.warn) world_.warn(what);
  }
  void debug(const std::string& what) const {
    if (world_.debug) world_.debug(what);
  }

  /// `call`, for as long as this context is there: stores, carriers and the link may answer after
  /// the parts that asked are gone.
  template <class Call>
  [[nodiscard]] auto alive(Call call) const {
    return [token = std::weak_ptr<int>(token_), call = std::move(call)](auto&&... args) mutable {
      if (!token.expired()) call(std::forward<decltype(args)>(args)...);
    };
  }

 private:
  World world_;
  Settings settings_;
  Counters counters_;
  Languages languages_;
  Whereabouts whereabouts_;
  std::shared_ptr<int> token_ = std::make_shared<int>(0);
};

}  // namespace gateway
