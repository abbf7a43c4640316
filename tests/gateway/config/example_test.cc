// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/example.h"

#include <sstream>

#include <gtest/gtest.h>

#include "gateway/config/keys.h"
#include "gateway/config/read.h"

namespace gateway::config {
namespace {

const Surroundings nowhere = {
    .read_file = [](const std::string&) -> tl::expected<std::string, std::string> { return "s3"; },
    .environment = [](const std::string&) -> std::optional<std::string> { return "s3"; }};

std::string first_problem(const Problems& problems) {
  return problems.front().line("example");
}

TEST(Example, IsAConfigurationThatWorks) {
  const auto config = read(example(), nowhere);
  ASSERT_TRUE(config) << first_problem(config.error());
  EXPECT_EQ(config->xmpp.domain, "sms.example.com");
  EXPECT_EQ(config->carriers.at(0).type, "simulator");
}

TEST(Example, WorksWithEveryKeyThatIsCommentedOutToo) {
  std::istringstream lines(example());
  std::string all;
  for (std::string line; std::getline(lines, line);) {
    const bool is_setting = line.starts_with("# ") && (line[2] == '[' || line.find(" = ") < 30);
    const bool is_for_another =
        line.starts_with("# path = \"/var/lib/xmpp-sms-gateway/texts.log") ||
        line.starts_with("# pool = ") || line == "# numbers = [\"+13075550100\"]" ||
        line.starts_with("# token = ") ||
        line.find("\"juliet@example.com\" = ") != std::string::npos;
    all += (is_setting && !is_for_another ? line.substr(2) : line) + "\n";
  }
  const auto config = read(all, nowhere);
  ASSERT_TRUE(config) << first_problem(config.error()) << "\n" << all;
  EXPECT_EQ(config->users.size(), 1U);
  EXPECT_EQ(config->http.port, Http().port);
}

TEST(Example, AndManualNameEveryKey) {
  for (const Section& section : sections()) {
    for (const Key& key : section.keys) {
      EXPECT_NE(example().find(std::string(key.name) + " = "), std::string::npos) << key.name;
    }
  }
  EXPECT_NE(manual().find("max\\-in\\-flight"), std::string::npos);
}

}  // namespace
}  // namespace gateway::config
