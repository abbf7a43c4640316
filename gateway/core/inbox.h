// SPDX-License-Identifier: GPL-2.0-or-later
// Texts from phones, on their way to XMPP.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

#include "gateway/carrier/carrier.h"
#include "gateway/core/addresses.h"
#include "gateway/core/backlog_loader.h"
#include "gateway/core/blocklist.h"
#include "gateway/core/context.h"
#include "gateway/core/courier.h"
#include "gateway/core/directory.h"

namespace gateway {

/// On disk before the carrier hears that we have it; handed over when the XMPP server has read it.
class Inbox {
 public:
  Inbox(Context& context, const Addresses& addresses, const Directory& directory,
        const Blocklist& blocklist, Courier& courier);

  /// Finds what a run before this one left.
  void start() { fill(); }
  void inbound(const std::string& carrier, Inbound text, std::function<void(bool)> done);
  /// The server sent a text back, because its user is not there any more, or takes none.
  void bounced(const xml::Element& error);

  [[nodiscard]] std::size_t in_memory() const { return backlog_.held(); }

  /// Source:  RFC 6121 §5.2; XEP-0359 §3 (origin-id); XEP-0203 §4; XEP-0066 §3
  [[nodiscard]] xml::Element stanza_of(const Message& message) const;

 private:
  [[nodiscard]] Message message_of(const std::string& carrier, Inbound text) const;
  void fill() { loader_.load_page(); }
  void forward(Message message);
  void handed_over(const std::shared_ptr<const Message>& message);

  Context& context_;
  const Addresses& addresses_;
  const Directory& directory_;
  const Blocklist& blocklist_;
  Courier& courier_;
  Backlog backlog_;
  BacklogLoader loader_;
  std::unordered_map<std::string, Failure> on_the_way_;  ///< by stanza id; with a reason if bounced
};

}  // namespace gateway
