// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>

#include "tests/plugin/headless_core.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  plugin::testing_support::start_core();
  return RUN_ALL_TESTS();
}
