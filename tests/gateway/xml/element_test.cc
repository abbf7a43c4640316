// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/xml/element.h"

#include <gtest/gtest.h>

namespace {

using gateway::xml::Element;

TEST(Element, FindsAttributesOfNoNamespaceOnly) {
  Element element("message", "jabber:client");
  element.set("urn:other", "id", "theirs");
  EXPECT_FALSE(element.attribute("id"));
  EXPECT_EQ(element.attribute_or("id", "none"), "none");
  element.set("id", "ours");
  EXPECT_EQ(element.attribute("id"), "ours");
}

TEST(Element, SettingAgainKeepsThePlace) {
  Element element("message", "jabber:client");
  element.set("id", "1").set("to", "x").set("id", "2");
  ASSERT_EQ(element.attributes().size(), 2U);
  EXPECT_EQ(element.attributes()[0].value, "2");
  element.remove("id");
  EXPECT_FALSE(element.attribute("id"));
  EXPECT_EQ(element.attribute("to"), "x");
}

TEST(Element, ChildrenAreFoundByNameAndNamespace) {
  Element message("message", "jabber:client");
  message.add(Element("body", "urn:other")).add_text("no");
  message.add("body").add_text("yes");
  EXPECT_EQ(message.child_text("body"), "yes");
  EXPECT_EQ(message.child("body", "urn:other")->text(), "no");
  EXPECT_EQ(message.child("body", "urn:none"), nullptr);
  EXPECT_FALSE(message.child_text("subject"));
}

TEST(Element, TextIsOwnTextOnly) {
  Element body("body", "jabber:client");
  body.add_text("a").add_text("").add_text("b");
  EXPECT_EQ(body.nodes().size(), 1U);
  body.add("i").add_text("not mine");
  body.add_text("c");
  EXPECT_EQ(body.text(), "abc");
}

TEST(Element, EqualMeansTheSameTree) {
  Element one("a", "urn:x");
  one.set("k", "v").add("b").add_text("t");
  Element two = one;
  EXPECT_EQ(one, two);
  two.add_text("more");
  EXPECT_FALSE(one == two);
}

}  // namespace
