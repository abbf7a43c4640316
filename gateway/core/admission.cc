// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/admission.h"

#include <string>
#include <utility>
#include <variant>

#include "gateway/language/language.h"

namespace gateway {
namespace {

StanzaError not_stored() {
  return {Condition::resource_constraint,
          "The message could not be stored, so it was not sent. Try again later."};
}

}  // namespace

void Admission::take(xml::Element stanza, Message message) {
  context_.languages().set(message.user, language_of(stanza));
  const auto key = Repeats::key_of(message);
  const std::string user = message.user;
  const auto text =
      std::make_shared<Applicant>(Applicant{std::move(stanza), user, std::move(message), key});
  const MessageId* first = key ? repeats_.find(*key) : nullptr;
  if (first != nullptr) return come_again(text, *first);
  if (key) repeats_.begun(*key);
  count(text);
}

void Admission::come_again(const Shared& text, MessageId first) {
  // What becomes of the first one answers this one, too.
  if (first == MessageId{}) return drop(text, first);
  repeats_.stored(*text->key, {});
  context_.store().find(
      first, context_.alive([this, text,
                             first](const tl::expected<std::optional<Message>, StoreError>& found) {
        if (found && *found && Repeats::is_same(**found, text->message) &&
            (*found)->state != State::failed) {
          repeats_.stored(*text->key, first);
          return drop(text, first);
        }
        if (found) {
          // Its sender was told that the first one failed, and tries again.
          repeats_.begun(*text->key);
          return count(text);
        }
        ++context_.counters().store_errors;
        repeats_.stored(*text->key, first);
        replies_.refuse(text->stanza, not_stored());
      }));
}

void Admission::drop(const Shared& /*text*/, MessageId first) {
  ++context_.counters().out_again;
  context_.debug("a text came again and was left aside; it is message " +
                 (first == MessageId{} ? "that is being stored" : std::to_string(first.value)));
}

void Admission::count(const Shared& text) {
  quota_.take(text->user, [this, text](Quota::Answer answer) {
    switch (answer) {
      case Quota::Answer::used_up:
        return refuse(text, error_of(Failure{FailureKind::quota, {}, {}}));
      case Quota::Answer::unknown:
        return refuse(text, not_stored());
      case Quota::Answer::granted:
        break;
    }
    find_way(text);
  });
}

void Admission::find_way(const Shared& text) {
  Message& message = text->message;
  // Meanwhile somebody may have got the number that was free, or the user may be gone.
  const auto found = intake_.route(message.user, message.peer);
  if (const auto* why = std::get_if<StanzaError>(&found)) return refuse_counted(text, *why);
  const auto& way = std::get<Route>(found);
  message.own = way.own;
  message.carrier = way.carrier;
  if (!way.is_new) return store(text);
  claims_.claim(way.own, message.peer, message.user,
                [this, text](const tl::expected<void, StoreError>& claimed) {
                  claimed ? store(text) : refuse_counted(text, not_stored());
                });
}

void Admission::store(const Shared& text) {
  outbox_.take(std::move(text->message),
               [this, text](const tl::expected<MessageId, StoreError>& stored) {
                 if (!stored) return refuse_counted(text, not_stored());
                 ++context_.counters().out_taken;
                 if (text->key) repeats_.stored(*text->key, *stored);
               });
}

void Admission::refuse(const Shared& text, const StanzaError& why) {
  if (text->key) repeats_.forget(*text->key);
  replies_.refuse(text->stanza, why);
}

void Admission::refuse_counted(const Shared& text, const StanzaError& why) {
  quota_.give_back(text->user);
  refuse(text, why);
}

}  // namespace gateway
