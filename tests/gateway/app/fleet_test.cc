// SPDX-License-Identifier: GPL-2.0-or-later
// Carriers over reloads: which stay, which come, and what goes wrong changes nothing.
#include "gateway/app/fleet.h"

#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "gateway/base/glib_post.h"

namespace gateway::app {
namespace {

namespace fs = std::filesystem;

class StoppedClock final : public Clock, public Scheduler {
 public:
  [[nodiscard]] Time now() const override { return Time(std::chrono::hours(500'000)); }
  CallId call_at(Time /*when*/, std::function<void()> /*call*/) override { return ++last_; }
  void cancel(CallId /*id*/) override {}

 private:
  CallId last_ = 0;
};

class Deaf final : public CarrierEvents {
 public:
  void inbound(const std::string& /*carrier*/, Inbound /*text*/,
               std::function<void(bool)> done) override {
    done(true);
  }
  void report(const std::string& /*carrier*/, DeliveryReport /*report*/,
              std::function<void(bool)> done) override {
    done(true);
  }
};

class Mute final : public Log {
 public:
  void say(LogLevel, std::string_view, std::initializer_list<LogField>) noexcept override {}
};

class FleetTest : public testing::Test {
 protected:
  FleetTest() {
    std::string name = (fs::temp_directory_path() / "xmpp-sms-fleet-XXXXXX").string();
    directory_ = mkdtemp(name.data());
    config_.store.path = (directory_ / "store.sqlite").string();
    config_.users = {{.jid = "juliet@example.com", .number = "+13075550100", .pool = {}}};
  }
  ~FleetTest() override {
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
  }

  config::Carrier simulator(const std::string& name) {
    config::Carrier carrier;
    carrier.name = name;
    carrier.type = "simulator";
    return carrier;
  }
  config::Carrier logfile(const std::string& name, const std::string& path) {
    config::Carrier carrier;
    carrier.name = name;
    carrier.type = "logfile";
    carrier.path = path;
    return carrier;
  }
  std::string log_path() { return (directory_ / "texts.log").string(); }
  config::Carrier twilio(const std::string& token) {
    config::Carrier carrier;
    carrier.name = "t";
    carrier.type = "twilio";
    carrier.account = "AC1";
    carrier.auth_token = config::Secret(token);
    return carrier;
  }
  std::vector<Carrier*> take() {
    auto taken = fleet_.take(config_);
    EXPECT_TRUE(taken) << taken.error();
    return taken ? taken->carriers : std::vector<Carrier*>();
  }
  std::vector<std::string> named() {
    auto taken = fleet_.take(config_);
    EXPECT_TRUE(taken) << taken.error();
    return taken ? taken->needing_restart : std::vector<std::string>();
  }
  bool serves_page(const std::string& name) {
    return routes_.find("GET", "/" + name + "/").route != nullptr;
  }

  fs::path directory_;
  config::Config config_;
  StoppedClock clock_;
  Deaf events_;
  http::Routes routes_;
  Mute log_;
  Fleet fleet_{{clock_, clock_, [](std::function<void()>) {}, events_, routes_, log_, {}, "test"}};
};

TEST_F(FleetTest, GivesAnHttpCarrierItsWebhooks) {
  config_.carriers = {twilio("token")};
  ASSERT_EQ(take().size(), 1U);
  for (const char* path : {"/t/message", "/t/status"}) {
    ASSERT_NE(routes_.find("POST", path).route, nullptr) << path;
    EXPECT_EQ(routes_.find("POST", path).route->access, http::Access::webhook);
    EXPECT_EQ(routes_.find("GET", path).status, 405);
  }
  EXPECT_EQ(fleet_.webhooks().count("t"), 1U);
}

TEST_F(FleetTest, MakesThoseOfTheConfigurationInItsOrder) {
  config_.carriers = {simulator("phones"), logfile("file", log_path())};
  const auto made = take();
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0]->name(), "phones");
  EXPECT_EQ(made[1]->name(), "file");
  EXPECT_TRUE(serves_page("phones"));
  EXPECT_FALSE(serves_page("file"));
  EXPECT_TRUE(fs::exists(directory_ / "simulator-phones.journal"));
}

TEST_F(FleetTest, WhatIsThereStaysWhenOthersCome) {
  config_.carriers = {simulator("phones")};
  const auto before = take();
  config_.carriers.push_back(simulator("more"));
  const auto after = take();
  ASSERT_EQ(after.size(), 2U);
  EXPECT_EQ(after[0], before[0]);
  EXPECT_TRUE(serves_page("more"));
}

TEST_F(FleetTest, WhatIsGoneIsKeptForItsAnswersAndTakenUpAgain) {
  config_.carriers = {simulator("phones"), simulator("more")};
  const auto before = take();
  config_.carriers.pop_back();
  EXPECT_EQ(take().size(), 1U);
  EXPECT_EQ(before[1]->name(), "more");  // still there
  config_.carriers.push_back(simulator("more"));
  const auto after = take();
  ASSERT_EQ(after.size(), 2U);
  EXPECT_EQ(after[1], before[1]);
}

TEST_F(FleetTest, WhatDiffersFromWhatACarrierWasMadeFromIsNamedEachTime) {
  config_.carriers = {simulator("phones"), twilio("old")};
  EXPECT_EQ(named(), std::vector<std::string>{});
  config_.users.push_back({.jid = "romeo@example.com", .number = "+13075550101", .pool = {}});
  EXPECT_EQ(named(), std::vector<std::string>{});
  config_.carriers = {simulator("phones"), twilio("new")};
  const std::vector<std::string> key{"carriers.t"};
  EXPECT_EQ(named(), key);
  EXPECT_EQ(named(), key);
  config_.carriers = {simulator("phones"), twilio("old")};
  EXPECT_EQ(named(), std::vector<std::string>{});
}

TEST_F(FleetTest, OneThatComesBackWithAnotherSecretIsNamed) {
  config_.carriers = {simulator("phones"), twilio("old")};
  (void)take();
  config_.carriers.pop_back();
  EXPECT_EQ(named(), std::vector<std::string>{});
  config_.carriers.push_back(twilio("new"));
  EXPECT_EQ(named(), std::vector<std::string>{"carriers.t"});
}

TEST_F(FleetTest, OneThatCannotBeMadeIsNamedAndNothingChanges) {
  config_.carriers = {simulator("phones")};
  const auto before = take();
  config_.carriers = {simulator("phones"), simulator("more"),
                      logfile("file", (directory_ / "nowhere" / "texts.log").string())};
  const auto taken = fleet_.take(config_);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().find("carriers.file.path: "), 0U) << taken.error();
  EXPECT_NE(taken.error().find("nowhere"), std::string::npos) << taken.error();
  EXPECT_FALSE(serves_page("more"));
  config_.carriers.pop_back();
  const auto after = take();
  ASSERT_EQ(after.size(), 2U);
  EXPECT_EQ(after[0], before[0]);
}

TEST_F(FleetTest, ATypeChangesOnlyWithARestart) {
  config_.carriers = {simulator("phones")};
  (void)take();
  config_.carriers = {logfile("phones", log_path())};
  const auto taken = fleet_.take(config_);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error(), "carriers.phones: its type can only change with a restart");
}

}  // namespace
}  // namespace gateway::app
