// SPDX-License-Identifier: GPL-2.0-or-later
// Any signature or password of a webhook: up to the first line's end the header's value, then the
// form. Nobody gets through by chance, and the carrier always does.
#include <cstdint>
#include <string>
#include <string_view>

#include "check.h"
#include "gateway/carrier/twilio/signature.h"

using namespace gateway;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(input.find('\n'), input.size());
  const std::string value(input.substr(0, line));
  const auto form =
      twilio::parse_form(input.substr(std::min(line + 1, input.size()))).value_or(twilio::Form());
  const twilio::Credentials credentials = {.signing_key = "a key that nobody guesses",
                                           .user = "u",
                                           .password = "p4ss that nobody guesses"};
  http::Request request{.method = "POST",
                        .target = "/t/message?" + value,
                        .path = "/t/message",
                        .query = {},
                        .headers = {{"x-twilio-signature", value}, {"authorization", value}},
                        .body = {},
                        .peer = {}};
  const std::string base = "https://sms.example.com";
  fuzz::check(twilio::prove(request, form, base, credentials) != twilio::Proof::good,
              "what is made up is not good", input);
  request.headers.front().second =
      twilio::signature(credentials.signing_key, base + request.target, form);
  fuzz::check(twilio::prove(request, form, base, credentials) == twilio::Proof::good,
              "what is signed is good", input);
  return 0;
}
