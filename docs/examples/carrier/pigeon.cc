// SPDX-License-Identifier: GPL-2.0-or-later
#include "docs/examples/carrier/pigeon.h"

#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "gateway/carrier/twilio/form.h"
#include "gateway/http_client/date.h"
#include "sms/phone_address.h"

namespace gateway::pigeon {
namespace {

using nlohmann::json;

std::string text_of(const json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

/// Broken JSON is a value too: one that has nothing.
json parse(const std::string& body) {
  return json::parse(body, nullptr, false);
}

/// Our own name for a text at Pigeon: by it a text whose answer was lost is found again.
std::string reference_of(const Message& message) {
  return "text-" + std::to_string(message.id.value);
}

// [what an answer means]
SendResult read_sent(const http::Outcome& outcome, Time now) {
  if (const auto* never = std::get_if<http::NotSent>(&outcome)) return TryLater{never->why, {}};
  if (const auto* lost = std::get_if<http::Unanswered>(&outcome)) return Unclear{lost->why};
  const auto& answer = std::get<http::Answer>(outcome);
  const json said = parse(answer.body);
  if (answer.status == 201) {
    const std::string id = text_of(said, "id");
    return id.empty() ? SendResult(Unclear{"the answer has no id"}) : Accepted{id};
  }
  const std::string status = "HTTP status " + std::to_string(answer.status);
  if (answer.status == 429 || answer.status == 503)
    return TryLater{status, http::parse_retry_after(answer.retry_after, now), true};
  if (answer.status >= 500) return Unclear{status};
  if (answer.status == 400)
    return Rejected{{FailureKind::carrier_rejected, text_of(said, "error"), "400"}};
  return TryLater{status, {}, true};  // our password, its address: nothing about this text
}
// [what an answer means]

AskResult read_asked(const http::Outcome& outcome) {
  const auto* answer = std::get_if<http::Answer>(&outcome);
  if (answer == nullptr) return TryLater{"no answer", {}};
  if (answer->status == 404) return NeverSeen{};
  const std::string id = answer->status == 200 ? text_of(parse(answer->body), "id") : "";
  if (id.empty()) return TryLater{"HTTP status " + std::to_string(answer->status), {}};
  return Accepted{id};
}

/// Tells Pigeon whether the news is on disk; otherwise it is to tell it again.
std::function<void(bool)> answer_when_stored(http::Reply reply) {
  auto held = std::make_shared<http::Reply>(std::move(reply));
  return [held](bool is_stored) { (*held)({.status = is_stored ? 200 : 503}); };
}

}  // namespace

Pigeon::Pigeon(Settings settings, const Clock& clock, CarrierEvents& events,
               std::unique_ptr<http::Requester> requester)
    : settings_(std::move(settings)),
      clock_(clock),
      events_(events),
      requester_(std::move(requester)) {}

CarrierTraits Pigeon::traits() const {
  return {.max_segments = 6, .reports_delivery = true, .can_be_asked = true, .max_in_flight = 8};
}

http::Outgoing Pigeon::outgoing(const std::string& path) const {
  return {.url = settings_.base_url + path,
          .form = std::nullopt,
          .user = settings_.user,
          .password = settings_.password};
}

// [send]
void Pigeon::send(const Message& message, std::function<void(SendResult)> done) {
  http::Outgoing request = outgoing("/texts");
  request.form = twilio::write_form({{"to", message.peer},
                                     {"from", message.own},
                                     {"text", message.body},
                                     {"reference", reference_of(message)}});
  requester_->request(std::move(request),
                      [this, done = std::move(done)](const http::Outcome& outcome) {
                        done(read_sent(outcome, clock_.now()));
                      });
}

void Pigeon::ask(const Message& message, std::function<void(AskResult)> done) {
  requester_->request(
      outgoing("/texts/" + reference_of(message)),
      [done = std::move(done)](const http::Outcome& outcome) { done(read_asked(outcome)); });
}
// [send]

void Pigeon::add_routes(http::Routes& routes) {
  const auto add = [&](const std::string& path, auto handler) {
    routes.add(
        {.method = "POST",
         .path = "/" + name() + path,
         .access = http::Access::webhook,
         .handler = http::Handler([this, handler](const http::Request& request, http::Reply reply) {
           if (!is_pigeon(request)) return reply({.status = 403});
           (this->*handler)(request, std::move(reply));
         })});
  };
  add("/inbound", &Pigeon::on_inbound);
  add("/report", &Pigeon::on_report);
}

/// SECURITY: anybody can call a webhook; the comparison takes the same time for each wrong key.
bool Pigeon::is_pigeon(const http::Request& request) const {
  const auto key = request.header("x-pigeon-key");
  return key && !settings_.webhook_key.empty() &&
         http::is_equal_secret(*key, settings_.webhook_key);
}

// [inbound]
void Pigeon::on_inbound(const http::Request& request, http::Reply reply) {
  const json said = parse(request.body);
  const auto from = sms::E164::parse(text_of(said, "from"));
  const auto to = sms::E164::parse(text_of(said, "to"));
  const std::string id = text_of(said, "id");
  if (!from || !to || id.empty())
    return reply({.status = 400, .body = "id, from or to is wrong\n"});
  events_.inbound(name(),
                  {.carrier_id = id,
                   .from = std::string(from->text()),
                   .to = std::string(to->text()),
                   .body = text_of(said, "text"),
                   .media = {},
                   .when = clock_.now()},
                  answer_when_stored(std::move(reply)));
}
// [inbound]

void Pigeon::on_report(const http::Request& request, http::Reply reply) {
  const json said = parse(request.body);
  const std::string id = text_of(said, "id");
  const std::string state = text_of(said, "state");
  if (id.empty() || (state != "delivered" && state != "failed"))
    return reply({.status = 400, .body = "id or state is wrong\n"});
  DeliveryReport report{
      .carrier_id = id, .state = State::delivered, .failure = {}, .when = clock_.now()};
  if (state == "failed") {
    report.state = State::failed;
    report.failure = {FailureKind::unreachable, text_of(said, "why"), {}};
  }
  events_.report(name(), std::move(report), answer_when_stored(std::move(reply)));
}

}  // namespace gateway::pigeon
