// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/contacts/sms_command.h"

#include <gtest/gtest.h>

namespace plugin {
namespace {

std::size_t longest_name(std::string_view line) {
  for (const std::string_view name : {"Anna Maria", "Anna", "7 of 9"}) {
    if (line.starts_with(name) && (line.size() == name.size() || line[name.size()] == ' ')) {
      return name.size();
    }
  }
  return 0;
}

std::string parse(std::string_view line, const char* region = "US") {
  const auto command = parse_sms_command(line, sms::Region::parse(region), longest_name);
  if (!command) return "error: " + command.error();
  static constexpr const char* verbs[] = {"help", "status", "gateways", "retry", "add", "text"};
  std::string text = verbs[static_cast<int>(command->verb)];
  if (!command->to.empty()) text += " to " + command->to;
  if (!command->rest.empty()) text += ": " + command->rest;
  return text;
}

TEST(SmsCommandTest, VerbsAreWordsAlone) {
  EXPECT_EQ(parse(""), "help");
  EXPECT_EQ(parse("  "), "help");
  EXPECT_EQ(parse("help"), "help");
  EXPECT_EQ(parse(" status "), "status");
  EXPECT_EQ(parse("gateways"), "gateways");
  EXPECT_EQ(parse("gateways again"), "gateways: again");
  EXPECT_EQ(parse("retry"), "retry");
  EXPECT_EQ(parse("add"), "add");
  EXPECT_EQ(parse("add  Anna Maria "), "add: Anna Maria");
  EXPECT_EQ(parse("help me"), "text to help: me");
  EXPECT_EQ(parse("\"status\" hello"), "text to status: hello");
}

TEST(SmsCommandTest, ARecipientIsOneWordWhenNothingElseFits) {
  EXPECT_EQ(parse("+13075551212 hello there"), "text to +13075551212: hello there");
  EXPECT_EQ(parse("Romeo hello there"), "text to Romeo: hello there");
  EXPECT_EQ(parse("Romeo"), "text to Romeo");
}

TEST(SmsCommandTest, QuotesOfAllCountriesHoldANumberOrAName) {
  for (const char* line :
       {"\"+1 307 555 1212\" hi", "“+1 307 555 1212” hi", "„+1 307 555 1212“ hi",
        "„+1 307 555 1212” hi", "”+1 307 555 1212” hi", "«+1 307 555 1212» hi",
        "»+1 307 555 1212« hi", "'+1 307 555 1212' hi", "‘+1 307 555 1212’ hi",
        "(+1 307 555 1212) hi", "[+1 307 555 1212] hi", "[+1 (307) 555-1212]hi"}) {
    const std::string parsed = parse(line);
    EXPECT_TRUE(parsed == "text to +1 307 555 1212: hi" ||
                parsed == "text to +1 (307) 555-1212: hi")
        << line << " -> " << parsed;
  }
  EXPECT_EQ(parse("\"Juliet Capulet\" \"hi\" she said"), "text to Juliet Capulet: \"hi\" she said");
  EXPECT_EQ(parse("« Juliet Capulet » hi"), "text to Juliet Capulet: hi");
}

TEST(SmsCommandTest, AQuoteThatDoesNotEndIsSaid) {
  EXPECT_EQ(parse("\"+1 307 hello"), "error: The quotes around the number or name are not closed.");
  EXPECT_EQ(parse("“Juliet\" hello"),
            "error: The quotes around the number or name are not closed.");
}

TEST(SmsCommandTest, ABracketMayBeAnAreaCode) {
  EXPECT_EQ(parse("(307) 555-1212 hello"), "text to (307) 555-1212: hello");
  EXPECT_EQ(parse("(030) 901820 hallo", "DE"), "text to (030) 901820: hallo");
  EXPECT_EQ(parse("(40404) 10 words"), "text to 40404: 10 words");
  EXPECT_EQ(parse("(307) hello"), "text to 307: hello");
}

TEST(SmsCommandTest, ANumberEndsWhereItIsWhole) {
  EXPECT_EQ(parse("+1 307 555 1212 hello"), "text to +1 307 555 1212: hello");
  EXPECT_EQ(parse("+1 307 555 1212 10 words"), "text to +1 307 555 1212: 10 words");
  EXPECT_EQ(parse("+1 307 555 - 1212 hello"), "text to +1 307 555 - 1212: hello");
  EXPECT_EQ(parse("+1 307 555 1212 - hello"), "text to +1 307 555 1212: - hello");
  EXPECT_EQ(parse("307 555 1212 hello"), "text to 307 555 1212: hello");
  EXPECT_EQ(parse("+13075551212 10 words"), "text to +13075551212: 10 words");
  EXPECT_EQ(parse("0171 1234567 hallo", "DE"), "text to 0171 1234567: hallo");
  EXPECT_EQ(parse("98765 43210 hello", "IN"), "text to 98765 43210: hello");
  EXPECT_EQ(parse("+1 307 555 1212"), "text to +1 307 555 1212");
}

TEST(SmsCommandTest, AShortCodeIsNotMadeANumberByTheTextBehindIt) {
  for (const char* region : {"US", "DE", "GB", "FR", "AT", ""})
    EXPECT_EQ(parse("40404 10 words", region), "text to 40404: 10 words") << region;
  EXPECT_EQ(parse("911 10 men"), "text to 911: 10 men");
}

TEST(SmsCommandTest, WhereANumberMightEndTwiceItAsks) {
  EXPECT_EQ(
      parse("+49 30 901820 10 Uhr"),
      "error: “+49 30 901820” and “+49 30 901820 10” are both complete numbers. Put the one you "
      "mean in quotes: /sms \"number\" text");
}

TEST(SmsCommandTest, AnUnfinishedNumberIsOneWord) {
  EXPECT_EQ(parse("+1 307 hello"), "text to +1: 307 hello");
  EXPECT_EQ(parse("+ hello"), "text to +: hello");
}

TEST(SmsCommandTest, ANameOfSeveralWordsNeedsNoQuotes) {
  EXPECT_EQ(parse("Anna Maria comes"), "text to Anna Maria: comes");
  EXPECT_EQ(parse("Anna comes"), "text to Anna: comes");
  EXPECT_EQ(parse("7 of 9 hello"), "text to 7 of 9: hello");
}

TEST(SmsCommandTest, TheTextStaysAsItIs) {
  EXPECT_EQ(parse("Romeo  <b>&amp;\n\n two  lines "), "text to Romeo: <b>&amp;\n\n two  lines ");
  EXPECT_EQ(parse("Romeo\nhi"), "text to Romeo: hi");
}

TEST(SmsCommandTest, ALineOfAnyLengthIsReadAtOnce) {
  const std::string digits(1000000, '1');
  EXPECT_EQ(parse("40404 " + digits).size(), digits.size() + sizeof "text to 40404:");
  EXPECT_FALSE(parse(digits).empty());
  EXPECT_FALSE(parse(std::string(1000000, '(')).empty());
}

}  // namespace
}  // namespace plugin
