// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http_client/date.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace gateway::http {
namespace {

constexpr std::chrono::milliseconds longest_wait = std::chrono::hours{24};

}  // namespace

std::optional<Time> parse_date(const std::string& text) {
  const std::time_t found = curl_getdate(text.c_str(), nullptr);
  if (found < 0) return std::nullopt;
  return Time(std::chrono::seconds(found));
}

std::optional<std::chrono::milliseconds> parse_retry_after(const std::string& text, Time now) {
  const bool is_number = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  if (is_number) {
    std::uint32_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc()) return longest_wait;  // more than can be counted
    return std::min<std::chrono::milliseconds>(std::chrono::seconds(seconds), longest_wait);
  }
  const auto when = parse_date(text);
  if (!when) return std::nullopt;
  return std::clamp(*when - now, std::chrono::milliseconds(0), longest_wait);
}

}  // namespace gateway::http
