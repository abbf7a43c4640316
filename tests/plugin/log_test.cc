// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/log.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "plugin/purple/purple_api.h"

namespace plugin {
namespace {

std::vector<std::string> printed;

void print(PurpleDebugLevel /*level*/, const char* /*category*/, const char* text) {
  printed.emplace_back(text);
}
gboolean is_enabled(PurpleDebugLevel /*level*/, const char* /*category*/) {
  return TRUE;
}

class LogTest : public testing::Test {
 protected:
  LogTest() : before_(purple_debug_get_ui_ops()) {
    ops_.print = print;
    ops_.is_enabled = is_enabled;
    purple_debug_set_ui_ops(&ops_);
    forget_passed();
    printed.clear();
  }
  ~LogTest() override {
    set_verbosity(Verbosity::normal);
    purple_debug_set_ui_ops(before_);
  }

 private:
  PurpleDebugUiOps ops_{};
  PurpleDebugUiOps* before_;
};

TEST_F(LogTest, AKindOfThingPassedByIsExplainedOnce) {
  log_passed(Passed::no_stanza, "taken");
  log_passed(Passed::no_stanza, "taken");
  EXPECT_EQ(printed, (std::vector<std::string>{"taken\n"}));
}

TEST_F(LogTest, WhatWasPassedByInSilenceIsExplainedOnceTheUserAsksForMore) {
  set_verbosity(Verbosity::errors);
  log_passed(Passed::no_stanza, "taken");
  EXPECT_TRUE(printed.empty());
  set_verbosity(Verbosity::normal);
  log_passed(Passed::no_stanza, "taken");
  EXPECT_EQ(printed, (std::vector<std::string>{"taken\n"}));
}

}  // namespace
}  // namespace plugin
