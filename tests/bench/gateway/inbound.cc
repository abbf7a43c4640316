// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/gateway/inbound.h"

#include <fmt/format.h>

#include "gateway/carrier/twilio/form.h"
#include "gateway/carrier/twilio/signature.h"
#include "tests/bench/gateway/gateway_toml.h"
#include "tests/bench/gateway/people.h"

namespace gateway::bench {
namespace {

std::string id(std::size_t number, std::size_t run) {
  const std::size_t mixed = (run * 1'000'000'007 + number) * 0x9E3779B97F4A7C15;
  return fmt::format("SM{:016x}{:016x}", mixed, number);
}

}  // namespace

std::string body(std::size_t number) {
  return "text " + std::to_string(number) + ": But soft, what light through yonder window breaks?";
}

std::string null_webhook(std::size_t number, std::size_t run) {
  const std::string line =
      id(number, run) + '\t' + phone(number) + '\t' + own_number(number) + '\t' + body(number);
  return fmt::format(
      "POST /null/message HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
      "Content-Length: {}\r\n\r\n{}",
      line.size(), line);
}

std::string twilio_webhook(std::size_t number, std::size_t run) {
  const std::string name = id(number, run);
  const twilio::Form form = {{"ToCountry", "US"},
                             {"ToState", "WY"},
                             {"SmsMessageSid", name},
                             {"NumMedia", "0"},
                             {"ToCity", "JACKSON"},
                             {"FromZip", "83001"},
                             {"SmsSid", name},
                             {"FromState", "WY"},
                             {"SmsStatus", "received"},
                             {"FromCity", "JACKSON"},
                             {"Body", body(number)},
                             {"FromCountry", "US"},
                             {"To", own_number(number)},
                             {"ToZip", "83001"},
                             {"NumSegments", "1"},
                             {"MessageSid", name},
                             {"AccountSid", "AC0123456789abcdef0123456789abcdef"},
                             {"From", phone(number)},
                             {"ApiVersion", "2010-04-01"}};
  const std::string content = twilio::write_form(form);
  return fmt::format(
      "POST /twilio/message HTTP/1.1\r\nHost: sms.example.com\r\nUser-Agent: TwilioProxy/1.1\r\n"
      "Content-Type: application/x-www-form-urlencoded\r\nX-Twilio-Signature: {}\r\n"
      "I-Twilio-Idempotency-Token: {}\r\nContent-Length: {}\r\n\r\n{}",
      twilio::signature(signing_key, std::string(public_url) + "/twilio/message", form), name,
      content.size(), content);
}

}  // namespace gateway::bench
