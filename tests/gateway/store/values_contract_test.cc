// SPDX-License-Identifier: GPL-2.0-or-later
// The contract of store.h: what is kept beside messages.
#include <gtest/gtest.h>

#include "tests/gateway/store/contract.h"

namespace gateway::test {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST_P(StoreContract, KeepsRegistrations) {
  const auto all = [&] {
    Pairs result;
    const auto kept =
        *wait<std::vector<Registration>>([&](auto done) { store().registrations(done); });
    for (const auto& [jid, number] : kept) {
      result.emplace_back(jid, number);
    }
    return result;
  };
  EXPECT_TRUE(all().empty());
  store().put_registration({"romeo@example.com", "+13075550101"}, {});
  store().put_registration({"juliet@example.com", "+13075550100"}, {});
  store().put_registration({"romeo@example.com", "+13075550102"}, {});
  EXPECT_EQ(all(),
            (Pairs{{"juliet@example.com", "+13075550100"}, {"romeo@example.com", "+13075550102"}}));
  store().remove_registration("juliet@example.com", {});
  store().remove_registration("nobody@example.com", {});
  EXPECT_EQ(all(), (Pairs{{"romeo@example.com", "+13075550102"}}));
}

TEST_P(StoreContract, KeepsWhomAUserBlocked) {
  const auto all = [&] { return *wait<Pairs>([&](auto done) { store().blocked(done); }); };
  store().set_blocked("juliet@example.com", "+2", true, {});
  store().set_blocked("juliet@example.com", "+1", true, {});
  store().set_blocked("juliet@example.com", "+1", true, {});
  EXPECT_EQ(all(), (Pairs{{"juliet@example.com", "+1"}, {"juliet@example.com", "+2"}}));
  store().set_blocked("juliet@example.com", "+2", false, {});
  store().set_blocked("romeo@example.com", "+1", false, {});
  EXPECT_EQ(all(), (Pairs{{"juliet@example.com", "+1"}}));
}

TEST_P(StoreContract, KeepsSmallValuesByPrefix) {
  const auto all = [&](const std::string& prefix) {
    return *wait<Pairs>([&](auto done) { store().values(prefix, done); });
  };
  store().put("a/2", "two", {});
  store().put("a/1", "one", {});
  store().put("a", "none", {});
  store().put("b/1", "other", {});
  store().put("a/2", "deux", {});
  EXPECT_EQ(all("a/"), (Pairs{{"a/1", "one"}, {"a/2", "deux"}}));
  EXPECT_EQ(all("").size(), 4U);
  EXPECT_TRUE(all("A/").empty());
  EXPECT_TRUE(all("a%").empty());
  store().put("a/1", "", {});
  EXPECT_EQ(all("a/"), (Pairs{{"a/2", "deux"}}));
  store().put("\xff\xff", "last", {});
  EXPECT_EQ(all("\xff"), (Pairs{{"\xff\xff", "last"}}));
}

}  // namespace
}  // namespace gateway::test
