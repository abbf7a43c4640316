// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/i18n.h"

#include <gtest/gtest.h>

namespace plugin {
namespace {

TEST(TextfTest, FormatsAnyLength) {
  EXPECT_EQ(textf("%s since %d", "announced", 14), "announced since 14");
  EXPECT_EQ(textf("%s", std::string(5000, 'x').c_str()), std::string(5000, 'x'));
  EXPECT_EQ(textf("%s", ""), "");
}

}  // namespace
}  // namespace plugin
