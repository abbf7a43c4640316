// SPDX-License-Identifier: GPL-2.0-or-later
// Texts from phones, on their way to XMPP.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "gateway/carrier/carrier.h"
#include "gateway/core/addresses.h"
#include "gateway/core/backlog_loader.h"
#include "gateway/core/blocklist.h"
#include "gateway/core/bounce.h"
#include "gateway/core/context.h"
#include "gateway/core/courier.h"
#include "gateway/core/directory.h"
#include "gateway/core/returned.h"

namespace gateway {

/// On disk before the carrier hears that we have it; handed over when the XMPP server has read it.
class Inbox {
 public:
  Inbox(Context& context, const Addresses& addresses, const Directory& directory,
        const Blocklist& blocklist, Courier& courier);

  /// Finds what a run before this one left.
  void start() { fill(); }
  void inbound(const std::string& carrier, Inbound text, std::function<void(bool)> done);
  /// The server sent a text back, perhaps long after it had read it. What may be taken later is
  /// sent again for as long as texts out are tried; the rest has failed.
  void bounced(const xml::Element& error);
  /// What was sent back because they were away need not wait for its time.
  void user_came(const std::string& user) { returned_.hurry(user); }

  [[nodiscard]] std::size_t in_memory() const { return backlog_.held(); }

  /// Source:  RFC 6121 §5.2; XEP-0359 §3 (origin-id); XEP-0203 §4; XEP-0066 §3
  [[nodiscard]] xml::Element stanza_of(const Message& message) const;

 private:
  [[nodiscard]] Message message_of(const std::string& carrier, Inbound text) const;
  void fill();
  void forward(Message message);
  void handed_over(const std::shared_ptr<const Message>& message);
  [[nodiscard]] std::optional<Bounce> bounce_of(const Message& message) const;
  void loaded(Message message);
  /// One that is over for us: its id has the carrier's and its own name in it, with a dash between.
  void look_up(const std::string& stanza_id, const std::string& user, const Bounce& bounce,
               std::size_t from);
  void sent_back(Message message, const Bounce& bounce, const std::function<void()>& then);
  void put_back(Message message, const std::function<void()>& then);
  void send_again(Message message);

  Context& context_;
  const Addresses& addresses_;
  const Directory& directory_;
  const Blocklist& blocklist_;
  Courier& courier_;
  Backlog backlog_;
  BacklogLoader loader_;
  Returned returned_;
  bool has_left_some_ = false;  ///< put back on disk, and not in memory
  struct OnTheWay {
    std::string user;
    std::optional<Bounce> bounce = std::nullopt;
  };
  /// By stanza id, until what became of them is on disk.
  std::unordered_map<std::string, OnTheWay> on_the_way_;
};

}  // namespace gateway
