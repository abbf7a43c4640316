// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/twilio/webhook.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "gateway/carrier/twilio/answer.h"
#include "gateway/carrier/twilio/failures.h"
#include "sms/phone_address.h"
#include "sms/utf8.h"

namespace gateway::twilio {
namespace {

constexpr int most_media = 10;
constexpr std::size_t longest_body = 20'000;  ///< Twilio's own limit is 1,600 characters
constexpr std::size_t longest_link = 2'000;

tl::unexpected<std::string> wrong(const char* why) {
  return tl::unexpected<std::string>(why);
}

int count_of(std::string_view text) {
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error == std::errc::result_out_of_range) return most_media;
  if (error != std::errc()) return 0;
  return std::clamp(count, 0, most_media);
}

std::string whole_utf8(std::string_view text) {
  std::string whole;
  while (const auto wrong = sms::first_invalid_utf8(text)) {
    whole.append(text.substr(0, *wrong)).append("\xEF\xBF\xBD");
    text.remove_prefix(*wrong + 1);
  }
  return whole.append(text);
}

bool is_link(std::string_view text) {
  const bool is_web = text.starts_with("https://") || text.starts_with("http://");
  return is_web && text.size() <= longest_link && std::ranges::all_of(text, [](char c) {
           return static_cast<unsigned char>(c) > 0x20U && c != 0x7F;
         });
}

/// The message's name has had three keys in the API's history.
std::optional<std::string> id_of(const Form& form) {
  for (const char* key : {"MessageSid", "SmsMessageSid", "SmsSid"}) {
    if (const auto id = field(form, key); id && is_id(*id)) return std::string(*id);
  }
  return std::nullopt;
}

/// Spelled as the gateway does.
std::optional<std::string> number_or_short_code(std::string_view text) {
  if (const auto number = sms::E164::parse(text)) return std::string(number->text());
  if (const auto code = sms::ShortCode::parse(text)) return std::string(code->text());
  return std::nullopt;
}

std::optional<std::string> number_short_code_or_name(std::string_view text) {
  if (auto number = number_or_short_code(text)) return number;
  if (const auto name = sms::SenderName::parse(text)) return std::string(name->text());
  return std::nullopt;
}

}  // namespace

tl::expected<Inbound, std::string> read_inbound(const Form& form) {
  auto id = id_of(form);
  if (!id) return wrong("MessageSid is missing or not a message's id");
  auto from = number_short_code_or_name(field(form, "From").value_or(""));
  if (!from) return wrong("From is missing or not the address of a phone");
  auto to = number_or_short_code(field(form, "To").value_or(""));
  if (!to) return wrong("To is missing or not a number");
  const std::string_view body = field(form, "Body").value_or("");
  if (body.size() > longest_body) return wrong("Body is longer than any text");

  Inbound text{.carrier_id = *std::move(id),
               .from = *std::move(from),
               .to = *std::move(to),
               .body = whole_utf8(body),
               .media = {},
               .when = {}};
  const int count = count_of(field(form, "NumMedia").value_or("0"));
  for (int i = 0; i < count; ++i) {
    const auto link = field(form, "MediaUrl" + std::to_string(i));
    if (!link) break;
    if (!is_link(*link)) return wrong("MediaUrl is not a web address");
    text.media.emplace_back(*link);
  }
  return text;
}

tl::expected<DeliveryReport, std::string> read_report(const Form& form) {
  auto id = id_of(form);
  if (!id) return wrong("MessageSid is missing or not a message's id");
  auto status = field(form, "MessageStatus");
  if (!status) status = field(form, "SmsStatus");
  if (!status) return wrong("MessageStatus is missing");
  DeliveryReport report{.carrier_id = *std::move(id),
                        // Words that come to be used later: no final state is among them.
                        .state = state_of(*status).value_or(State::accepted),
                        .failure = {},
                        .when = {}};
  if (report.state == State::failed) {
    const std::string_view code = field(form, "ErrorCode").value_or("");
    int number = 0;
    const auto [end, error] = std::from_chars(code.data(), code.data() + code.size(), number);
    const bool is_code = error == std::errc() && number > 0 && number < 1'000'000;
    report.failure = failure_of(is_code ? number : 0, field(form, "ErrorMessage").value_or(""));
    // The carrier stopped it at its owner's wish, before it was sent.
    if (*status == "canceled") report.failure.text = "The message was cancelled.";
  }
  return report;
}

}  // namespace gateway::twilio
