// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/xml/parser.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "gateway/xml/names.h"

namespace {

using gateway::xml::Element;
using gateway::xml::Limits;
using gateway::xml::parse;
using gateway::xml::ParseError;
using gateway::xml::StanzaRefused;
using gateway::xml::StreamClosed;
using gateway::xml::StreamEvent;
using gateway::xml::StreamOpened;
using gateway::xml::StreamParser;

const std::string header =
    "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' "
    "xmlns:stream='http://etherx.jabber.org/streams' id='3BF96D32' from='sms.example.com'>";

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i)
    result += text;
  return result;
}

struct Reading {
  std::vector<StreamEvent> events;
  std::optional<ParseError> error;

  template <class Event>
  [[nodiscard]] const Event& at(std::size_t index) const {
    return std::get<Event>(events.at(index));
  }
};

Reading read(std::string_view bytes, std::size_t chunk = 1 << 20, Limits limits = {}) {
  Reading result;
  StreamParser parser(limits);
  for (; !bytes.empty() && !result.error; bytes.remove_prefix(std::min(chunk, bytes.size())))
    result.error = parser.feed(bytes.substr(0, chunk), result.events);
  return result;
}

/// The error of a stream that goes on like this behind its header.
std::optional<ParseError> error_of(std::string_view rest) {
  return read(header + std::string(rest)).error;
}

TEST(StreamParser, GivesHeaderStanzasAndEndInAnyPieces) {
  const std::string stream = header +
                             "<message to='a@b'><body>h\xC3\xA9 &lt;&#x1F600;</body></message> \n"
                             "<presence/></stream:stream>";
  for (const std::size_t chunk : {stream.size(), std::size_t{1}, std::size_t{7}}) {
    const Reading reading = read(stream, chunk);
    EXPECT_FALSE(reading.error);
    ASSERT_EQ(reading.events.size(), 4U);
    const Element& opened = reading.at<StreamOpened>(0).header;
    EXPECT_TRUE(opened.is("stream", gateway::xml::streams_namespace));
    EXPECT_EQ(opened.attribute("id"), "3BF96D32");
    EXPECT_EQ(reading.at<Element>(1).namespace_uri(), gateway::xml::component_namespace);
    EXPECT_EQ(reading.at<Element>(1).child_text("body"), "h\u00E9 <\U0001F600");
    EXPECT_TRUE(reading.at<Element>(2).is("presence", gateway::xml::component_namespace));
    (void)reading.at<StreamClosed>(3);
  }
}

TEST(StreamParser, CdataIsText) {
  const Reading reading = read(header + "<m><body>a<![CDATA[<b>]]>c</body></m>");
  EXPECT_EQ(reading.at<Element>(1).child_text("body"), "a<b>c");
}

TEST(StreamParser, RefusesWhatXmppForbids) {
  EXPECT_EQ(read("<!DOCTYPE a [<!ENTITY x 'y'>]><a/>").error, ParseError::restricted);
  EXPECT_EQ(error_of("<!-- hm -->"), ParseError::restricted);
  EXPECT_EQ(error_of("<?php ?>"), ParseError::restricted);
  EXPECT_EQ(error_of("<a>&nbsp;</a>"), ParseError::restricted);
  EXPECT_EQ(read("<?xml version='1.0' encoding='ISO-8859-1'?><a>").error,
            ParseError::other_encoding);
  EXPECT_FALSE(read("<?xml version='1.0' encoding='utf-8'?><a>").error);
  const std::string_view utf16("<\0a\0>\0", 6);
  EXPECT_EQ(read(utf16).error, ParseError::other_encoding);
  EXPECT_EQ(read(utf16, 1).error, ParseError::other_encoding);
}

TEST(StreamParser, NamesWhatIsBroken) {
  EXPECT_EQ(error_of("<a><b></a>"), ParseError::not_well_formed);
  EXPECT_EQ(error_of("<a>\xFF</a>"), ParseError::not_well_formed);
  EXPECT_EQ(error_of("<a>\xC0\xAF</a>"), ParseError::not_well_formed);
  EXPECT_EQ(error_of("<a>&#0;</a>"), ParseError::not_well_formed);
  EXPECT_EQ(error_of("<x:a/>"), ParseError::not_well_formed);
  EXPECT_EQ(error_of("<a b='1' b='2'/>"), ParseError::not_well_formed);
  EXPECT_EQ(error_of("hello"), ParseError::stray_text);
  EXPECT_EQ(error_of("</stream:stream><more/>"), ParseError::after_the_end);
}

TEST(StreamParser, KeepsWhatCameBeforeAnError) {
  const Reading reading = read(header + "<a/><b>&oops;</b>");
  EXPECT_EQ(reading.events.size(), 2U);
  EXPECT_EQ(reading.error, ParseError::restricted);
}

