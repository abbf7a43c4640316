// SPDX-License-Identifier: GPL-2.0-or-later
// The rewrite fixtures as test cases over one kind of XML tree.
//
// A Tree is a document: Tree(std::string_view xml), root() giving a smscaps::WritableElement, and
// text() giving it as XML. A runner's main() is
//
//   testing::InitGoogleTest(&argc, argv);
//   test_support::register_rewrite_suite<Tree>("rewrite", REWRITE_FIXTURES);
//   return RUN_ALL_TESTS();
//
// With XMPP_SMS_REWRITE_EXPECTATIONS=1 in the environment a case whose result differs from its
// expected.xml writes that file instead of failing: read the difference before committing it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "canonical_xml.h"
#include "fixture.h"
#include "smscaps/presence.h"
#include "smscaps/token_list.h"

namespace test_support {

/// True when an operation and its inverse restore every byte of this ext.
/// Shape:   nullopt when the attribute is missing
inline bool is_restorable(std::optional<std::string_view> ext, const Operation& operation) {
  if (!ext) return true;
  const auto is_there = [&](smscaps::BundleName name) {
    return smscaps::has_token(*ext, name.text());
  };
  return !ext->empty() && smscaps::with_tokens(*ext, {}, {}) == *ext &&
         std::ranges::none_of(operation.bundles(), is_there);
}

template <class Tree>
class RewriteCase : public testing::Test {
 public:
  explicit RewriteCase(Fixture fixture) : fixture_(std::move(fixture)) {}

 private:
  void TestBody() override {
    gives_what_is_expected();
    changes_nothing_the_second_time();
    is_undone_by_its_inverse();
    leaves_everything_else();
    does_not_depend_on_the_order_of_attributes();
  }

  void gives_what_is_expected() {
    const Tree tree(fixture_.input);
    const std::string before = tree.text();
    const smscaps::Outcome outcome = operation().apply(tree.root());
    if (std::getenv("XMPP_SMS_REWRITE_EXPECTATIONS") != nullptr) rewrite_expectation(tree.text());
    EXPECT_EQ(canonical(tree.text()), canonical(Tree(fixture_.expected).text()));
    if (fixture_.is_untouched()) {
      EXPECT_NE(outcome, smscaps::Outcome::rewritten);
      EXPECT_EQ(tree.text(), before);
      EXPECT_EQ(fixture_.expected, fixture_.input);
    }
    for (const smscaps::BundleName bundle : operation().bundles()) {
      const bool is_settled =
          outcome == smscaps::Outcome::rewritten || outcome == smscaps::Outcome::already_so;
      EXPECT_EQ(smscaps::advertises(tree.root(), bundle), is_settled && !operation().withdraw);
    }
  }

  void changes_nothing_the_second_time() {
    const Tree tree(fixture_.input);
    const smscaps::Outcome first = operation().apply(tree.root());
    const std::string once = tree.text();
    const smscaps::Outcome second = operation().apply(tree.root());
    const bool was_rewritten = first == smscaps::Outcome::rewritten;
    EXPECT_EQ(second, was_rewritten ? smscaps::Outcome::already_so : first);
    EXPECT_EQ(tree.text(), once);
  }

  void is_undone_by_its_inverse() {
    const Tree tree(fixture_.input);
    const auto caps = smscaps::find_caps(tree.root());
    const bool can_be_undone =
        !operation().withdraw && (!caps || is_restorable(caps->attribute("ext"), operation()));
    if (!can_be_undone) return;
    const std::string before = tree.text();
    const smscaps::Outcome done = operation().apply(tree.root());
    const smscaps::Outcome undone = operation().inverse().apply(tree.root());
    EXPECT_EQ(undone, done);
    EXPECT_EQ(tree.text(), before);
  }

  void leaves_everything_else() {
    const Tree tree(fixture_.input);
    const std::string before = tree.text();
    const bool had_caps = smscaps::find_caps(tree.root()).has_value();
    (void)operation().apply(tree.root());
    const bool has_caps = smscaps::find_caps(tree.root()).has_value();
    EXPECT_EQ(canonical_without_ext(tree.text(), has_caps != had_caps),
              canonical_without_ext(before, has_caps != had_caps));
  }

  void does_not_depend_on_the_order_of_attributes() {
    const Tree tree(fixture_.input);
    (void)operation().apply(tree.root());
    const Tree reversed(with_attributes_reversed(fixture_.input));
    (void)operation().apply(reversed.root());
    EXPECT_EQ(canonical(reversed.text()), canonical(tree.text()));
  }

  void rewrite_expectation(const std::string& result) {
    const bool is_right = canonical(result) == canonical(Tree(fixture_.expected).text());
    if (is_right && !fixture_.is_untouched()) return;
    fixture_.expected = fixture_.is_untouched() ? fixture_.input : result + "\n";
    std::ofstream(fixture_.folder / "expected.xml", std::ios::binary) << fixture_.expected;
  }

  [[nodiscard]] const Operation& operation() const { return fixture_.operation; }

  Fixture fixture_;
};

/// Registers a test of the given suite for every fixture, or one that says why there are none.
template <class Tree>
void register_rewrite_suite(const char* suite, const char* folder) {
  const auto fixtures = load_fixtures(folder);
  if (!fixtures) {
    class Unreadable : public testing::Test {
     public:
      explicit Unreadable(std::string why) : why_(std::move(why)) {}
      void TestBody() override { FAIL() << why_; }

     private:
      std::string why_;
    };
    testing::RegisterTest(suite, "fixtures_can_be_read", nullptr, nullptr, __FILE__, __LINE__,
                          [why = fixtures.error()]() -> testing::Test* {
                            return std::make_unique<Unreadable>(why).release();
                          });
    return;
  }
  for (const Fixture& fixture : *fixtures) {
    const std::string place = (fixture.folder / "case.md").string();
    testing::RegisterTest(suite, fixture.name.c_str(), nullptr, nullptr, place.c_str(), 1,
                          [fixture]() -> RewriteCase<Tree>* {
                            return std::make_unique<RewriteCase<Tree>>(fixture).release();
                          });
  }
}

}  // namespace test_support
