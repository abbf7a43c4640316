// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/contacts/region_of_locale.h"

#include <gtest/gtest.h>

namespace plugin {
namespace {

std::string code(std::optional<sms::Region> region) {
  return region ? std::string(region->code()) : "none";
}

TEST(RegionOfLocaleTest, IsTheTerritory) {
  EXPECT_EQ(code(region_of_locale("de_AT.UTF-8@euro")), "AT");
  EXPECT_EQ(code(region_of_locale("en_US")), "US");
  EXPECT_EQ(code(region_of_locale("ca_ES@valencia")), "ES");
  EXPECT_EQ(code(region_of_locale("sr_RS.UTF-8@latin")), "RS");
}

TEST(RegionOfLocaleTest, IsNoneWhereNoCountryIsNamed) {
  for (const char* locale : {"", "C", "POSIX", "C.UTF-8", "de", "de.UTF-8", "eo@x_AT", "es_419",
                             "en_", "_", "en_USA", "C.UTF_8"}) {
    EXPECT_EQ(code(region_of_locale(locale)), "none") << locale;
  }
}

TEST(RegionOfEnvironmentTest, TheFirstVariableThatIsSetDecides) {
  EXPECT_EQ(code(region_of_environment("de_AT", "de_DE", "en_US")), "AT");
  EXPECT_EQ(code(region_of_environment("", "de_DE", "en_US")), "DE");
  EXPECT_EQ(code(region_of_environment("", "", "en_US")), "US");
  EXPECT_EQ(code(region_of_environment("C", "de_DE", "en_US")), "none");
  EXPECT_EQ(code(region_of_environment("", "", "")), "none");
}

}  // namespace
}  // namespace plugin
