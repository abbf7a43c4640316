// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/inbox.h"

#include <cstdint>
#include <utility>

#include "gateway/core/keep.h"
#include "gateway/core/names.h"
#include "gateway/core/stanza.h"

namespace gateway {

Inbox::Inbox(Context& context, const Addresses& addresses, const Directory& directory,
             const Blocklist& blocklist, Courier& courier)
    : context_(context),
      addresses_(addresses),
      directory_(directory),
      blocklist_(blocklist),
      courier_(courier),
      // There is one way to the server, so nobody can be stuck in front of others.
      backlog_({.direction = Direction::in, .states = {State::queued}},
               {.all = context.settings().window,
                .number = context.settings().window,
                .pair = context.settings().window}),
      loader_(
          context, backlog_, [this](Message message) { forward(std::move(message)); },
          [this] { fill(); }) {}

Message Inbox::message_of(const std::string& carrier, Inbound text) const {
  Message message;
  message.direction = Direction::in;
  message.carrier = carrier;
  message.carrier_id = std::move(text.carrier_id);
  message.own = std::move(text.to);
  message.peer = std::move(text.from);
  message.body = std::move(text.body);
  message.media = std::move(text.media);
  message.received = text.when == Time{} ? context_.now() : text.when;
  message.changed = message.due = context_.now();
  // The same each time the carrier tells the text, so that a client that gets it twice sees so. One
  // without a name is another text each time.
  message.stanza_id =
      "sms-" + message.carrier + '-' +
      (message.carrier_id.empty()
           ? "at-" + std::to_string(message.changed.time_since_epoch().count()) + '-' +
                 std::to_string(static_cast<std::uint32_t>(context_.random() * 4294967295.0))
           : message.carrier_id);
  const auto owner = directory_.owner(message.own, message.peer);
  message.user = owner.value_or(std::string());
  if (!owner) {
    message.failure = {FailureKind::invalid_number, "this number is nobody's", {}};
  } else if (blocklist_.has(*owner, message.peer)) {
    message.failure = {FailureKind::blocked, "blocked by the user", {}};
  } else if (addresses_.jid_of(message.peer).empty()) {
    message.failure = {FailureKind::invalid_number, "its sender has no address", {}};
  }
  message.state = message.failure.kind == FailureKind::none ? State::queued : State::failed;
  return message;
}

void Inbox::inbound(const std::string& carrier, Inbound text, std::function<void(bool)> done) {
  Message message = message_of(carrier, std::move(text));
  Message to_store = message;
  context_.store().add(
      std::move(to_store),
      context_.alive([this, message = std::move(message), done = std::move(done)](
                         const tl::expected<Store::Added, StoreError>& added) mutable {
        if (!added) {
          ++context_.counters().store_errors;
          return done(false);
        }
        done(true);
        if (!added->is_new) {
          ++context_.counters().in_again;
          return;
        }
        ++context_.counters().in_taken;
        if (message.state == State::failed) {
          ++context_.counters().in_nobodys;
          return;
        }
        message.id = added->id;
        if (backlog_.offer(message)) forward(std::move(message));
        fill();
      }));
}

void Inbox::forward(Message message) {
  on_the_way_.emplace(message.stanza_id, Failure{});
  auto shared = std::make_shared<const Message>(std::move(message));
  courier_.put(
      {[this, shared] { return stanza_of(*shared); }, [this, shared] { handed_over(shared); }});
}

void Inbox::handed_over(const std::shared_ptr<const Message>& message) {
  Update update{.id = message->id, .state = State::handed_over, .changed = context_.now()};
  const auto found = on_the_way_.find(message->stanza_id);
  if (found != on_the_way_.end()) {
    if (found->second.kind != FailureKind::none) {
      update.state = State::failed;
      update.failure = found->second;
    }
    on_the_way_.erase(found);
  }
  auto& counters = context_.counters();
  ++(update.state == State::failed ? counters.in_bounced : counters.in_handed_over);
  keep(context_, std::move(update), [this, message] {
    backlog_.release(*message);
    fill();
  });
}

void Inbox::bounced(const xml::Element& error) {
  const auto found = on_the_way_.find(std::string(error.attribute_or("id", "")));
  if (found == on_the_way_.end()) return;
  found->second.kind = FailureKind::unreachable;
  found->second.text = "the XMPP server sent it back";
  const xml::Element* reason = error.child("error", ns::stanza);
  const xml::Element* text = reason == nullptr ? nullptr : reason->child("text", ns::stanza_errors);
  if (text != nullptr) found->second.text.append(": ").append(text->text().substr(0, 200));
}

xml::Element Inbox::stanza_of(const Message& message) const {
  xml::Element stanza =
      make_stanza("message", addresses_.jid_of(message.peer), message.user, "chat");
  stanza.set("id", message.stanza_id);
  // Links stand in the body, too, for clients that know nothing of pictures.
  std::string body = message.body;
  for (const std::string& url : message.media) {
    if (!body.empty()) body += '\n';
    body += url;
  }
  stanza.add("body").add_text(body);
  for (const std::string& url : message.media) {
    stanza.add(xml::Element("x", ns::link_out_of_band)).add("url").add_text(url);
  }
  stanza.add(xml::Element("origin-id", ns::stanza_ids)).set("id", message.stanza_id);
  if (context_.now() - message.received >= context_.settings().late_after) {
    stanza.add(xml::Element("delay", ns::delay))
        .set("from", addresses_.domain())
        .set("stamp", write_time(message.received));
  }
  return stanza;
}

}  // namespace gateway
