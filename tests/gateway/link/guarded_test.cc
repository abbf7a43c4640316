// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/base/guarded.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "component.h"

namespace {

using gateway::guarded;

TEST(Guarded, GivesWhatTheFunctionGives) {
  link_test::Notes notes;
  EXPECT_EQ(guarded(notes, "here", 1, [] { return 2; }), 2);
  EXPECT_TRUE(guarded(notes, "here", [] {}));
  EXPECT_EQ(notes.all, "");
}

TEST(Guarded, GivesTheFallbackAndSaysWhatWasThrown) {
  link_test::Notes notes;
  EXPECT_EQ(guarded(notes, "here", 1, []() -> int { throw std::runtime_error("oops"); }), 1);
  EXPECT_TRUE(notes.has("where=here what=oops"));
  EXPECT_FALSE(guarded(notes, "there", [] { throw 7; }));
  EXPECT_TRUE(notes.has("where=there"));
}

}  // namespace
