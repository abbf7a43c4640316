// SPDX-License-Identifier: GPL-2.0-or-later
// Queries, and who answers which. None stays without an answer.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "gateway/core/addresses.h"
#include "gateway/core/stanza_error.h"
#include "gateway/xml/element.h"

namespace gateway::protocol {

/// A query that somebody may answer.
struct Request {
  const xml::Element& payload;
  bool is_set = false;
  std::string from;            ///< full JID
  std::string user;            ///< its bare one, as users are named
  std::optional<Phone> phone;  ///< whom it is about; nullopt: the gateway itself
};

/// An empty result.
struct Done {};
using Answer = std::variant<Done, xml::Element, StanzaError>;
/// Runs once, at once or later.
using Reply = std::function<void(Answer)>;
using Handler = std::function<void(const Request&, Reply)>;

/// Which entities a query may be put to, and is announced for.
enum class Target { gateway, phone, both };

class Registry {
 public:
  using Send = std::function<void(xml::Element)>;

  Registry(const Addresses& addresses, Send send) : addresses_(addresses), send_(std::move(send)) {}
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  /// Answers queries whose payload has this name and namespace.
  void add(Target target, std::string name, std::string namespace_uri, Handler handler);
  /// For service discovery: what is spoken without a query of its own.
  void add_feature(Target target, std::string feature);
  /// Sorted.
  [[nodiscard]] std::vector<std::string> features(bool of_phone) const;

  /// Source:  RFC 6120 §8.2.3 (every get and set is answered), §8.3.3.19 (service-unavailable for
  ///          what is not understood)
  void handle(const xml::Element& iq) const;

 private:
  struct Entry {
    Target target;
    Handler handler;
  };

  [[nodiscard]] std::optional<StanzaError> dispatch(const xml::Element& iq,
                                                    const Reply& reply) const;

  const Addresses& addresses_;
  Send send_;
  std::map<std::pair<std::string, std::string>, Entry> handlers_;
  std::vector<std::pair<std::string, Target>> features_;
};

}  // namespace gateway::protocol
