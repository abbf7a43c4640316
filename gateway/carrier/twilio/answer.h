// SPDX-License-Identifier: GPL-2.0-or-later
// What the carrier's answers to our requests say.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/carrier/carrier.h"
#include "gateway/http_client/request.h"

namespace gateway::twilio {

/// A message's or account's id in addresses, stanza ids and the store: letters, digits, '-' and
/// '_', at most 64. SECURITY: what comes from outside is not taken for one before this.
[[nodiscard]] bool is_id(std::string_view text);

/// What "status" says of a message: accepted (on its way), delivered or failed; nullopt for one
/// that came in, or a word that is not known.
[[nodiscard]] std::optional<State> state_of(std::string_view status);

struct Sent {
  SendResult result;
  std::string trouble = {};  ///< of the account or its address: the operator has to do something
  std::string oddity = {};   ///< an answer that nobody expects; for the log, too
};

/// The answer to creating a message.
/// Shape:   what is not surely taken and not surely refused is Unclear, and the carrier is asked:
///          a 500, 502 or 504, a 2xx that cannot be read, a connection that ended. What refuses
///          without Twilio's own code (a proxy, a wrong address) is no verdict on the text.
[[nodiscard]] Sent read_sent(const http::Outcome& outcome, Time now);

/// One message in a list.
struct Listed {
  std::string id;
  std::string body;
  std::size_t media = 0;
  Time created{};
  State state = State::accepted;
  Failure failure = {};
};

struct Page {
  std::vector<Listed> messages;  ///< those that were sent out
  std::optional<Time> oldest;    ///< of all on it
  bool is_newest_first = true;
  std::string next;  ///< the path of the next page, or empty
};

/// Errors:  nullopt: it is no list of messages, or not all of it can be understood
[[nodiscard]] std::optional<Page> read_page(const std::string& body);

/// Whether a listed message is this text. The carrier may have put something in front (as trial
/// accounts do) or other characters in place of some ("smart encoding").
[[nodiscard]] bool is_same(const Listed& listed, const Message& message);

}  // namespace gateway::twilio
