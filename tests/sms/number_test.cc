// SPDX-License-Identifier: GPL-2.0-or-later
// What rows cannot say of numbers: the types, what is displayed, what errors tell.
#include <string>
#include <unordered_set>
#include <vector>

#include <gtest/gtest.h>

#include "sms/sms.h"

namespace {

using sms::E164;
using sms::Region;

const Region germany = Region::parse("DE").value();
const Region france = Region::parse("FR").value();

TEST(E164, IsOneSpellingOnly) {
  EXPECT_TRUE(E164::parse("+13075551212"));
  for (const std::string_view other :
       {"13075551212", "+1 307 555 1212", "+03075551212", "+123456", "+1234567890123456", "+", "",
        "+1307555121a", "+1307555121\xD9\xA2"}) {
    EXPECT_FALSE(E164::parse(other)) << other;
  }
  EXPECT_EQ(E164::parse("+13075551212")->digits(), "13075551212");
}

TEST(E164, CanBeAKey) {
  const std::unordered_set<E164> set = {E164::parse("+13075551212").value(),
                                        E164::parse("+13075551212").value()};
  EXPECT_EQ(set.size(), 1U);
}

TEST(Country, IsOfTheFirstDigitsOfANumber) {
  EXPECT_EQ(sms::country_of("+1")->region, Region::parse("US"));
  EXPECT_EQ(sms::country_of("+13075551212")->code, "+1");
  EXPECT_EQ(sms::country_of("+49")->region, germany);
  for (const std::string_view none : {"", "+", "1", "+0", "+01", "+4", "+x49", "+800"}) {
    EXPECT_FALSE(sms::country_of(none)) << none;
  }
}

TEST(ShortCode, IsThreeToSixDigits) {
  EXPECT_TRUE(sms::ShortCode::parse("112"));
  EXPECT_TRUE(sms::ShortCode::parse("729725"));
  for (const std::string_view other : {"11", "1234567", "4040a", "+4040", ""}) {
    EXPECT_FALSE(sms::ShortCode::parse(other)) << other;
  }
}

TEST(ShortCode, IsNotTheEndOfANumber) {
  const sms::PhoneAddress code = sms::ShortCode::parse("51212").value();
  const sms::PhoneAddress number = E164::parse("+13075551212").value();
  EXPECT_NE(code, number);
}

TEST(SenderName, IsUpToElevenSeptetsWithALetter) {
  EXPECT_TRUE(sms::SenderName::parse("INFO"));
  EXPECT_TRUE(sms::SenderName::parse("ABCDEFGHI€"));
  for (const std::string_view other : {"", "12345", "+INFO", " INFO", "INFO ", "ABCDEFGHIJKL",
                                       "ABCDEFGHIJ€", "IN\nFO", "ИНФО", "IN\xFF_FO"}) {
    EXPECT_FALSE(sms::SenderName::parse(other)) << other;
  }
}

TEST(Region, IsTwoLettersInEitherCase) {
  EXPECT_EQ(Region::parse("de")->code(), "DE");
  for (const std::string_view other : {"", "D", "DEU", "D1", "ä"}) {
    EXPECT_EQ(Region::parse(other), std::nullopt) << other;
  }
}

TEST(Display, IsNationalAtHomeAndInternationalElsewhere) {
  const E164 number = E164::parse("+4930901820").value();
  EXPECT_EQ(sms::display(number, germany), "030 901820");
  EXPECT_EQ(sms::display(number, france), "+49 30 901820");
  EXPECT_EQ(sms::display(number), "+49 30 901820");
}

TEST(Describe, WarnsOfWhatIsNotMobile) {
  EXPECT_FALSE(sms::is_mobile_capable(sms::describe(E164::parse("+4930901820").value()).kind));
  EXPECT_TRUE(sms::is_mobile_capable(sms::describe(E164::parse("+4915123456789").value()).kind));
  EXPECT_TRUE(sms::is_mobile_capable(sms::describe(E164::parse("+13075551212").value()).kind));
}

TEST(Describe, ShowsANumberOfNoPlanAsItIs) {
  const sms::NumberDescription described = sms::describe(E164::parse("+9991234567").value());
  EXPECT_EQ(described.kind, sms::NumberKind::unassigned);
  EXPECT_EQ(described.international, "+9991234567");
}

TEST(NumberErrors, NameTheNumberTheRegionAndAnExampleOfIt) {
  EXPECT_EQ(sms::parse_number("+49 1").error().message,
            "'+49 1' is too short for a number in DE; for example 01512 3456789 or +49 1512 "
            "3456789");
  EXPECT_EQ(sms::parse_number("1-800-FLOWERS", france).error().message,
            "'1-800-FLOWERS' has letters in it; write it in digits; for example 06 12 34 56 78 or "
            "+33 6 12 34 56 78");
}

TEST(NumberErrors, BlameTheRegionWhosePlanItIs) {
  EXPECT_EQ(sms::parse_number("00 1 307", germany).error().message,
            "'00 1 307' is too short for a number in US; for example (201) 555-0123 or +1 "
            "201-555-0123");
  EXPECT_EQ(sms::parse_number("+1 307", Region::parse("CA")).error().message,
            "'+1 307' is too short for a number in CA; for example (506) 234-5678 or +1 "
            "506-234-5678");
  EXPECT_EQ(sms::parse_number("+999 123 4567", germany).error().message,
            "'+999 123 4567' has a country code that does not exist; for example 01512 3456789 or "
            "+49 1512 3456789");
}

TEST(NumberErrors, ShowWhatWouldHide) {
  const std::string overridden = "+49\xE2\x80\xAE 30";  // NOLINT(misc-misleading-bidirectional)
  EXPECT_EQ(sms::parse_number(overridden).error().message,
            "'+49<U+202E> 30' has the invisible character U+202E in it; delete it or type the "
            "number anew");
}

TEST(NumberErrors, StayShortForLongInput) {
  const auto number = sms::parse_number(std::string(10000, '7'), germany);
  ASSERT_FALSE(number);
  EXPECT_EQ(number.error().code, sms::NumberErrorCode::too_long);
  EXPECT_LT(number.error().message.size(), 300U);
}

TEST(Groups, HaveAJidThatIsReadBackOrNone) {
  const sms::Gateway gateway = sms::Gateway::at("cheogram.com").value();
  std::vector<E164> members;
  for (int i = 0; i < 64; ++i) {
    members.push_back(E164::parse("+4915123456789" + std::to_string(10 + i)).value());
    const auto jid = gateway.jid(members);
    if (jid) {
      const auto parties = gateway.parties(*jid);
      ASSERT_TRUE(parties) << parties.error().message;
      EXPECT_EQ(parties->size(), members.size());
    } else {
      EXPECT_EQ(jid.error().code, sms::AddressErrorCode::no_groups);
      EXPECT_GT(members.size(), 50U);
    }
  }
}

TEST(GatewayErrors, TellWhatATemplateLacks) {
  EXPECT_EQ(sms::Gateway::from_template("{phone}@gw.example.org").error().message,
            "the template '{phone}@gw.example.org' has the placeholder '{phone}', which is neither "
            "{number} nor {digits}, for example {number}@sms.example.com");
}

}  // namespace
