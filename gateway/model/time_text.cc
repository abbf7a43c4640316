// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/model/time_text.h"

#include <algorithm>
#include <cstdint>

namespace gateway {

std::string time_text(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::string text;
  const auto put = [&text](std::int64_t number, std::size_t digits, char end) {
    const std::string written = std::to_string(number);
    text.append(digits - std::min(digits, written.size()), '0').append(written).push_back(end);
  };
  put(static_cast<int>(date.year()), 4, '-');
  put(static_cast<unsigned>(date.month()), 2, '-');
  put(static_cast<unsigned>(date.day()), 2, 'T');
  put(clock.hours().count(), 2, ':');
  put(clock.minutes().count(), 2, ':');
  put(clock.seconds().count(), 2, '.');
  put(clock.subseconds().count(), 3, 'Z');
  return text;
}

}  // namespace gateway
