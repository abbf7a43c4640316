// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of texts after a carrier took them, and telling it to those who sent them.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "gateway/core/addresses.h"
#include "gateway/core/carrier_queue.h"
#include "gateway/core/context.h"
#include "gateway/core/courier.h"

namespace gateway {

/// A state goes forward only, however often and in whatever order reports come. That a sender has
/// to be told is stored with the state, and taken off when the server has the stanza: neither a
/// crash nor a link that is down loses a receipt. A failure is told to the client that sent the
/// text while that is there, and else in a way that the server keeps for its user.
class Receipts final : public OutboxEvents {
 public:
  /// `awaits_answers`: whether texts are at this carrier whose answers are not here yet, so that a
  /// report of none that is known may be of one of them.
  Receipts(Context& context, const Addresses& addresses, Courier& courier,
           std::function<bool(const std::string& carrier)> awaits_answers)
      : context_(context),
        addresses_(addresses),
        courier_(courier),
        awaits_answers_(std::move(awaits_answers)) {}

  void start() { fill(); }
  void report(const std::string& carrier, DeliveryReport report, std::function<void(bool)> done);

  void carrier_accepted(const Message& message) override;
  void to_be_told(const Message& message) override;

  /// The stanza that tells it: a receipt for what arrived; for what did not, an error, or a notice
  /// when the client is gone.
  /// Source:  XEP-0184 §5; RFC 6120 §8.3
  [[nodiscard]] xml::Element news_of(const Message& message) const;

 private:
  struct Report {
    DeliveryReport report;
    std::function<void(bool)> done;
  };
  struct Early {
    Report report;
    Timer timeout;
  };
  struct News {
    Message message;
    bool is_error = false;  ///< as it was written last
  };
  using Key = std::string;  ///< carrier, tab, carrier_id

  void look_up(const Key& key);
  void apply(const Key& key, const Message& message);
  void next(const Key& key);
  void hold_early(const Key& key);
  void fill();
  void told(Message message);
  void tell(const std::shared_ptr<News>& news);
  [[nodiscard]] bool is_an_error(const Message& message) const;

  Context& context_;
  const Addresses& addresses_;
  Courier& courier_;
  std::function<bool(const std::string&)> awaits_answers_;
  std::unordered_map<Key, std::deque<Report>> busy_;  ///< one after the other for each text
  std::unordered_map<Key, std::deque<Early>> early_;
  std::size_t early_count_ = 0;
  std::unordered_set<std::int64_t> telling_;
  bool has_rest_ = true;  ///< some owe news that are not in memory
  bool is_loading_ = false;
  Timer fill_again_;
};

}  // namespace gateway
