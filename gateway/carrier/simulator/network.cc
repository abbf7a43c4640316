// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/simulator/network.h"

#include <algorithm>

namespace gateway::simulator {

const Phone* Network::find_phone(const std::string& number) const {
  const auto found = std::ranges::find(phones_, number, &Phone::number);
  return found == phones_.end() ? nullptr : &*found;
}

Phone& Network::phone(const std::string& number) {
  const auto found = std::ranges::find(phones_, number, &Phone::number);
  if (found != phones_.end()) return *found;
  return phones_.emplace_back(Phone{.number = number, .power = Power::on, .texts = {}});
}

void Network::keep(Phone& phone, Text text) {
  phone.texts.push_back(std::move(text));
  if (phone.texts.size() > most_texts) phone.texts.pop_front();
}

void Network::apply(const Event& event) {
  if (const auto* switched = std::get_if<Switched>(&event)) {
    phone(switched->phone).power = switched->power;
  } else if (const auto* taken = std::get_if<Taken>(&event)) {
    last_ = std::max(last_, taken->id);
    keep(phone(taken->phone), {taken->id, false, taken->from, taken->body, taken->when, false});
    messages_[taken->message.value] = taken->id;
    message_order_.push_back(taken->message.value);
    if (message_order_.size() > most_messages) {
      messages_.erase(message_order_.front());
      message_order_.pop_front();
    }
  } else if (const auto* arrived = std::get_if<Arrived>(&event)) {
    for (Phone& one : phones_) {
      for (Text& text : one.texts) {
        if (text.id != arrived->id) continue;
        text.has_arrived = true;
        untold_[arrived->id] = *arrived;
      }
    }
  } else if (const auto* told = std::get_if<Told>(&event)) {
    untold_.erase(told->id);
  } else if (const auto* typed = std::get_if<Typed>(&event)) {
    last_ = std::max(last_, typed->id);
    keep(phone(typed->phone), {typed->id, true, typed->to, typed->body, typed->when, false});
    under_way_[typed->id] = *typed;
  } else if (const auto* handed_over = std::get_if<HandedOver>(&event)) {
    under_way_.erase(handed_over->id);
    for (Phone& one : phones_) {
      for (Text& text : one.texts) {
        if (text.id == handed_over->id) text.has_arrived = true;
      }
    }
  }
}

std::vector<Event> Network::send(const Message& message, Time now) const {
  if (find(message.id)) return {};
  const Phone* to = find_phone(message.peer);
  if (to == nullptr && phones_.size() >= most_phones) return {};
  if (to != nullptr && to->power == Power::refusing) return {};
  std::vector<Event> events = {
      Taken{last_ + 1, message.id, message.own, message.peer, message.body, now}};
  if (to == nullptr || to->power == Power::on) events.emplace_back(Arrived{last_ + 1, now});
  return events;
}

std::optional<TextId> Network::find(MessageId message) const {
  const auto found = messages_.find(message.value);
  if (found == messages_.end()) return {};
  return found->second;
}

std::optional<Arrived> Network::arrived(TextId id) const {
  for (const Phone& one : phones_) {
    for (const Text& text : one.texts) {
      if (text.id == id && text.has_arrived) return Arrived{id, text.when};
    }
  }
  return {};
}

std::vector<Event> Network::switch_phone(const std::string& number, Power power, Time now) const {
  const Phone* found = find_phone(number);
  if (found == nullptr && phones_.size() >= most_phones) return {};
  std::vector<Event> events = {Switched{number, power}};
  if (found == nullptr || power != Power::on) return events;
  for (const Text& text : found->texts) {
    if (!text.is_from_phone && !text.has_arrived) events.emplace_back(Arrived{text.id, now});
  }
  return events;
}

std::vector<Event> Network::type(const std::string& number, const std::string& to,
                                 const std::string& body, Time now) const {
  const Phone* found = find_phone(number);
  if (found == nullptr && phones_.size() >= most_phones) return {};
  return {Typed{last_ + 1, number, to, body, now}};
}

std::vector<Event> Network::summary() const {
  std::vector<Event> events;
  std::unordered_map<TextId, std::int64_t> message_of;
  for (const auto& [message, id] : messages_)
    message_of[id] = message;
  for (const Phone& one : phones_) {
    events.emplace_back(Switched{one.number, one.power});
    for (const Text& text : one.texts) {
      if (text.is_from_phone) {
        events.emplace_back(Typed{text.id, one.number, text.other, text.body, text.when});
        if (!under_way_.contains(text.id)) events.emplace_back(HandedOver{text.id});
      } else {
        const auto message = message_of.find(text.id);
        events.emplace_back(Taken{text.id,
                                  {message != message_of.end() ? message->second : 0},
                                  text.other,
                                  one.number,
                                  text.body,
                                  text.when});
        if (text.has_arrived) events.emplace_back(Arrived{text.id, text.when});
        if (text.has_arrived && !untold_.contains(text.id)) events.emplace_back(Told{text.id});
      }
    }
  }
  return events;
}

}  // namespace gateway::simulator
