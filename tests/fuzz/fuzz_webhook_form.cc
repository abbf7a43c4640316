// SPDX-License-Identifier: GPL-2.0-or-later
// Any body of a webhook: what is read out of it is bounded and fit for an address, a store and XML.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "check.h"
#include "gateway/carrier/twilio/answer.h"
#include "gateway/carrier/twilio/form.h"
#include "gateway/carrier/twilio/webhook.h"
#include "sms/phone_address.h"
#include "sms/utf8.h"

namespace {

using namespace gateway;

bool is_address(const std::string& text) {
  return sms::E164::parse(text) || sms::ShortCode::parse(text) || sms::SenderName::parse(text);
}

void check_inbound(const Inbound& text) {
  fuzz::check(twilio::is_id(text.carrier_id), "the id is one", text.carrier_id);
  fuzz::check(is_address(text.from), "the sender is a phone", text.from);
  fuzz::check(is_address(text.to), "the receiver is a phone", text.to);
  fuzz::check(!sms::first_invalid_utf8(text.body), "the body is UTF-8", text.body);
  fuzz::check(text.media.size() <= 10, "ten media at most");
  for (const std::string& link : text.media) {
    fuzz::check(link.starts_with("http"), "media are of the web", link);
    fuzz::check(std::ranges::all_of(link, [](char c) { return c != '\n' && c != ' '; }),
                "links are one word", link);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto form = twilio::parse_form(input);
  if (!form) return 0;
  fuzz::check(form->size() <= twilio::most_fields, "fields are bounded", input);
  const auto again = twilio::parse_form(twilio::write_form(*form));
  // A field with neither name nor value is written as "=", and read as it was.
  fuzz::check(again && *again == *form, "what is written is read again", input);
  if (const auto text = twilio::read_inbound(*form)) check_inbound(*text);
  if (const auto report = twilio::read_report(*form)) {
    fuzz::check(twilio::is_id(report->carrier_id), "the id is one", report->carrier_id);
    fuzz::check(report->state == State::failed || report->failure.kind == FailureKind::none,
                "only what failed has a reason", input);
    fuzz::check(report->failure.text.find('\n') == std::string::npos, "the reason is one line",
                report->failure.text);
  }
  return 0;
}
