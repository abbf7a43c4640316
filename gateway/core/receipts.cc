// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/receipts.h"

#include <utility>
#include <vector>

#include "gateway/core/failure_notice.h"
#include "gateway/core/keep.h"
#include "gateway/core/names.h"
#include "gateway/core/stanza.h"
#include "gateway/core/stanza_error.h"
#include "gateway/language/language.h"

namespace gateway {
namespace {

/// A report may overtake the answer to the request that it is about.
constexpr std::chrono::seconds early_for{30};
constexpr std::size_t most_early = 10'000;
/// For how long the sender of a text is taken to be there still, where nobody can know.
constexpr std::chrono::minutes is_there_after_text{1};

int rank(State state) {
  switch (state) {
    case State::queued:
    case State::sending:
    case State::unclear:
      return 0;
    case State::accepted:
      return 1;
    case State::delivered:
    case State::failed:
    case State::handed_over:
      break;
  }
  return 2;
}

std::string key_of(const std::string& carrier, const std::string& carrier_id) {
  return carrier + '\t' + carrier_id;
}

}  // namespace

void Receipts::report(const std::string& carrier, DeliveryReport report,
                      std::function<void(bool)> done) {
  ++context_.counters().reports;
  const Key key = key_of(carrier, report.carrier_id);
  auto& line = busy_[key];
  line.push_back({std::move(report), std::move(done)});
  if (line.size() == 1) look_up(key);
}

void Receipts::look_up(const Key& key) {
  const std::string carrier = key.substr(0, key.find('\t'));
  context_.store().find_by_carrier_id(
      Direction::out, carrier, busy_.at(key).front().report.carrier_id,
      context_.alive([this, key](const tl::expected<std::optional<Message>, StoreError>& found) {
        if (!found) {
          ++context_.counters().store_errors;
          busy_.at(key).front().done(false);
          return next(key);
        }
        if (!*found) return hold_early(key);
        apply(key, **found);
      }));
}

void Receipts::apply(const Key& key, const Message& message) {
  const Report& current = busy_.at(key).front();
  const DeliveryReport& report = current.report;
  if (rank(report.state) <= rank(message.state)) {
    current.done(true);
    return next(key);
  }
  Message changed = message;
  changed.state = report.state;
  changed.changed = context_.now();
  changed.failure = report.failure;
  const bool is_failure = report.state == State::failed;
  const bool is_told = is_failure || (report.state == State::delivered && message.wants_receipt);
  Update update{.id = message.id, .state = changed.state, .changed = changed.changed};
  if (is_failure) update.failure = changed.failure;
  if (is_told) update.owes_news = changed.owes_news = true;
  context_.store().update(
      std::move(update),
      context_.alive([this, key, changed, is_told](const tl::expected<void, StoreError>& stored) {
        const auto done = busy_.at(key).front().done;
        if (stored) {
          auto& counters = context_.counters();
          if (changed.state == State::delivered) ++counters.out_delivered;
          if (changed.state == State::failed) ++counters.out_failed;
          if (is_told) to_be_told(changed);
        } else {
          ++context_.counters().store_errors;
        }
        done(stored.has_value());
        next(key);
      }));
}

void Receipts::next(const Key& key) {
  const auto line = busy_.find(key);
  line->second.pop_front();
  if (line->second.empty()) {
    busy_.erase(line);
  } else {
    look_up(key);
  }
}

void Receipts::hold_early(const Key& key) {
  Report report = std::move(busy_.at(key).front());
  if (!awaits_answers_(key.substr(0, key.find('\t')))) {
    // Ours it is not: the carrier need not tell it again.
    ++context_.counters().reports_unknown;
    report.done(true);
  } else if (early_count_ >= most_early) {
    report.done(false);
  } else {
    ++early_count_;
    early_[key].push_back(
        {std::move(report), Timer(context_.scheduler(), context_.now() + early_for, [this, key] {
           const auto found = early_.find(key);
           if (found == early_.end()) return;
           const auto done = std::move(found->second.front().report.done);
           found->second.pop_front();
           if (found->second.empty()) early_.erase(found);
           --early_count_;
           ++context_.counters().reports_unknown;
           done(true);
         })});
  }
  next(key);
}

void Receipts::carrier_accepted(const Message& message) {
  const auto found = early_.find(key_of(message.carrier, message.carrier_id));
  if (found == early_.end()) return;
  auto waiting = std::move(found->second);
  early_.erase(found);
  early_count_ -= waiting.size();
  for (Early& early : waiting) {
    --context_.counters().reports;
    report(message.carrier, std::move(early.report.report), std::move(early.report.done));
  }
}

void Receipts::to_be_told(const Message& message) {
  if (has_rest_ || telling_.size() >= context_.settings().window) {
    has_rest_ = true;
    return fill();
  }
  told(message);
}

void Receipts::told(Message message) {
  if (!telling_.insert(message.id.value).second) return;
  tell(std::make_shared<News>(News{std::move(message)}));
}

void Receipts::tell(const std::shared_ptr<News>& news) {
  const auto write = [this, news] {
    news->is_error = is_an_error(news->message);
    return news_of(news->message);
  };
  courier_.put({write, [this, news] {
                  const Message& message = news->message;
                  // They went before the server had read it, and so it was thrown away.
                  if (news->is_error && !is_an_error(message)) return tell(news);
                  Update update{.id = message.id,
                                .state = message.state,
                                .changed = context_.now(),
                                .owes_news = false,
                                .can_wait = true};
                  keep(context_, std::move(update), [this, id = message.id] {
                    ++context_.counters().news_told;
                    telling_.erase(id.value);
                    fill();
                  });
                }});
}

void Receipts::fill() {
  const std::size_t window = context_.settings().window;
  if (!has_rest_ || is_loading_ || telling_.size() > window / 2) return;
  is_loading_ = true;
  has_rest_ = false;
  Select select{.direction = Direction::out, .states = {}, .owes_news = true, .limit = window};
  context_.store().select(
      std::move(select),
      context_.alive([this, window](tl::expected<std::vector<Message>, StoreError> owing) {
        is_loading_ = false;
        if (!owing) {
          ++context_.counters().store_errors;
          has_rest_ = true;
          fill_again_ = Timer(context_.scheduler(), context_.now() + pause_after_store_error,
                              [this] { fill(); });
          return;
        }
        if (owing->size() == window) has_rest_ = true;
        for (Message& message : *owing) {
          if (telling_.size() >= window) break;
          told(std::move(message));
        }
        fill();
      }));
}

bool Receipts::is_an_error(const Message& message) const {
  if (message.state != State::failed) return false;
  const auto is_there = context_.whereabouts().is_there(message.user, message.resource);
  return is_there.value_or(context_.now() - message.received < is_there_after_text);
}

xml::Element Receipts::news_of(const Message& message) const {
  if (message.state == State::failed && !is_an_error(message)) {
    return failure_notice(message, addresses_.jid_of(message.peer),
                          context_.languages().of(message.user));
  }
  const std::string to =
      message.resource.empty() ? message.user : message.user + '/' + message.resource;
  xml::Element stanza = make_stanza("message", addresses_.jid_of(message.peer), to);
  if (message.state == State::failed) {
    stanza.set("type", "error");
    if (!message.stanza_id.empty()) stanza.set("id", message.stanza_id);
    if (!message.body.empty()) stanza.add("body").add_text(message.body);
    stanza.add(error_element(error_of(message.failure)));
    return in_language(context_.languages().of(message.user), std::move(stanza));
  }
  stanza.set("id", "receipt-" + std::to_string(message.id.value));
  stanza.add(xml::Element("received", ns::receipts)).set("id", message.stanza_id);
  return stanza;
}

}  // namespace gateway
