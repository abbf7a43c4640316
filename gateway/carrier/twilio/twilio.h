// SPDX-License-Identifier: GPL-2.0-or-later
// Twilio, and SignalWire, which speaks the same at its own domain.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/base/log.h"
#include "gateway/carrier/carrier.h"
#include "gateway/carrier/twilio/answer.h"
#include "gateway/carrier/twilio/signature.h"
#include "gateway/http/route.h"
#include "gateway/http_client/request.h"
#include "gateway/model/clock.h"

namespace gateway::twilio {

struct TwilioSettings {
  std::string name;
  std::string base_url;  ///< up to "/2010-04-01", without a slash at its end
  std::string account;   ///< AccountSid, or SignalWire's project
  std::string user;      ///< of our requests: the account or an API key
  std::string secret;
  std::string messaging_service;  ///< may be empty
  std::string public_url;         ///< where our webhooks are found; empty: no reports come
  Credentials webhooks;
  bool takes_any_path = false;  ///< webhooks not only at their own two
  bool takes_overrides = true;  ///< whether addresses of webhooks may have connection overrides
  bool has_mms = true;
  std::size_t max_segments = 10;
  std::size_t max_in_flight = 32;
  double per_second_and_number = 1;
  /// How long a message that was created may be missing in the carrier's list.
  std::chrono::milliseconds settle{30'000};
};

/// How webhooks went.
struct WebhookCounters {
  std::uint64_t taken = 0;
  std::uint64_t challenged = 0;  ///< that were asked for the password, as is usual with one
  std::uint64_t refused = 0;     ///< with a wrong signature or password, or without any
  std::uint64_t malformed = 0;   ///< that say nothing we could carry
  std::uint64_t later = 0;       ///< that were to be told again
};

/// Which message of ours the carrier gave this name to, if any; or that it cannot be told now.
using OwnerOf = std::function<void(
    const std::string& carrier, const std::string& carrier_id,
    std::function<void(tl::expected<std::optional<MessageId>, std::string>)> done)>;

class Twilio final : public Carrier {
 public:
  /// What is referred to outlives it.
  struct World {
    const Clock& clock;
    CarrierEvents& events;
    Log& log;
    OwnerOf owner_of;
  };

  Twilio(TwilioSettings settings, World world, std::unique_ptr<http::Requester> requester);
  ~Twilio() override;
  Twilio(const Twilio&) = delete;
  Twilio& operator=(const Twilio&) = delete;

  [[nodiscard]] const std::string& name() const override { return settings_.name; }
  [[nodiscard]] CarrierTraits traits() const override;
  void send(const Message& message, std::function<void(SendResult)> done) override;
  /// Looks through the carrier's list for the text. "Never seen" it is only when the whole list
  /// since the text came to us was read, some time after the answer was lost.
  void ask(const Message& message, std::function<void(AskResult)> done) override;

  /// POST /NAME/message and /NAME/status; or any that nobody else has.
  void add_routes(http::Routes& routes);
  [[nodiscard]] const WebhookCounters& webhooks() const { return webhooks_; }

 private:
  struct Search;
  using SearchPtr = std::shared_ptr<Search>;

  [[nodiscard]] std::string messages_url() const;
  [[nodiscard]] http::Outgoing outgoing(std::string url) const;
  void note_trouble(const std::string& trouble);
  void note_wait(const TryLater& answer);

  void fetch(const SearchPtr& search, std::string url);
  void page_came(const SearchPtr& search, const http::Outcome& outcome);
  void look_at_next(const SearchPtr& search);
  void found(const SearchPtr& search, const Listed& listed);
  void not_found(const SearchPtr& search);

  void on_message(const http::Request& request, http::Reply reply);
  void on_any(const http::Request& request, http::Reply reply);
  void on_status(const http::Request& request, http::Reply reply);
  /// The form, when it comes from the carrier; else the reply is given.
  [[nodiscard]] std::optional<Form> genuine(const http::Request& request, http::Reply& reply);
  [[nodiscard]] std::function<void(bool)> answer_when_stored(http::Reply reply);
  void reject(http::Reply& reply, const char* kind, const std::string& why);

  TwilioSettings settings_;
  World world_;
  std::string trouble_;                                 ///< what the operator was told last
  std::unordered_map<std::int64_t, Time> asked_since_;  ///< by message
  Time quiet_until_{};                                  ///< the carrier asked for no request before
  WebhookCounters webhooks_;
  std::shared_ptr<int> token_ = std::make_shared<int>(0);
  std::unique_ptr<http::Requester> requester_;  // goes first: its answers come here
};

}  // namespace gateway::twilio
