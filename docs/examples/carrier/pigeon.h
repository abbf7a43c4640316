// SPDX-License-Identifier: GPL-2.0-or-later
// An example of a carrier: "Pigeon", with an HTTP API as many have it. docs/developers-guide.md
// goes through it; pigeon_test.cc is run with the gateway's tests.
//
//   POST BASE/texts             form: to, from, text, reference -> 201 {"id": "p1"}
//                               400 {"error": "no such number"}; 429, 503: later
//   GET  BASE/texts/REFERENCE   200 {"id": "p1"}, or 404: it never came
//   and Pigeon calls us, with the header X-Pigeon-Key:
//   POST /NAME/inbound          {"id": "p2", "from": "+1…", "to": "+1…", "text": "…"}
//   POST /NAME/report           {"id": "p1", "state": "delivered"} or "failed", with "why"
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "gateway/carrier/carrier.h"
#include "gateway/http/route.h"
#include "gateway/http_client/request.h"
#include "gateway/model/clock.h"

namespace gateway::pigeon {

struct Settings {
  std::string name;      ///< in the configuration
  std::string base_url;  ///< without a slash at its end
  std::string user;
  std::string password;
  std::string webhook_key;  ///< what X-Pigeon-Key has to be
};

class Pigeon final : public Carrier {
 public:
  /// `clock` and `events` outlive it.
  Pigeon(Settings settings, const Clock& clock, CarrierEvents& events,
         std::unique_ptr<http::Requester> requester);

  [[nodiscard]] const std::string& name() const override { return settings_.name; }
  [[nodiscard]] CarrierTraits traits() const override;
  void send(const Message& message, std::function<void(SendResult)> done) override;
  void ask(const Message& message, std::function<void(AskResult)> done) override;

  /// POST /NAME/inbound and /NAME/report.
  void add_routes(http::Routes& routes);

 private:
  [[nodiscard]] http::Outgoing outgoing(const std::string& path) const;
  void on_inbound(const http::Request& request, http::Reply reply);
  void on_report(const http::Request& request, http::Reply reply);
  [[nodiscard]] bool is_pigeon(const http::Request& request) const;

  Settings settings_;
  const Clock& clock_;
  CarrierEvents& events_;
  std::unique_ptr<http::Requester> requester_;
};

}  // namespace gateway::pigeon
