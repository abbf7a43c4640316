// SPDX-License-Identifier: GPL-2.0-or-later
// The properties over random input with a fixed seed, and over every numbering plan.
#include "properties.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "random_text.h"
#include "sms/sms.h"

namespace {

using properties::below;
using properties::Random;
using properties::random_bytes;

/// Every pair of letters: those with a plan are the world's.
std::vector<sms::Region> regions_with_plans() {
  std::vector<sms::Region> regions;
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) {
      const sms::Region region = sms::Region::parse(std::string{a, b}).value();
      if (sms::example_number(region)) regions.push_back(region);
    }
  }
  return regions;
}

TEST(Properties, HoldForRandomTexts) {
  Random random(1);
  for (int i = 0; i < 3000; ++i)
    properties::check_text(properties::random_text(random, 700));
}

TEST(Properties, HoldForTextsAroundEveryBoundary) {
  for (const std::string_view unit : {"a", "€", "ç", "😀", "…"}) {
    for (std::size_t count = 30; count < 170; ++count) {
      for (const std::string_view end : {"", "€", "😀"}) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
          text += unit;
        properties::check_text(text.append(end));
      }
    }
  }
}

TEST(Properties, HoldForRandomNumbers) {
  Random random(2);
  for (int i = 0; i < 3000; ++i) {
    properties::check_number(random_bytes(random, "0123456789012345678901234567890+ ()-.", 20));
  }
}

TEST(Properties, HoldForRandomAddresses) {
  Random random(3);
  for (int i = 0; i < 3000; ++i) {
    properties::check_address(random_bytes(random, "+130755512abcXYZ\\25c0@ &/,{}digits", 24));
  }
}

TEST(Properties, HoldForRandomUris) {
  Random random(4);
  for (int i = 0; i < 20000; ++i) {
    const char* const scheme = below(random, 2) == 0 ? "sms:" : "tel:";
    properties::check_uri(scheme +
                          random_bytes(random, "+0123456789;=,?&%41bodyphone-context.", 40));
  }
}

TEST(Properties, EveryRegionReadsItsOwnExampleInEverySpelling) {
  const std::vector<sms::Region> regions = regions_with_plans();
  ASSERT_GT(regions.size(), 200U);
  for (const sms::Region region : regions) {
    SCOPED_TRACE(region.code());
    const sms::E164 number = sms::example_number(region).value();
    const sms::NumberDescription description = sms::describe(number);
    EXPECT_EQ(sms::parse_number(description.national, region).value(), number)
        << description.national;
    EXPECT_EQ(sms::parse_number(description.international, region).value(), number);
    EXPECT_EQ(sms::parse_number(number.text()).value(), number);
    EXPECT_NE(description.kind, sms::NumberKind::unassigned);
  }
}

TEST(Properties, EveryRegionsNumbersAreOfACountryWithTheSameCode) {
  for (const sms::Region region : regions_with_plans()) {
    const sms::E164 number = sms::example_number(region).value();
    const std::optional<sms::Country> country = sms::country_of(number.text());
    ASSERT_TRUE(country) << number.text();
    EXPECT_TRUE(number.text().starts_with(country->code)) << number.text();
    EXPECT_TRUE(sms::example_number(country->region)->text().starts_with(country->code));
    EXPECT_EQ(sms::country_of(country->code)->region, country->region);
  }
}

TEST(Properties, NumberToJidToNumberIsIdentityForEveryRegion) {
  for (const sms::Region region : regions_with_plans()) {
    const sms::E164 number = sms::example_number(region).value();
    for (const std::string_view spec :
         {"{number}@a.example", "{digits}@a.example", "x.{number}@a"}) {
      const sms::Gateway gateway = sms::Gateway::from_template(spec).value();
      const auto parties = gateway.parties(gateway.jid(number).value());
      ASSERT_TRUE(parties) << parties.error().message;
      EXPECT_EQ(*parties, std::vector<sms::PhoneAddress>{number}) << region.code();
    }
  }
}

TEST(Properties, AllSpellingsOfANumberHaveOneJid) {
  const sms::Gateway gateway = sms::Gateway::at("sms.example.com").value();
  const sms::Region germany = sms::Region::parse("DE").value();
  for (const std::string_view spelling :
       {"030 901820", "(030) 901820", "+49 30 901820", "0049 (0)30 901820", "tel:+49-30-901820",
        "+٤٩ ٣٠ ٩٠١٨٢٠", "３０９０１８２０"}) {
    EXPECT_EQ(gateway.jid(sms::parse_number(spelling, germany).value()).value(),
              "+4930901820@sms.example.com")
        << spelling;
  }
}

}  // namespace
