// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/replies.h"

#include <utility>
#include <vector>

#include "gateway/language/language.h"
#include "gateway/xml/parser.h"

namespace gateway {
namespace {

constexpr std::string_view prefix = "refusal/";
/// Of each kind, in memory.
constexpr std::size_t most_replies = 4'000;
constexpr std::size_t most_bytes_of_replies = std::size_t{4} << 20U;

}  // namespace

void Replies::start() {
  context_.store().values(
      std::string(prefix),
      context_.alive([this](const tl::expected<std::vector<std::pair<std::string, std::string>>,
                                               StoreError>& kept) {
        if (!kept) return;  // they stay there for the next start
        for (const auto& [key, text] : *kept) {
          auto stanza = xml::parse(text);
          if (stanza) {
            owe({*std::move(stanza), text.size(), key});
          } else {
            context_.store().put(key, {}, {});
          }
        }
      }));
}

void Replies::refuse(const xml::Element& stanza, const StanzaError& why) {
  ++context_.counters().out_refused;
  send(in_language_of(stanza, error_reply(stanza, why)));
}

void Replies::send(xml::Element stanza) {
  if (has_ended_) return keep(stanza);
  const bool is_refusal = stanza.name() == "message";
  const bool may_be_owed =
      is_refusal && owed_.size() < most_replies && owed_bytes_ < most_bytes_of_replies;
  if (!may_be_owed && waiting_.empty() && context_.link().send(stanza)) return;
  const std::size_t bytes = xml::write(stanza).size();
  if (may_be_owed) return owe({std::move(stanza), bytes});
  waiting_bytes_ += bytes;
  waiting_.push_back({std::move(stanza), bytes});
}

void Replies::owe(Owed owed) {
  owed_bytes_ += owed.bytes;
  const auto number = ++last_owed_;
  const Owed& kept = owed_.emplace(number, std::move(owed)).first->second;
  courier_.put({[&kept] { return kept.stanza; }, [this, number] { told(number); }});
}

void Replies::told(std::uint64_t number) {
  const auto owed = owed_.extract(number);
  owed_bytes_ -= owed.mapped().bytes;
  if (!owed.mapped().key.empty()) context_.store().put(owed.mapped().key, {}, {});
}

void Replies::flush() {
  while (!waiting_.empty() && context_.link().send(waiting_.front().stanza)) {
    waiting_bytes_ -= waiting_.front().bytes;
    waiting_.pop_front();
  }
}

bool Replies::is_full() const {
  return waiting_.size() >= most_replies || waiting_bytes_ >= most_bytes_of_replies;
}

void Replies::link_ended() {
  has_ended_ = true;
  // The courier may ask for them still, so they stay.
  for (const auto& [number, owed] : owed_) {
    if (owed.key.empty()) keep(owed.stanza);
  }
  for (const Owed& waiting : waiting_)
    keep(waiting.stanza);
  waiting_.clear();
}

void Replies::keep(const xml::Element& stanza) {
  if (stanza.name() == "iq") return;
  // By their keys they come back in order.
  constexpr std::uint64_t as_long_as_others = 1'000'000;
  std::string key = std::string(prefix)
                        .append(std::to_string(context_.now().time_since_epoch().count()))
                        .append("-")
                        .append(std::to_string(as_long_as_others + ++kept_));
  context_.store().put(
      std::move(key), xml::write(stanza),
      context_.alive([this](const tl::expected<void, StoreError>& stored) {
        if (stored) return;
        ++context_.counters().store_errors;
        context_.warn("a refusal could neither be sent nor kept: " + stored.error().message);
      }));
}

}  // namespace gateway
