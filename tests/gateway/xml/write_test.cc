// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>

#include "gateway/xml/element.h"
#include "gateway/xml/names.h"
#include "gateway/xml/parser.h"

namespace {

using gateway::xml::Element;
using gateway::xml::parse;
using gateway::xml::write;

std::string written_text(std::string_view text) {
  return write(Element("a", "").add_text(text));
}

std::string written_value(std::string_view value) {
  return write(Element("a", "").set("v", std::string(value)));
}

TEST(Write, DeclaresANamespaceWhereItChanges) {
  Element message("message", "jabber:client");
  message.add("body").add_text("hi");
  message.add(Element("request", "urn:xmpp:receipts"));
  EXPECT_EQ(write(message, "jabber:client"),
            "<message><body>hi</body><request xmlns='urn:xmpp:receipts'/></message>");
  EXPECT_EQ(write(message),
            "<message xmlns='jabber:client'><body>hi</body>"
            "<request xmlns='urn:xmpp:receipts'/></message>");
}

TEST(Write, NoNamespaceInsideOneIsSaid) {
  EXPECT_EQ(write(Element("a", ""), "urn:x"), "<a xmlns=''/>");
}

TEST(Write, XmlIsTheOnePrefixThatNeedsNoDeclaration) {
  Element body("body", "jabber:client");
  body.set(gateway::xml::xml_namespace, "lang", "en");
  EXPECT_EQ(write(body, "jabber:client"), "<body xml:lang='en'/>");
}

TEST(Write, AttributesOfOtherNamespacesGetPrefixes) {
  Element element("a", "urn:x");
  element.set("urn:y", "k", "v");
  EXPECT_EQ(write(element, "urn:x"), "<a xmlns:a0='urn:y' a0:k='v'/>");
  EXPECT_EQ(parse(write(element)).value(), element);
}

TEST(Write, ElementsInTheXmlNamespaceAreNotItsDefault) {
  Element element("a", "urn:x");
  element.add(Element("b", gateway::xml::xml_namespace)).add(Element("c", "urn:x"));
  EXPECT_EQ(write(element), "<a xmlns='urn:x'><xml:b><c/></xml:b></a>");
  EXPECT_EQ(parse(write(element)).value(), element);
}

TEST(Write, EscapesWhatWouldBeMarkup) {
  EXPECT_EQ(written_text("<b>&\"']]>"), "<a>&lt;b&gt;&amp;\"']]&gt;</a>");
  EXPECT_EQ(written_value("<b>&\"'"), "<a v='&lt;b&gt;&amp;\"&apos;'/>");
}

TEST(Write, LineEndsAndTabsComeBackAsTheyWere) {
  EXPECT_EQ(written_text("a\r\n\tb"), "<a>a&#13;\n\tb</a>");
  EXPECT_EQ(written_value("a\r\n\tb"), "<a v='a&#13;&#10;&#9;b'/>");
}

TEST(Write, WhatXmlCannotCarryIsReplaced) {
  EXPECT_EQ(written_text(std::string_view("a\0b", 3)), "<a>a\uFFFDb</a>");
  EXPECT_EQ(written_text("\x1B[m"), "<a>\uFFFD[m</a>");
  EXPECT_EQ(written_text("\uFFFE\uFFFF"), "<a>\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD</a>");
  EXPECT_EQ(written_text("\xC3"), "<a>\uFFFD</a>");
  EXPECT_EQ(written_text("\xC0\xAF!"), "<a>\uFFFD\uFFFD!</a>");          // too long a spelling
  EXPECT_EQ(written_text("\xED\xA0\x80"), "<a>\uFFFD\uFFFD\uFFFD</a>");  // a surrogate
  EXPECT_EQ(written_text("\xF4\x90\x80\x80"), "<a>\uFFFD\uFFFD\uFFFD\uFFFD</a>");
}

TEST(Write, WhatXmlCanCarryStays) {
  const std::string all = "é€\U0001F600\uFFFD\x7F";
  EXPECT_EQ(written_text(all), "<a>" + all + "</a>");
}

}  // namespace