TEST(StreamParser, AfterAnErrorNothingIsRead) {
  StreamParser parser;
  std::vector<StreamEvent> events;
  EXPECT_EQ(parser.feed("<", events), std::nullopt);
  EXPECT_EQ(parser.feed("<", events), ParseError::not_well_formed);
  EXPECT_EQ(parser.feed("<a>", events), ParseError::not_well_formed);
  EXPECT_TRUE(events.empty());
}

/// A stanza like this between two others, fed in pieces: it is refused for `why`, they are read.
void expect_refused(const std::string& stanza, ParseError why, std::size_t chunk) {
  const Reading reading = read(header + "<a/>" + stanza + "<b/>", chunk);
  ASSERT_FALSE(reading.error);
  ASSERT_EQ(reading.events.size(), 4U);
  const auto& refused = reading.at<StanzaRefused>(2);
  EXPECT_EQ(refused.why, why);
  EXPECT_EQ(refused.opening.name(), "iq");
  EXPECT_EQ(refused.opening.attribute("id"), "7");
  EXPECT_TRUE(refused.opening.nodes().empty());
  EXPECT_EQ(reading.at<Element>(3).name(), "b");
}

TEST(StreamParser, AStanzaOverItsLimitsIsReadPast) {
  const auto stanza = [](const std::string& inside) { return "<iq id='7'>" + inside + "</iq>"; };
  for (const std::size_t chunk : {std::size_t{1} << 25, std::size_t{65536}}) {
    expect_refused(stanza(repeated("<d>", 32) + repeated("</d>", 32)), ParseError::too_deep, chunk);
    expect_refused(stanza(std::string(20'000'000, 'x')), ParseError::too_long, chunk);
    expect_refused(stanza("<body>" + repeated("<br/>", 20000) + "</body>"),
                   ParseError::too_many_parts, chunk);
  }
}

TEST(StreamParser, AStanzaOfThatDepthIsRead) {
  const Reading reading = read(header + repeated("<d>", 32) + repeated("</d>", 32));
  EXPECT_EQ(reading.events.size(), 2U);
}

TEST(StreamParser, BeyondAllBoundsTheStreamEnds) {
  EXPECT_EQ(error_of(repeated("<d>", 100'000)), ParseError::over_all_bounds);
  EXPECT_EQ(error_of("<d>" + std::string(40'000'000, 'x')), ParseError::over_all_bounds);
  EXPECT_EQ(error_of("<d a='" + std::string(2'000'000, 'x')), ParseError::over_all_bounds);
  EXPECT_EQ(error_of("<d a='" + std::string(2'000'000, 'x') + "'/>"), ParseError::over_all_bounds);
}

TEST(StreamParser, ManyAttributesTakeNoQuadraticTime) {
  std::string stanza = "<iq id='7'";
  for (int i = 0; i < 15'000; ++i)
    stanza += " a" + std::to_string(i) + "=''";
  const Reading reading = read(header + stanza + "/>");
  EXPECT_EQ(reading.at<Element>(1).attributes().size(), 15'001U);
}

TEST(Parse, ReadsADocument) {
  const auto element = parse("<?xml version='1.0' encoding='UTF-8'?>\n<a>b</a>\n");
  ASSERT_TRUE(element);
  EXPECT_EQ(element->text(), "b");
}

TEST(Parse, NamesWhatIsWrong) {
  EXPECT_EQ(parse("").error(), ParseError::unfinished);
  EXPECT_EQ(parse("<a><b/>").error(), ParseError::unfinished);
  EXPECT_EQ(parse("<a/><b/>").error(), ParseError::after_the_end);
  EXPECT_EQ(parse("<a>" + std::string(1 << 20, 'x') + "</a>").error(), ParseError::too_long);
}

TEST(Parse, EveryStanzaOfTheFixturesComesBackFromWriting) {
  int count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(REWRITE_FIXTURES)) {
    if (entry.path().extension() != ".xml") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string xml(std::istreambuf_iterator<char>(file), {});
    const auto element = parse(xml);
    if (!element) {
      EXPECT_EQ(element.error(), ParseError::restricted) << entry.path() << xml;
      continue;
    }
    for (const std::string_view inside : {"", "jabber:client", "urn:x"}) {
      const std::string around = "<s xmlns='" + std::string(inside) + "'>";
      EXPECT_EQ(parse(around + write(*element, inside) + "</s>")->nodes().front(),
                Element::Node(*element))
          << entry.path();
    }
    ++count;
  }
  EXPECT_GT(count, 50);
}

}  // namespace
