// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/warning_colour.h"

#include <gtest/gtest.h>

namespace plugin {
namespace {

constexpr Colour white{1, 1, 1};
constexpr Colour black{0, 0, 0};

TEST(WarningColourTest, ContrastIsThatOfWcag) {
  EXPECT_NEAR(contrast(white, black), 21, 0.01);
  EXPECT_NEAR(contrast(white, white), 1, 0.01);
  EXPECT_NEAR(contrast({0.4667, 0.4667, 0.4667}, white), 4.48, 0.01);  // #777777
}

TEST(WarningColourTest, CanBeReadInLightAndDarkThemes) {
  for (const Shades& shades : {amber, red}) {
    EXPECT_EQ(readable(shades, white), shades.dark);
    EXPECT_EQ(readable(shades, black), shades.light);
    // Raleigh, Clearlooks, Adwaita; Adwaita-dark and the one of our screenshots.
    for (const Colour background : {white, Colour{0.863, 0.855, 0.835}, Colour{0.93, 0.93, 0.92},
                                    black, Colour{0.22, 0.25, 0.26}, Colour{0.18, 0.20, 0.21}}) {
      EXPECT_GE(contrast(readable(shades, background), background), 4.5);
    }
  }
}

TEST(WarningColourTest, IsNeverLost) {
  for (const Shades& shades : {amber, red}) {
    for (int grey = 0; grey <= 255; ++grey) {
      const double part = grey / 255.0;
      const Colour background{part, part, part};
      EXPECT_GE(contrast(readable(shades, background), background), 2.0) << grey;
    }
  }
}

}  // namespace
}  // namespace plugin
