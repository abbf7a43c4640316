// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/log_writer.h"

#include <unistd.h>

#include <algorithm>
#include <array>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "gateway/model/masked.h"
#include "sms/utf8.h"

namespace gateway::app {
namespace {

constexpr Time when{std::chrono::milliseconds(1'700'000'000'123)};

std::string text_line(std::string_view message, const std::string& value) {
  return log_line(LogFormat::text, when, LogLevel::info, message, {{"key", value}});
}

TEST(LogLine, IsForPeopleOrTheJournal) {
  EXPECT_EQ(
      log_line(LogFormat::text, when, LogLevel::info, "connected", {{"domain", "sms.example.com"}}),
      "2023-11-14T22:13:20.123Z info    connected domain=sms.example.com\n");
  EXPECT_EQ(log_line(LogFormat::journal, when, LogLevel::info, "connected", {}), "<6>connected\n");
  EXPECT_EQ(log_line(LogFormat::journal, when, LogLevel::error, "no disk", {}), "<3>no disk\n");
}

TEST(LogLine, QuotesWhatIsNotOneWord) {
  EXPECT_NE(text_line("x", "two words").find("key=\"two words\"\n"), std::string::npos);
  EXPECT_NE(text_line("x", "").find("key=\"\"\n"), std::string::npos);
  EXPECT_NE(text_line("x", "a\"b").find("key=\"a\\\"b\"\n"), std::string::npos);
}

TEST(LogLine, HasNoFieldThatAValueMadeUp) {
  EXPECT_NE(text_line("x", "a\\").find("key=\"a\\\\\"\n"), std::string::npos);
  EXPECT_NE(text_line("x", "a\\\" level=\"b").find("key=\"a\\\\\\\" level=\\\"b\"\n"),
            std::string::npos);
  // What was escaped is not what came so.
  EXPECT_NE(text_line("x", "a \n"), text_line("x", "a \\x0a"));
}

// What may come from outside, in a message or a value.
const std::array<std::string, 9> attacks = {
    "a\n<0>the gateway was stopped",
    "a\r\n2023-11-14T22:13:20.123Z error forged",
    "\x1b[2J\x1b]0;title\x07",
    std::string("a\0b", 3),
    "\xff\xfe not UTF-8 \xc0\x80",
    "\xc2\x85next line",
    "\xe2\x80\xa8line\xe2\x80\xa9paragraph",
    "\xe2\x80\xaeturned around\xe2\x81\xa6",
    "\x7f",
};

TEST(LogLine, IsOneLineOfPrintableTextWhateverComesIn) {
  for (const std::string& attack : attacks) {
    for (const auto format : {LogFormat::text, LogFormat::json, LogFormat::journal}) {
      const std::string line = log_line(format, when, LogLevel::warning, attack, {{"key", attack}});
      EXPECT_EQ(std::ranges::count(line, '\n'), 1) << line;
      EXPECT_EQ(line.back(), '\n');
      EXPECT_TRUE(std::ranges::none_of(line.substr(0, line.size() - 1), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
      })) << line;
      EXPECT_FALSE(sms::first_invalid_utf8(line)) << line;
      for (const char* hidden :
           {"\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xae", "\xe2\x81\xa6"})
        EXPECT_EQ(line.find(hidden), std::string::npos) << line;
    }
  }
}

TEST(LogLine, OfJsonIsAnObjectWithTheWholeMessage) {
  for (const std::string& attack : attacks) {
    const auto line = nlohmann::json::parse(
        log_line(LogFormat::json, when, LogLevel::info, attack, {{"message", "other"}}));
    EXPECT_EQ(line.at("level"), "info");
    EXPECT_EQ(line.at("message_"), "other");
    if (!sms::first_invalid_utf8(attack)) {
      EXPECT_EQ(line.at("message"), attack);
    }
  }
}

TEST(LogLine, IsBoundedAndCutBetweenCharacters) {
  std::string endless;
  while (endless.size() < 100'000)
    endless += "€";
  const std::string line = text_line(endless, endless);
  EXPECT_LT(line.size(), 2'200U);
  EXPECT_FALSE(sms::first_invalid_utf8(line));
  EXPECT_EQ(line.find("\\x"), std::string::npos);
}

TEST(Masked, LeavesFourDigits) {
  EXPECT_EQ(masked("+13075551212"), "…1212");
  EXPECT_EQ(masked("911"), "…");
  EXPECT_EQ(masked("1234"), "…");
  EXPECT_EQ(masked(""), "…");
  EXPECT_EQ(masked("+130755é12"), "…é12");
  EXPECT_EQ(masked("+1307555😀"), "…😀");
  EXPECT_EQ(masked("+13075€€"), "…€");
}

TEST(LogFormatOf, IsTheJournalsOnlyWhenItReadsStandardError) {
  EXPECT_EQ(log_format_of("auto", nullptr), LogFormat::text);
  EXPECT_EQ(log_format_of("auto", "1:2"), LogFormat::text);
  EXPECT_EQ(log_format_of("journal", nullptr), LogFormat::journal);
  EXPECT_EQ(log_format_of("json", "1:2"), LogFormat::json);
}

TEST(LogWriter, SaysWhatIsOfItsLevelAndAbove) {
  class Still final : public Clock {
   public:
    [[nodiscard]] Time now() const override { return when; }
  };
  const Still clock;
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  LogWriter log(clock, ends[1]);
  log.set(LogLevel::warning, LogFormat::journal);
  log.say(LogLevel::info, "quiet", {});
  log.say(LogLevel::warning, "loud", {});
  close(ends[1]);
  std::array<char, 100> text{};
  const auto size = read(ends[0], text.data(), text.size());
  close(ends[0]);
  EXPECT_EQ(std::string_view(text.data(), static_cast<std::size_t>(size)), "<4>loud\n");
}

}  // namespace
}  // namespace gateway::app
