// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/twilio/answer.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <nlohmann/json.hpp>

#include "gateway/carrier/json_string.h"
#include "gateway/carrier/twilio/failures.h"
#include "gateway/http_client/date.h"

namespace gateway::twilio {
namespace {

using nlohmann::json;

/// While the account is not as it should be: so that whoever mends it need not wait long.
constexpr std::chrono::seconds operator_wait{30};

json parse(const std::string& body) {
  return json::parse(body, nullptr, false);
}

/// Numbers come as numbers or as strings.
int number_of(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return 0;
  if (found->is_number_integer()) {
    const auto value = found->get<std::int64_t>();
    return value >= 0 && value <= 1'000'000 ? static_cast<int>(value) : 0;
  }
  if (!found->is_string()) return 0;
  const auto& text = found->get_ref<const std::string&>();
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value >= 0 ? value : 0;
}

Sent taken(const json& said) {
  if (!said.is_object()) return {Unclear{"the answer cannot be read"}};
  const std::string id = string_in(said, "sid");
  if (!is_id(id)) return {Unclear{"the answer has no message id"}};
  const int code = number_of(said, "error_code");
  if (state_of(string_in(said, "status")) == State::failed) {
    return {Rejected{failure_of(code, string_in(said, "error_message"))}};
  }
  return {Accepted{id}};
}

std::string numbered(int status) {
  return "HTTP status " + std::to_string(status);
}

/// What Twilio itself says against a message.
Sent refused(const json& said, int code, std::optional<std::chrono::milliseconds> after) {
  const std::string words = string_in(said, "message");
  const std::string what = "error " + std::to_string(code);
  switch (meaning_of(code).then) {
    case Then::fail:
      return {Rejected{failure_of(code, words)}};
    case Then::wait:
      return {TryLater{what, after}};
    case Then::tell_operator:
      break;
  }
  // Its words may quote numbers, so that the log has only the code.
  const auto wait =
      std::max<std::chrono::milliseconds>(after.value_or(operator_wait), operator_wait);
  return {TryLater{what, wait, true},
          what + ", see https://www.twilio.com/docs/api/errors/" + std::to_string(code)};
}

Sent read_answer(const http::Answer& answer, Time now) {
  const int status = answer.status;
  const auto after = http::parse_retry_after(answer.retry_after, now);
  if (status >= 200 && status < 300) return taken(parse(answer.body));
  if (status == 429 || status == 503) return {TryLater{numbered(status), after, true}};
  if (status >= 500) return {Unclear{numbered(status)}};
  const json said = parse(answer.body);
  const int code = said.is_object() ? number_of(said, "code") : 0;
  if (code != 0) return refused(said, code, after);
  if (status == 408 || status == 425) return {TryLater{numbered(status), after}};
  // A redirect, "forbidden", "not found": that is nobody at all, for any text.
  const bool is_address = status < 400 || (status >= 401 && status <= 407);
  if (!is_address) return {TryLater{numbered(status), after}, {}, numbered(status)};
  return {TryLater{numbered(status), operator_wait, true},
          numbered(status) + " without an error code: are base-url and the account right?"};
}

Listed listed_of(const json& message) {
  Listed listed{.id = string_in(message, "sid"),
                .body = string_in(message, "body"),
                .media = static_cast<std::size_t>(number_of(message, "num_media")),
                .created = {},
                .state = State::accepted,
                .failure = {}};
  listed.state = state_of(string_in(message, "status")).value_or(State::accepted);
  if (listed.state == State::failed) {
    listed.failure =
        failure_of(number_of(message, "error_code"), string_in(message, "error_message"));
  }
  return listed;
}

/// The letters and digits of a text that every phone knows: what no recoding changes.
std::string skeleton(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    const bool is_letter =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (is_letter) letters += c;
  }
  return letters;
}

}  // namespace

bool is_id(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_';
  };
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, fits);
}

std::optional<State> state_of(std::string_view status) {
  constexpr std::pair<std::string_view, State> states[] = {
      {"accepted", State::accepted},   {"scheduled", State::accepted},
      {"queued", State::accepted},     {"sending", State::accepted},
      {"sent", State::accepted},       {"partially_delivered", State::accepted},
      {"delivered", State::delivered}, {"read", State::delivered},
      {"undelivered", State::failed},  {"failed", State::failed},
      {"canceled", State::failed},
  };
  for (const auto& [name, state] : states) {
    if (name == status) return state;
  }
  return std::nullopt;
}

Sent read_sent(const http::Outcome& outcome, Time now) {
  if (const auto* answer = std::get_if<http::Answer>(&outcome)) return read_answer(*answer, now);
  if (const auto* never = std::get_if<http::NotSent>(&outcome)) {
    return {TryLater{never->why, {}}};
  }
  return {Unclear{std::get<http::Unanswered>(outcome).why}};
}

std::optional<Page> read_page(const std::string& body) {
  const json said = parse(body);
  if (!said.is_object()) return std::nullopt;
  const auto messages = said.find("messages");
  if (messages == said.end() || !messages->is_array()) return std::nullopt;
  Page page;
  page.next = string_in(said, "next_page_uri");
  std::optional<Time> last;
  for (const json& message : *messages) {
    if (!message.is_object()) return std::nullopt;
    const auto created = http::parse_date(string_in(message, "date_created"));
    if (!created) return std::nullopt;
    if (last && *created > *last) page.is_newest_first = false;
    last = created;
    page.oldest = page.oldest ? std::min(*page.oldest, *created) : *created;
    if (string_in(message, "direction") == "inbound") continue;
    Listed listed = listed_of(message);
    if (!is_id(listed.id)) return std::nullopt;
    listed.created = *created;
    page.messages.push_back(std::move(listed));
  }
  return page;
}

bool is_same(const Listed& listed, const Message& message) {
  if (listed.body == message.body) return listed.media == message.media.size();
  const std::string ours = skeleton(message.body);
  return !ours.empty() && skeleton(listed.body).ends_with(ours);
}

}  // namespace gateway::twilio
