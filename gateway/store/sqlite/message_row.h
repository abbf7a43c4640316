// SPDX-License-Identifier: GPL-2.0-or-later
// A message as a row.
#pragma once

#include <string>
#include <vector>

#include "gateway/store/sqlite/database.h"
#include "gateway/store/store.h"

namespace gateway::sqlite {

/// In the order that read_message() expects.
constexpr const char* message_columns =
    "id, direction, state, user, resource, own, peer, carrier, carrier_id, body, media, stanza_id, "
    "wants_receipt, owes_news, received, changed, due, attempts, failure, failure_text, "
    "failure_code";

[[nodiscard]] Message read_message(const Rows& row);

/// A JSON array of texts; nothing at all for none.
[[nodiscard]] std::string media_text(const std::vector<std::string>& media);

[[nodiscard]] constexpr std::int64_t number_of(auto value) {
  return static_cast<std::int64_t>(value);
}
[[nodiscard]] inline std::int64_t number_of(Time time) {
  return time.time_since_epoch().count();
}

}  // namespace gateway::sqlite
