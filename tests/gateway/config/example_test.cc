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

/// With secrets where the example has none.
std::string with_secrets(std::string text) {
  const std::string placeholder = "\"…\"";
  for (std::size_t at = 0; (at = text.find(placeholder, at)) != std::string::npos;)
    text.replace(at, placeholder.size(), "\"s3\"");
  return text;
}

TEST(Example, IsAConfigurationThatWorksOnceItHasASecret) {
  const auto as_it_is = read(example(), nowhere);
  ASSERT_FALSE(as_it_is);
  ASSERT_EQ(as_it_is.error().size(), 1U);
  EXPECT_NE(first_problem(as_it_is.error())
                .find(": xmpp.secret: is still the example's placeholder; put the secret there, "
                      "or into a file that is named here instead: secret-file = "
                      "\"/etc/xmpp-sms-gateway/secret\""),
            std::string::npos)
      << first_problem(as_it_is.error());
  const auto told = read(with_secrets(example()), nowhere);
  ASSERT_TRUE(told) << first_problem(told.error());
  EXPECT_EQ(told->config.xmpp.domain, "sms.example.com");
  EXPECT_EQ(told->config.carriers.at(0).type, "simulator");
}

/// The example with all that is commented out, for a carrier of this type.
std::string uncommented(const std::string& type) {
  std::istringstream lines(example());
  std::string all;
  std::string help;
  for (std::string line; std::getline(lines, line);) {
    const bool is_setting = line.starts_with("# ") && (line[2] == '[' || line.find(" = ") < 30);
    const bool is_for_another =
        (help.find("Only for the type ") != std::string::npos &&
         help.substr(help.find("Only for the type ")).find(type) == std::string::npos) ||
        line.starts_with("# pool = ") || line == "# numbers = [\"+13075550100\"]" ||
        line.starts_with("# token = ") ||
        line.find("\"juliet@example.com\" = ") != std::string::npos;
    if (line.starts_with("type = ")) line = "type = \"" + type + "\"";
    all += (is_setting && !is_for_another ? line.substr(2) : line) + "\n";
    help = line.starts_with("# ") ? help + line.substr(1) : "";
  }
  return with_secrets(all);
}

TEST(Example, WorksWithEveryKeyThatIsCommentedOutToo) {
  for (const char* type : {"simulator", "logfile", "twilio", "signalwire"}) {
    const auto told = read(uncommented(type), nowhere);
    ASSERT_TRUE(told) << type << first_problem(told.error()) << "\n" << uncommented(type);
    EXPECT_EQ(told->config.users.size(), 1U);
    EXPECT_EQ(told->config.http.port, Http().port);
    EXPECT_EQ(told->config.carriers.at(0).type, type);
  }
}

TEST(Example, AndManualNameEveryKey) {
  for (const Section& section : sections()) {
    for (const Key& key : section.keys) {
      EXPECT_NE(example().find(std::string(key.name) + " = "), std::string::npos) << key.name;
    }
  }
  EXPECT_NE(manual().find("max\\-in\\-flight"), std::string::npos);
  EXPECT_NE(manual().find("\n.SS \"[users.\\(dqjuliet@example.com\\(dq]\"\n"), std::string::npos);
}

}  // namespace
}  // namespace gateway::config
