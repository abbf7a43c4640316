// SPDX-License-Identifier: GPL-2.0-or-later
// What the server says: the stream's own elements are dealt with here, stanzas are handed over.
#include <utility>
#include <variant>

#include "gateway/base/monotonic.h"
#include "gateway/link/component_link.h"
#include "gateway/link/handshake.h"
#include "gateway/link/refused.h"
#include "gateway/xml/names.h"

namespace gateway {
namespace {

constexpr std::chrono::milliseconds look_again{10};

}  // namespace

void ComponentLink::received(std::string_view bytes) {
  last_received_ = monotonic_now();
  if (std::exchange(is_asked_, false)) alive_.start(settings_.times.silence);
  parse_error_ = parser_->feed(bytes, incoming_);
  deliver_some();
}

void ComponentLink::deliver_some() {
  const bool must_wait = settings_.must_wait && settings_.must_wait();
  if (!must_wait) deliver(settings_.stanzas_a_turn);
  if (!is_open()) return;
  if (delivered_ < incoming_.size()) {
    transport_->pause();
    must_wait ? delivery_.start(look_again) : delivery_.soon();
    return;
  }
  incoming_.clear();
  delivered_ = 0;
  if (parse_error_) {
    const auto error = *std::exchange(parse_error_, std::nullopt);
    fail_saying(
        parse_error_condition(error),
        {Problem::Kind::broken, "the XMPP server sent " + std::string(parse_error_text(error))});
  } else {
    transport_->resume();
  }
}

void ComponentLink::deliver(std::size_t most) {
  for (; most > 0 && is_open() && delivered_ < incoming_.size(); --most) {
    xml::StreamEvent event = std::move(incoming_[delivered_++]);
    guarded(log_, "taking a stanza", [&] { take(std::move(event)); });
  }
}

void ComponentLink::take(xml::StreamEvent event) {
  if (auto* element = std::get_if<xml::Element>(&event)) {
    take_element(std::move(*element));
  } else if (const auto* opened = std::get_if<xml::StreamOpened>(&event)) {
    take_header(opened->header);
  } else if (const auto* refused = std::get_if<xml::StanzaRefused>(&event)) {
    take_refused(*refused);
  } else if (state_ == State::closing) {
    finish_stop();
  } else {
    fail({Problem::Kind::broken, "the XMPP server closed the stream"});
  }
}

void ComponentLink::take_header(const xml::Element& header) {
  const auto id = header.attribute("id");
  if (!header.is("stream", xml::streams_namespace) || !id) {
    return fail({Problem::Kind::refused,
                 "what answers at xmpp.port is not an XMPP server that takes components: use the "
                 "port that its configuration sets for components"});
  }
  if (state_ != State::opening) return;
  state_ = State::authenticating;
  send_control(handshake(*id, settings_.secret));
}

void ComponentLink::take_element(xml::Element element) {
  if (element.is("error", xml::streams_namespace))
    return fail(problem_of(element, settings_.domain));
  if (state_ == State::authenticating && element.is("handshake", xml::component_namespace))
    return come_up();
  if (state_ < State::up) return;
  std::optional<Fences::Done> answered;
  if (!fences_.take(element, answered)) {
    events_.stanza(std::move(element));
  } else if (answered) {
    (*answered)(true);
  }
}

void ComponentLink::take_refused(const xml::StanzaRefused& refused) {
  log_.say(LogLevel::warning, "a stanza over the limits was refused",
           {{"domain", settings_.domain}, {"why", std::string(parse_error_text(refused.why))}});
  if (state_ < State::up) return;
  if (auto answer = answer_to_refused(refused.opening, refused.why))
    events_.unread(*std::move(answer));
}

void ComponentLink::come_up() {
  state_ = State::up;
  problem_.clear();
  up_since_ = monotonic_now();
  is_asked_ = false;
  deadline_.stop();
  alive_.start(settings_.times.silence);
  log_.say(LogLevel::info, "connected to the XMPP server",
           {{"domain", settings_.domain},
            {"host", settings_.host},
            {"port", std::to_string(settings_.port)}});
  events_.link_up();
}

}  // namespace gateway
