// SPDX-License-Identifier: GPL-2.0-or-later
// The rewrite fixtures over libxml2's tree. See rewrite_suite.h for the switch that rewrites the
// expectations.
#include <gtest/gtest.h>

#include "libxml_tree.h"
#include "rewrite_suite.h"

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  test_support::register_rewrite_suite<test_support::LibxmlTree>("rewrite", REWRITE_FIXTURES);
  return RUN_ALL_TESTS();
}
