// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/twilio/twilio.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace gateway::twilio {

Twilio::Twilio(TwilioSettings settings, World world, std::unique_ptr<http::Requester> requester)
    : settings_(std::move(settings)), world_(std::move(world)), requester_(std::move(requester)) {}

Twilio::~Twilio() = default;

CarrierTraits Twilio::traits() const {
  return {.max_segments = settings_.max_segments,
          .reports_delivery = !settings_.public_url.empty(),
          .can_be_asked = true,
          .takes_media = settings_.has_mms,
          .max_in_flight = settings_.max_in_flight,
          .per_second_and_number = settings_.per_second_and_number};
}

std::string Twilio::messages_url() const {
  return settings_.base_url + "/2010-04-01/Accounts/" + settings_.account + "/Messages.json";
}

http::Outgoing Twilio::outgoing(std::string url) const {
  return {.url = std::move(url),
          .form = std::nullopt,
          .user = settings_.user,
          .password = settings_.secret};
}

void Twilio::send(const Message& message, std::function<void(SendResult)> done) {
  // From stands beside the service too: an answer is to come back to this user's number.
  Form form = {{"To", message.peer}, {"From", message.own}};
  if (!settings_.messaging_service.empty()) {
    form.emplace_back("MessagingServiceSid", settings_.messaging_service);
  }
  if (!message.body.empty()) form.emplace_back("Body", message.body);
  // Again and again under one name, as the API's documentation has it; not MediaUrl[].
  for (const std::string& url : message.media)
    form.emplace_back("MediaUrl", url);
  if (!settings_.public_url.empty()) {
    form.emplace_back("StatusCallback", with_password(settings_.public_url, settings_.webhooks) +
                                            "/" + name() + "/status");
    if (settings_.takes_overrides) form.back().second += connection_overrides;
  }
  http::Outgoing request = outgoing(messages_url());
  request.form = write_form(form);
  requester_->request(
      std::move(request), [this, done = std::move(done)](const http::Outcome& outcome) {
        const Sent sent = read_sent(outcome, world_.clock.now());
        if (sent.oddity.empty()) {
          note_trouble(sent.trouble);
        } else {
          world_.log.say(LogLevel::warning, "the carrier refused a text without a reason; it waits",
                         {{"carrier", name()}, {"answer", sent.oddity}});
        }
        if (const auto* later = std::get_if<TryLater>(&sent.result)) note_wait(*later);
        done(sent.result);
      });
}

void Twilio::note_wait(const TryLater& answer) {
  if (!answer.is_for_all || !answer.after) return;
  quiet_until_ = std::max(quiet_until_, world_.clock.now() + *answer.after);
}

/// Once when it begins and once when it is over, not for each text.
void Twilio::note_trouble(const std::string& trouble) {
  if (trouble == trouble_) return;
  if (trouble.empty()) {
    world_.log.say(LogLevel::info, "the carrier takes texts again", {{"carrier", name()}});
  } else {
    world_.log.say(LogLevel::error, "the carrier refuses all texts, which wait",
                   {{"carrier", name()}, {"why", trouble}});
  }
  trouble_ = trouble;
}

}  // namespace gateway::twilio
