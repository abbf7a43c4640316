// SPDX-License-Identifier: GPL-2.0-or-later
// Queries of our own, and what becomes of each: libpurple has no public way to ask.
#pragma once

#include <functional>
#include <memory>
#include <random>
#include <string>
#include <unordered_map>

#include "plugin/purple/handles.h"
#include "plugin/purple/signals.h"
#include "plugin/purple/timer.h"
#include "plugin/purple/xmpp.h"

namespace plugin {

/// What became of a query.
struct IqAnswer {
  enum class Kind { result, error, none_in_time, signed_off };

  Kind kind;
  xmlnode* iq;  ///< of result and error: the stanza, borrowed; else nullptr
};

class IqTracker {
 public:
  using Done = std::function<void(const IqAnswer&)>;

  /// Whether the client sees the answer too.
  enum class Client { sees_nothing, sees_result };

  explicit IqTracker(const Xmpp& xmpp);
  IqTracker(const IqTracker&) = delete;
  IqTracker& operator=(const IqTracker&) = delete;

  /// Asks. `done` runs once, later: with the answer, when the time is over, or at sign-off; never
  /// after the tracker is gone. It may ask again.
  /// Shape:   `connection` is connected; `to` a JID; `type` "get" or "set"; `child` what is asked
  void ask(PurpleConnection* connection, const std::string& to, const char* type, XmlNodePtr child,
           Done done, Client client = Client::sees_nothing);

  [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }

 private:
  struct Waiting {
    PurpleConnection* connection;
    std::string to;
    Done done;
    Client client;
    Timer timer;
  };
  using Place = std::unordered_map<std::string, std::unique_ptr<Waiting>>::iterator;

  gboolean on_receiving_iq(PurpleConnection* connection, const char* type, const char* id,
                           const char* from, xmlnode* iq);
  void on_signed_off(PurpleConnection* connection);
  [[nodiscard]] std::string new_id();
  void finish(Place place, IqAnswer answer);

  Xmpp xmpp_;
  std::random_device random_;
  unsigned long count_ = 0;
  std::unordered_map<std::string, std::unique_ptr<Waiting>> waiting_;
  SignalConnection receiving_;
  SignalConnection signed_off_;
};

}  // namespace plugin
