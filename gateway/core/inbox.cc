// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/inbox.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <utility>

#include "gateway/core/backoff.h"
#include "gateway/core/jid.h"
#include "gateway/core/keep.h"
#include "gateway/core/names.h"
#include "gateway/core/stanza.h"
#include "gateway/model/time_text.h"

namespace gateway {
namespace {

constexpr std::string_view id_prefix = "sms-";
constexpr std::ptrdiff_t most_dashes = 8;
constexpr std::chrono::milliseconds least_wait{1'000};

}  // namespace

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
          context, backlog_, [this](Message message) { loaded(std::move(message)); },
          [this] { fill(); }),
      returned_(context, [this](Message message) { send_again(std::move(message)); }) {}

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
      std::string(id_prefix) + message.carrier + '-' +
      (message.carrier_id.empty() ? "at-" + context_.fresh_id() : message.carrier_id);
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

void Inbox::fill() {
  if (has_left_some_ && returned_.is_empty() && backlog_.rewind()) has_left_some_ = false;
  loader_.load_page();
}

void Inbox::loaded(Message message) {
  // The clock was put back since: what it was to wait for may be hours away.
  if (message.changed > context_.now()) message.due = context_.now();
  const bool is_put_back = returned_.has(message.id);
  if (is_put_back || (message.attempts > 0 && message.due > context_.now())) {
    if (is_put_back || returned_.wait(message)) return backlog_.release(message);
  }
  forward(std::move(message));
}

void Inbox::forward(Message message) {
  on_the_way_.emplace(message.stanza_id, OnTheWay{message.user});
  auto shared = std::make_shared<const Message>(std::move(message));
  courier_.put(
      {[this, shared] { return stanza_of(*shared); }, [this, shared] { handed_over(shared); }});
}

void Inbox::handed_over(const std::shared_ptr<const Message>& message) {
  const auto let_go = [this, message] {
    on_the_way_.erase(message->stanza_id);
    backlog_.release(*message);
    fill();
  };
  if (const auto bounce = bounce_of(*message)) return sent_back(*message, *bounce, let_go);
  ++context_.counters().in_handed_over;
  keep(
      context_,
      {.id = message->id, .state = State::handed_over, .changed = context_.now(), .can_wait = true},
      [this, message, let_go] {
        // Sent back while the disk was behind: one thing after the other, on disk too.
        const auto bounce = bounce_of(*message);
        bounce ? sent_back(*message, *bounce, let_go) : let_go();
      });
}

std::optional<Bounce> Inbox::bounce_of(const Message& message) const {
  const auto way = on_the_way_.find(message.stanza_id);
  return way == on_the_way_.end() ? std::nullopt : way->second.bounce;
}

void Inbox::bounced(const xml::Element& error) {
  const std::string id(error.attribute_or("id", ""));
  // SECURITY: nobody but its user's server sends a text back.
  const std::string user = user_of(error.attribute_or("from", ""));
  const auto found = on_the_way_.find(id);
  if (found == on_the_way_.end()) return look_up(id, user, read_bounce(error), id_prefix.size());
  if (found->second.user == user) found->second.bounce = read_bounce(error);
}

void Inbox::look_up(const std::string& stanza_id, const std::string& user, const Bounce& bounce,
                    std::size_t from) {
  const std::size_t dash = stanza_id.find('-', from);
  if (!stanza_id.starts_with(id_prefix) || dash == std::string::npos) return;
  // SECURITY: names of carriers have few, but anybody may write any number of them.
  const std::string_view before = std::string_view(stanza_id).substr(0, dash);
  if (std::ranges::count(before, '-') > most_dashes) return;
  context_.store().find_by_carrier_id(
      Direction::in, stanza_id.substr(id_prefix.size(), dash - id_prefix.size()),
      stanza_id.substr(dash + 1),
      context_.alive([this, stanza_id, user, bounce,
                      dash](tl::expected<std::optional<Message>, StoreError> found) {
        if (!found) {
          ++context_.counters().store_errors;
          return;
        }
        if (!*found) return look_up(stanza_id, user, bounce, dash + 1);
        Message& message = **found;
        const bool is_known = message.state == State::handed_over && message.user == user;
        if (!is_known || !on_the_way_.emplace(stanza_id, OnTheWay{user}).second) return;
        sent_back(std::move(message), bounce, [this, stanza_id] { on_the_way_.erase(stanza_id); });
      }));
}

void Inbox::sent_back(Message message, const Bounce& bounce, const std::function<void()>& then) {
  ++message.attempts;
  message.changed = context_.now();
  const Settings& settings = context_.settings();
  const auto first = std::max<std::chrono::milliseconds>(settings.retry_first, least_wait);
  const auto most = std::max(settings.retry_most, first);
  if (bounce.is_for_now && waited(first, most, message.attempts) < settings.give_up_after) {
    message.due = message.changed + backoff(first, most, message.attempts, context_.random());
    return put_back(std::move(message), then);
  }
  ++context_.counters().in_bounced;
  context_.warn("the XMPP server sent text " + std::to_string(message.id.value) +
                " back for good: " + (bounce.condition.empty() ? "no reason" : bounce.condition));
  Failure failure{FailureKind::unreachable, "the XMPP server sent it back", bounce.condition};
  if (!bounce.text.empty()) failure.text.append(": ").append(bounce.text);
  keep(context_,
       {.id = message.id,
        .state = State::failed,
        .changed = message.changed,
        .attempts = message.attempts,
        .failure = std::move(failure)},
       then);
}

void Inbox::put_back(Message message, const std::function<void()>& then) {
  ++context_.counters().in_put_back;
  message.state = State::queued;
  Update update{.id = message.id,
                .state = State::queued,
                .changed = message.changed,
                .due = message.due,
                .attempts = message.attempts};
  // Sent again before that, it could be on disk as handed over first and as queued in the end.
  keep(context_, std::move(update), [this, message = std::move(message), then] {
    if (!returned_.wait(message)) has_left_some_ = true;
    then();
  });
}

void Inbox::send_again(Message message) {
  backlog_.hold(message);
  backlog_.identify(message.id);
  forward(std::move(message));
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
        .set("stamp", time_text(message.received));
  }
  return stanza;
}

}  // namespace gateway
