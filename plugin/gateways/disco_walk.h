// SPDX-License-Identifier: GPL-2.0-or-later
// Looking for gateways by service discovery, without the network: says what to ask next, takes the
// answers, and is done after a bounded number of them whatever they say.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugin/gateways/disco_reply.h"

namespace plugin {

struct DiscoQuery {
  enum class What { info, items };

  std::string domain;
  What what = What::info;
};

/// A service that was asked and said something about itself, or is known without.
struct Service {
  std::string domain;
  std::string name;  ///< harmless to show; may be empty
  bool is_gateway = false;
  bool is_in_contacts = false;
  bool translates = false;
  bool registers = false;
};

/// Where to look.
/// Shape:   domains as service_domain() gives them, no matter how often each is named
struct WalkPlan {
  std::string server;                 ///< the account's own
  std::vector<std::string> typed;     ///< gateways that the user typed: what can they do?
  std::vector<std::string> contacts;  ///< of roster entries, the most likely first
  std::size_t left_out = 0;           ///< how many there were besides
};

/// One walk. The server is asked what it is and what it has; each thing it has, what it is; these
/// are not asked what they have, so loops lead nowhere. Each domain is asked once.
class DiscoWalk {
 public:
  static constexpr std::size_t most_in_flight = 5;
  static constexpr std::size_t most_services = 200;
  /// Leaves room for what the server has.
  static constexpr std::size_t most_contacts = 100;

  explicit DiscoWalk(const WalkPlan& plan);

  /// What to ask now; each is to be followed by one answered() or failed().
  /// Shape:   never more than `most_in_flight` without an answer
  [[nodiscard]] std::vector<DiscoQuery> next_queries();

  /// Anything that was not asked is ignored.
  void answered(std::string_view domain, const DiscoInfo& info);
  void answered(std::string_view domain, const DiscoItems& items);
  void failed(const DiscoQuery& query);

  [[nodiscard]] bool is_done() const;

  /// Those that said something, in an order that depends on nobody's speed: the server, typed ones,
  /// contacts', then the server's by name.
  [[nodiscard]] std::vector<Service> services() const;

  /// How many there were that no question was left for.
  [[nodiscard]] std::size_t not_looked_at() const { return not_looked_at_; }

 private:
  enum class State { waiting, asked, answered, failed };
  struct Entry {
    Service service;
    State state = State::waiting;
  };

  void add(const std::string& domain, const std::string& name, bool is_in_contacts,
           std::size_t most);
  Entry* asked(std::string_view domain);

  std::vector<Entry> entries_;  ///< the first is the server
  std::unordered_map<std::string, std::size_t> places_;
  std::size_t next_ = 0;  ///< the first entry that was not asked yet
  State items_ = State::waiting;
  std::size_t in_flight_ = 0;
  std::size_t not_looked_at_ = 0;
};

}  // namespace plugin
