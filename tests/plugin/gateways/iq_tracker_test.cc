// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/iq_tracker.h"

#include <gtest/gtest.h>

#include <vector>

#include "plugin/purple/settings.h"
#include "plugin/purple/xml_node.h"
#include "tests/plugin/headless_connection.h"

namespace plugin {
namespace {

using testing_support::HeadlessConnection;
using Kind = IqAnswer::Kind;

class IqTrackerTest : public testing::Test {
 protected:
  void ask(const std::string& to, IqTracker::Client client = IqTracker::Client::sees_nothing) {
    XmlNodePtr query(xmlnode_new("query"));
    xmlnode_set_namespace(query.get(), "urn:x-test");
    tracker_->ask(
        juliet_.get(), to, "get", std::move(query),
        [this](const IqAnswer& answer) { answers_.push_back(answer.kind); }, client);
  }

  /// Whether the iq went no further.
  bool receive(const char* type, const std::string& id, const char* from) {
    return juliet_.receive_iq(type, id, from, "");
  }

  HeadlessConnection juliet_{"juliet@capulet.example"};
  std::optional<IqTracker> tracker_{std::in_place, *Xmpp::find()};
  std::vector<Kind> answers_;
};

TEST_F(IqTrackerTest, AResultIsTheAnswerAndNobodyElseSeesIt) {
  ask("gw.example");
  EXPECT_TRUE(receive("result", juliet_.last_id(), "gw.example"));
  EXPECT_EQ(answers_, std::vector{Kind::result});
  EXPECT_FALSE(receive("result", juliet_.last_id(), "gw.example"));
  EXPECT_EQ(answers_.size(), 1U);
}

TEST_F(IqTrackerTest, AnErrorIsAnAnswerToo) {
  ask("gw.example");
  EXPECT_TRUE(receive("error", juliet_.last_id(), "gw.example"));
  EXPECT_EQ(answers_, std::vector{Kind::error});
}

TEST_F(IqTrackerTest, AResultThatTheClientShowsGoesOnToIt) {
  ask("gw.example", IqTracker::Client::sees_result);
  EXPECT_FALSE(receive("result", juliet_.last_id(), "gw.example"));
  EXPECT_EQ(answers_, std::vector{Kind::result});
}

TEST_F(IqTrackerTest, SomebodyElsesAnswerIsNotBelieved) {
  ask("gw.example");
  const std::string id = juliet_.last_id();
  EXPECT_FALSE(receive("result", id, "evil.example"));
  EXPECT_FALSE(receive("result", id, nullptr));
  EXPECT_FALSE(receive("result", id, "x@gw.example"));
  EXPECT_FALSE(receive("result", "xmpp-sms-1", "gw.example"));
  EXPECT_FALSE(receive("get", id, "gw.example"));
  EXPECT_TRUE(answers_.empty());
  EXPECT_TRUE(receive("result", id, "gw.example"));
  EXPECT_EQ(answers_.size(), 1U);
}

TEST_F(IqTrackerTest, TheServerMayAnswerWithoutItsName) {
  ask("capulet.example");
  EXPECT_TRUE(receive("result", juliet_.last_id(), nullptr));
  ask("capulet.example");
  EXPECT_TRUE(receive("result", juliet_.last_id(), "juliet@capulet.example"));
  EXPECT_EQ(answers_.size(), 2U);
}

TEST_F(IqTrackerTest, AnAnswerOnAnotherConnectionIsNotBelieved) {
  HeadlessConnection romeo("romeo@montague.example");
  ask("gw.example");
  EXPECT_FALSE(romeo.receive_iq("result", juliet_.last_id(), "gw.example", ""));
  EXPECT_TRUE(answers_.empty());
}

TEST_F(IqTrackerTest, NoTwoIdsAreAlikeAndNoneFollowsFromAnother) {
  ask("gw.example");
  const std::string one = juliet_.last_id();
  ask("gw.example");
  const std::string other = juliet_.last_id();
  EXPECT_NE(one.substr(0, one.rfind('-')), other.substr(0, other.rfind('-')));
}

TEST_F(IqTrackerTest, WhoDoesNotAnswerInTimeIsGivenUp) {
  settings::add_defaults();
  purple_prefs_set_int(settings::timeout, 1);
  ask("gw.example");
  while (answers_.empty())
    g_main_context_iteration(nullptr, TRUE);
  EXPECT_EQ(answers_, std::vector{Kind::none_in_time});
  EXPECT_EQ(tracker_->waiting(), 0U);
  EXPECT_FALSE(receive("result", juliet_.last_id(), "gw.example"));
  EXPECT_EQ(answers_.size(), 1U);
}

TEST_F(IqTrackerTest, SigningOffEndsWhatIsOpenOnThatConnectionOnly) {
  ask("gw.example");
  ask("gw.example");
  {
    HeadlessConnection romeo("romeo@montague.example");
    purple_signal_emit(purple_connections_get_handle(), "signed-off", romeo.get());
    EXPECT_TRUE(answers_.empty());
  }
  purple_signal_emit(purple_connections_get_handle(), "signed-off", juliet_.get());
  EXPECT_EQ(answers_, (std::vector{Kind::signed_off, Kind::signed_off}));
}

TEST_F(IqTrackerTest, TheAnswerMayEndTheTracker) {
  XmlNodePtr query(xmlnode_new("query"));
  bool is_called = false;
  tracker_->ask(juliet_.get(), "gw.example", "get", std::move(query), [&](const IqAnswer&) {
    tracker_.reset();
    is_called = true;
  });
  EXPECT_TRUE(receive("result", juliet_.last_id(), "gw.example"));
  EXPECT_TRUE(is_called);
}

TEST_F(IqTrackerTest, TheTrackersEndTellsNobody) {
  ask("gw.example");
  tracker_.reset();
  EXPECT_FALSE(receive("result", juliet_.last_id(), "gw.example"));
  EXPECT_TRUE(answers_.empty());
}

}  // namespace
}  // namespace plugin
