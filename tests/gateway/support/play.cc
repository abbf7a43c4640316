// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/gateway/support/play.h"

#include <utility>

#include "gateway/core/names.h"
#include "gateway/protocol/queries.h"
#include "gateway/xml/names.h"
#include "gateway/xml/parser.h"

namespace gateway::test {

Play::Play() {
  settings.domain = "sms.example.com";
  settings.users = {{"juliet@example.com", juliets_number, {}, true},
                    {"romeo@example.com", {}, "verona", false},
                    {"mercutio@example.com", {}, "verona", false},
                    {"nurse@example.com", "+13075550200", {}, false}};
  settings.pools = {{"verona", {"+13075550301", "+13075550302"}}};
  settings.numbers = {{"+13075550200", "other"}};
  settings.default_carrier = "simulator";
}

void Play::begin() {
  World world{clock, clock, store, link, [] { return 0.5; }, {}};
  Switchboard::Setup setup{settings, {&carrier, &other}, protocol::all_queries("1.0", [this] {
                             ++reloads;
                             return std::string();
                           })};
  gateway_ = std::make_unique<Switchboard>(std::move(world), std::move(setup));
  gateway_->start([](bool) {});
  settles();
  if (link.up) gateway_->link_up();
  settles();
}

void Play::crash() {
  gateway_.reset();
  link.fences.clear();
  link.sent.clear();
  carrier.requests.clear();
  carrier.questions.clear();
  other.requests.clear();
  settles();
}

void Play::sends(std::string_view stanza) {
  auto element = xml::parse(std::string(stanza).insert(
      stanza.find_first_of(" />"), std::string(" xmlns='") + xml::component_namespace + "'"));
  if (!element) throw std::invalid_argument(std::string(stanza));
  gateway_->stanza(*std::move(element));
  settles();
}

void Play::texts(const std::string& body, const std::string& id, const std::string& to,
                 const std::string& from) {
  xml::Element message("message", xml::component_namespace);
  message.set("from", from).set("to", to).set("type", "chat").set("id", id);
  message.add("body").add_text(body);
  message.add(xml::Element("request", ns::receipts));
  gateway_->stanza(std::move(message));
  settles();
}

std::string Play::receives() {
  if (link.sent.empty()) return {};
  const xml::Element stanza = std::move(link.sent.front());
  link.sent.pop_front();
  return xml::write(stanza, xml::component_namespace);
}

std::string Play::carrier_gets(StageCarrier* which) {
  auto& requests = (which == nullptr ? carrier : *which).requests;
  if (requests.empty()) return {};
  answer_ = std::move(requests.front().answer);
  std::string body = requests.front().message.body;
  requests.pop_front();
  return body;
}

void Play::carrier_answers(const SendResult& answer) {
  std::exchange(answer_, nullptr)(answer);
  settles();
}

std::string Play::carrier_is_asked(StageCarrier* which) {
  auto& questions = (which == nullptr ? carrier : *which).questions;
  if (questions.empty()) return {};
  reply_ = std::move(questions.front().answer);
  std::string body = questions.front().message.body;
  questions.pop_front();
  return body;
}

void Play::carrier_replies(const AskResult& answer) {
  std::exchange(reply_, nullptr)(answer);
  settles();
}

std::shared_ptr<std::optional<bool>> Play::carrier_reports(const std::string& carrier_id,
                                                           State state, Failure failure) {
  auto heard = std::make_shared<std::optional<bool>>();
  gateway_->report("simulator", {carrier_id, state, std::move(failure), clock.now()},
                   [heard](bool is_stored) { *heard = is_stored; });
  settles();
  return heard;
}

std::shared_ptr<std::optional<bool>> Play::phone_texts(const std::string& body,
                                                       const std::string& carrier_id,
                                                       const std::string& to,
                                                       const std::string& from) {
  auto heard = std::make_shared<std::optional<bool>>();
  gateway_->inbound("simulator", {carrier_id, from, to, body, {}, clock.now()},
                    [heard](bool is_stored) { *heard = is_stored; });
  settles();
  return heard;
}

void Play::passes(std::chrono::milliseconds time) {
  clock.run_to(clock.now() + time, [this] { settles(); });
}

void Play::server_answers_pings() {
  while (!link.fences.empty()) {
    const auto done = std::move(link.fences.front());
    link.fences.pop_front();
    done(true);
    settles();
  }
}

void Play::link_breaks() {
  link.up = false;
  for (auto& done : std::exchange(link.fences, {}))
    done(false);
  gateway_->link_down("broken");
  settles();
}

void Play::link_returns() {
  link.up = true;
  gateway_->link_up();
  settles();
}

}  // namespace gateway::test
