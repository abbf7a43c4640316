// SPDX-License-Identifier: GPL-2.0-or-later
// What the fixtures cannot say: outcomes, and announcements that set and clear at once.
#include "smscaps/announce.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "libxml_tree.h"

namespace {

using smscaps::Outcome;
using test_support::LibxmlTree;

using Names = std::vector<smscaps::BundleName>;

/// Outcome of an announcement on caps with this ext, and what became of it.
struct Result {
  Outcome outcome;
  std::string xml;
};

Result announce(std::string_view xml, const Names& present, const Names& absent,
                const smscaps::NewCaps* create = nullptr) {
  const LibxmlTree tree(xml);
  const Outcome outcome =
      smscaps::announce(tree.root(), {.present = present, .absent = absent, .create = create});
  return {outcome, tree.text()};
}

std::string with_ext(std::string_view ext) {
  return R"(<presence><c xmlns="http://jabber.org/protocol/caps" node="n" ext=")" +
         std::string(ext) + R"("/></presence>)";
}

TEST(announce, says_why_it_left_a_stanza_alone) {
  const Names names = {"sms-v1"};
  EXPECT_EQ(announce("<message/>", names, {}).outcome, Outcome::not_a_presence);
  EXPECT_EQ(announce("<presence xmlns='urn:x'/>", names, {}).outcome, Outcome::not_a_presence);
  EXPECT_EQ(announce("<presence type='probe'/>", names, {}).outcome, Outcome::not_available);
  EXPECT_EQ(announce("<presence/>", names, {}).outcome, Outcome::no_caps);
  EXPECT_EQ(announce(with_ext("sms-v1"), names, {}).outcome, Outcome::already_so);
  EXPECT_EQ(announce(with_ext("a"), names, {}).outcome, Outcome::rewritten);
}

TEST(announce, sets_and_clears_at_once) {
  const Result result = announce(with_ext("a sms-v2 b"), Names{"sms-v1"}, Names{"sms-v2"});
  EXPECT_EQ(result.outcome, Outcome::rewritten);
  EXPECT_EQ(result.xml, with_ext("a b sms-v1"));
}

TEST(announce, of_nothing_changes_nothing) {
  EXPECT_EQ(announce(with_ext(" a  b "), {}, {}).outcome, Outcome::already_so);
}

TEST(announce, takes_a_name_in_both_lists_as_absent) {
  const Result result = announce(with_ext("a sms-v1"), Names{"sms-v1"}, Names{"sms-v1"});
  EXPECT_EQ(result.outcome, Outcome::rewritten);
  EXPECT_EQ(result.xml, with_ext("a"));
}

TEST(announce, does_not_tidy_up_for_a_name_in_both_lists_that_is_absent) {
  const Result result = announce(with_ext(" a  b "), Names{"sms-v1"}, Names{"sms-v1"});
  EXPECT_EQ(result.outcome, Outcome::already_so);
  EXPECT_EQ(result.xml, with_ext(" a  b "));
}

TEST(announce, makes_no_element_that_would_announce_nothing) {
  const smscaps::NewCaps create = {"n", "1"};
  const Result result = announce("<presence/>", Names{"sms-v1"}, Names{"sms-v1"}, &create);
  EXPECT_EQ(result.outcome, Outcome::already_so);
  EXPECT_EQ(result.xml, "<presence/>");
}

TEST(announce, removes_no_element_that_announced_nothing) {
  const smscaps::NewCaps create = {"n", "1"};
  const std::string xml =
      R"(<presence><c xmlns="http://jabber.org/protocol/caps" node="n" ver="1"/></presence>)";
  const Result result = announce(xml, {}, Names{"sms-v1"}, &create);
  EXPECT_EQ(result.outcome, Outcome::already_so);
  EXPECT_EQ(result.xml, xml);
}

TEST(announce, keeps_an_element_with_children_that_it_might_have_made) {
  const smscaps::NewCaps create = {"n", "1"};
  const Result result = announce(
      "<presence><c xmlns='http://jabber.org/protocol/caps' node='n' ver='1' ext='sms-v1'><x/></c>"
      "</presence>",
      {}, Names{"sms-v1"}, &create);
  EXPECT_EQ(result.xml,
            R"(<presence><c xmlns="http://jabber.org/protocol/caps" node="n" ver="1"><x/></c>)"
            "</presence>");
}

}  // namespace
