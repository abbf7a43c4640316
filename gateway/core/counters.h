// SPDX-License-Identifier: GPL-2.0-or-later
// What happened how often, for the metrics page.
#pragma once

#include <cstdint>

namespace gateway {

struct Counters {
  std::uint64_t stanzas = 0;
  std::uint64_t out_taken = 0;      ///< texts from XMPP that are on disk
  std::uint64_t out_again = 0;      ///< sent again by the client; nothing was added
  std::uint64_t out_refused = 0;    ///< with a stanza error at once
  std::uint64_t out_accepted = 0;   ///< by a carrier
  std::uint64_t out_delivered = 0;  ///< as a carrier says
  std::uint64_t out_failed = 0;
  std::uint64_t out_unclear = 0;  ///< answers that were lost
  std::uint64_t out_retries = 0;  ///< attempts after the first
  std::uint64_t in_taken = 0;
  std::uint64_t in_again = 0;    ///< told again by the carrier; nothing was added
  std::uint64_t in_nobodys = 0;  ///< to a number that is nobody's
  std::uint64_t in_handed_over = 0;
  std::uint64_t in_put_back = 0;  ///< sent back by the XMPP server, to be sent again later
  std::uint64_t in_bounced = 0;   ///< sent back by it for good
  std::uint64_t reports = 0;
  std::uint64_t reports_unknown = 0;  ///< of no message that we know
  std::uint64_t news_told = 0;        ///< receipts and failures that the server has
  std::uint64_t store_errors = 0;
};

}  // namespace gateway
