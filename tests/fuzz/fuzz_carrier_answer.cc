// SPDX-License-Identifier: GPL-2.0-or-later
// Any answer of the carrier: its status in the first two bytes, Retry-After up to a line's end,
// then the body. A text is taken only with an id; refused only by the carrier's own code.
#include <cstdint>
#include <string>
#include <string_view>

#include "check.h"
#include "gateway/carrier/twilio/answer.h"

using namespace gateway;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::size_t line = std::min(rest.find('\n'), rest.size());
  http::Answer answer{.status = 100 + (data[0] * 256 + data[1]) % 500,
                      .retry_after = std::string(rest.substr(0, line)),
                      .body = std::string(rest.substr(std::min(line + 1, rest.size())))};
  const Time now(std::chrono::seconds(784111777));
  const auto sent = twilio::read_sent(answer, now);
  if (const auto* accepted = std::get_if<Accepted>(&sent.result)) {
    fuzz::check(answer.status >= 200 && answer.status < 300, "only a 2xx takes a text", rest);
    fuzz::check(twilio::is_id(accepted->carrier_id), "the id is one", accepted->carrier_id);
  }
  if (const auto* rejected = std::get_if<Rejected>(&sent.result)) {
    fuzz::check(answer.status < 500 && answer.status != 429, "trouble is no refusal", rest);
    fuzz::check(rejected->failure.kind != FailureKind::none, "a refusal has a reason", rest);
    fuzz::check(rejected->failure.text.size() <= 200, "the reason is short", rest);
  }
  if (const auto* later = std::get_if<TryLater>(&sent.result); later != nullptr && later->after) {
    fuzz::check(later->after->count() >= 0 && *later->after <= std::chrono::hours(24),
                "nobody waits forever", rest);
  }
  if (const auto page = twilio::read_page(answer.body)) {
    Message message;
    message.body = "ok";
    for (const twilio::Listed& listed : page->messages) {
      fuzz::check(twilio::is_id(listed.id), "the id is one", listed.id);
      (void)twilio::is_same(listed, message);
    }
  }
  return 0;
}
