// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/store/sqlite/message_row.h"

#include <nlohmann/json.hpp>

namespace gateway::sqlite {
namespace {

std::vector<std::string> media_of(const std::string& text) {
  std::vector<std::string> media;
  if (text.empty()) return media;
  const auto parsed = nlohmann::json::parse(text, nullptr, false);
  if (!parsed.is_array()) return media;
  for (const auto& url : parsed) {
    if (url.is_string()) media.push_back(url.get<std::string>());
  }
  return media;
}

Time time_of(std::int64_t milliseconds) {
  return Time{std::chrono::milliseconds{milliseconds}};
}

}  // namespace

std::string media_text(const std::vector<std::string>& media) {
  if (media.empty()) return {};
  return nlohmann::json(media).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Message read_message(const Rows& row) {
  int column = 0;
  const auto integer = [&] { return row.integer(column++); };
  const auto text = [&] { return row.text(column++); };
  Message message;
  message.id = MessageId{integer()};
  message.direction = static_cast<Direction>(integer());
  message.state = static_cast<State>(integer());
  message.user = text();
  message.resource = text();
  message.own = text();
  message.peer = text();
  message.carrier = text();
  message.carrier_id = text();
  message.body = text();
  message.media = media_of(text());
  message.stanza_id = text();
  message.wants_receipt = integer() != 0;
  message.owes_news = integer() != 0;
  message.received = time_of(integer());
  message.changed = time_of(integer());
  message.due = time_of(integer());
  message.attempts = static_cast<int>(integer());
  message.failure.kind = static_cast<FailureKind>(integer());
  message.failure.text = text();
  message.failure.code = text();
  return message;
}

}  // namespace gateway::sqlite
