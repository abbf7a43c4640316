// SPDX-License-Identifier: GPL-2.0-or-later
// What the operator decided, as the deciding parts need it.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sms/region.h"

namespace gateway {

struct UserSettings {
  std::string jid;     ///< bare
  std::string number;  ///< theirs alone; or else
  std::string pool;    ///< where each of their conversations gets a number from
  bool is_admin = false;
  std::vector<std::string> also = {};  ///< further numbers whose texts come to them
};

struct NumberSettings {
  std::string number;   ///< as a carrier's Inbound::to says it
  std::string carrier;  ///< that serves it
};

struct PoolSettings {
  std::string name;
  std::vector<std::string> numbers;
};

/// What becomes of a text whose answer was lost, where the carrier cannot be asked.
enum class OnLostAnswer {
  report,  ///< its sender is told that it may or may not have arrived
  resend,  ///< it is sent again: the phone may get it twice
};

struct Settings {
  std::string domain;
  std::string name = "SMS";  ///< as service discovery shows it
  std::vector<UserSettings> users;
  std::vector<NumberSettings> numbers;
  std::vector<PoolSettings> pools;
  std::string default_carrier;  ///< of numbers that `numbers` does not have; may be empty

  bool registration_is_open = false;
  std::string registration_pool;    ///< where those who register get their number from
  std::optional<sms::Region> home;  ///< in which numbers without a country code are read

  std::size_t texts_per_day = 0;  ///< of one user, by the UTC day; 0: no limit
  std::size_t max_segments = 10;  ///< of one text, where the carrier allows as many
  bool sends_corrections = false;
  bool accepted_is_delivered = false;  ///< where the carrier cannot report
  OnLostAnswer on_lost_answer = OnLostAnswer::report;

  std::chrono::milliseconds retry_first{2'000};
  std::chrono::milliseconds retry_most{300'000};
  std::chrono::milliseconds give_up_after{std::chrono::hours{24}};
  std::chrono::milliseconds ask_after{
      5'000};  ///< so that a late request is not asked for too early
  std::chrono::milliseconds late_after{10'000};  ///< from when an inbound text is stamped as late
  std::chrono::milliseconds drain_within{20'000};

  std::size_t window = 2'000;          ///< messages of a carrier, or inbound, in memory
  std::size_t window_of_number = 500;  ///< of those, from one originating number
  std::size_t window_of_pair = 50;     ///< of those, between two numbers
};

}  // namespace gateway
