// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/base/glib_post.h"

#include <glib.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

namespace gateway {
namespace {

struct Unref {
  void operator()(GMainContext* context) const { g_main_context_unref(context); }
};

class GlibPost : public testing::Test {
 protected:
  std::unique_ptr<GMainContext, Unref> context_{g_main_context_new()};
  Post post_ = glib_post(context_.get());
};

TEST_F(GlibPost, RunsWorkOfAnotherThreadOnTheLoopInOrder) {
  std::vector<int> ran;
  std::vector<std::thread::id> where;
  std::thread other([&] {
    for (int i = 0; i < 100; ++i) {
      post_([&, i] {
        ran.push_back(i);
        where.push_back(std::this_thread::get_id());
      });
    }
  });
  while (ran.size() < 100)
    g_main_context_iteration(context_.get(), TRUE);
  other.join();
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(ran.at(static_cast<std::size_t>(i)), i);
  for (const auto id : where)
    EXPECT_EQ(id, std::this_thread::get_id());
}

TEST_F(GlibPost, NothingRunsBeforeTheCallReturns) {
  bool has_run = false;
  post_([&] { has_run = true; });
  EXPECT_FALSE(has_run);
  while (g_main_context_iteration(context_.get(), FALSE) != FALSE) {
  }
  EXPECT_TRUE(has_run);
}

TEST_F(GlibPost, WorkThatThrowsEndsAlone) {
  g_log_set_default_handler([](const char*, GLogLevelFlags, const char*, gpointer) {}, nullptr);
  bool has_run = false;
  post_([] { throw std::runtime_error("no"); });
  post_([&] { has_run = true; });
  while (g_main_context_iteration(context_.get(), FALSE) != FALSE) {
  }
  g_log_set_default_handler(g_log_default_handler, nullptr);
  EXPECT_TRUE(has_run);
}

TEST_F(GlibPost, WorkThatNeverRanIsFreedWithTheContext) {
  auto token = std::make_shared<int>(1);
  const std::weak_ptr<int> held = token;
  post_([token] {});
  token.reset();
  EXPECT_FALSE(held.expired());
  context_.reset();
  EXPECT_TRUE(held.expired());
}

}  // namespace
}  // namespace gateway
