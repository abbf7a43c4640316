// SPDX-License-Identifier: GPL-2.0-or-later
// The carrier's webhooks: texts that came in, and what became of ours.
#include <utility>

#include "gateway/carrier/twilio/twilio.h"
#include "gateway/carrier/twilio/webhook.h"

namespace gateway::twilio {
namespace {

constexpr std::size_t longest_form = std::size_t{256} << 10U;

/// SignalWire insists on exactly this; Twilio takes it too.
constexpr char nothing_to_do[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response></Response>";

http::Response done_with_it() {
  return {.status = 200, .type = "text/xml; charset=utf-8", .body = nothing_to_do};
}

}  // namespace

void Twilio::add_routes(http::Routes& routes) {
  const auto add = [&](std::string path,
                       void (Twilio::*handler)(const http::Request&, http::Reply)) {
    routes.add(
        {.method = "POST",
         .path = std::move(path),
         .access = http::Access::webhook,
         .handler = http::Handler([this, handler](const http::Request& request, http::Reply reply) {
           (this->*handler)(request, std::move(reply));
         }),
         .max_body = longest_form});
  };
  add("/" + name() + "/message", &Twilio::on_message);
  add("/" + name() + "/status", &Twilio::on_status);
  if (settings_.takes_any_path) add("/", &Twilio::on_any);
}

std::optional<Form> Twilio::genuine(const http::Request& request, http::Reply& reply) {
  auto form = parse_form(request.body);
  // A form that cannot be read is nobody's before it is anything else.
  const Form none;
  const Proof proof = prove(request, form ? *form : none, settings_.public_url, settings_.webhooks);
  if (proof == Proof::good) {
    if (!form) reject(reply, "form", "the body is not a form");
    return form;
  }
  ++(proof == Proof::password_missing ? webhooks_.challenged : webhooks_.refused);
  if (proof != Proof::password_missing) {
    world_.log.say(LogLevel::debug, "a webhook without proof was refused",
                   {{"carrier", name()}, {"peer", request.peer}});
  }
  if (proof == Proof::password_missing || proof == Proof::wrong_signature) {
    // The carrier sends the password of its address only when it is asked for it.
    reply({.status = 401,
           .body = "A password or a signature is needed.\n",
           .headers = {{"WWW-Authenticate", "Basic realm=\"" + name() + "\""}}});
    return std::nullopt;
  }
  reply({.status = 403, .body = "This request does not come from the carrier.\n"});
  return std::nullopt;
}

void Twilio::reject(http::Reply& reply, const char* kind, const std::string& why) {
  ++webhooks_.malformed;
  world_.log.say(LogLevel::warning, "a webhook cannot be understood",
                 {{"carrier", name()}, {"kind", kind}, {"why", why}});
  reply({.status = 400, .body = why + "\n"});
}

std::function<void(bool)> Twilio::answer_when_stored(http::Reply reply) {
  // std::function wants what can be copied.
  auto held = std::make_shared<http::Reply>(std::move(reply));
  return [this, held, token = std::weak_ptr<int>(token_)](bool is_stored) {
    if (token.expired()) return;
    ++(is_stored ? webhooks_.taken : webhooks_.later);
    if (is_stored) return (*held)(done_with_it());
    (*held)({.status = 503,
             .body = "Not now; send it again later.\n",
             .headers = {{"Retry-After", "5"}}});
  };
}

void Twilio::on_message(const http::Request& request, http::Reply reply) {
  const auto form = genuine(request, reply);
  if (!form) return;
  auto text = read_inbound(*form);
  if (!text) return reject(reply, "message", text.error());
  world_.events.inbound(name(), *std::move(text), answer_when_stored(std::move(reply)));
}

void Twilio::on_any(const http::Request& request, http::Reply reply) {
  // A proxy that leaves a path in front of ours leaves its end as it is.
  if (request.path.ends_with("/status")) return on_status(request, std::move(reply));
  on_message(request, std::move(reply));
}

void Twilio::on_status(const http::Request& request, http::Reply reply) {
  const auto form = genuine(request, reply);
  if (!form) return;
  auto report = read_report(*form);
  if (!report) return reject(reply, "status", report.error());
  if (report->state == State::accepted) {  // "queued", "sent": nothing changes for us
    ++webhooks_.taken;
    return reply(done_with_it());
  }
  world_.events.report(name(), *std::move(report), answer_when_stored(std::move(reply)));
}

}  // namespace gateway::twilio
