// SPDX-License-Identifier: GPL-2.0-or-later
#include "stanza_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace {

using sms_caps::ReadEvent;
using sms_caps::StanzaReader;

/// What was read, as text, and "line:column: what" of an error.
struct Reading {
  std::vector<std::string> texts;
  std::string error;
};

Reading read(std::string_view input, std::size_t chunk_bytes = 1 << 16) {
  Reading result;
  StanzaReader reader;
  const auto take = [&](const std::vector<ReadEvent>& events) {
    for (const ReadEvent& event : events) {
      std::visit([&](const auto& read) { result.texts.push_back(read.text); }, event);
    }
  };
  for (; !input.empty(); input.remove_prefix(std::min(chunk_bytes, input.size()))) {
    take(reader.feed(input.substr(0, chunk_bytes)));
  }
  take(reader.finish());
  if (const auto& error = reader.error()) {
    result.error = std::to_string(error->where.line) + ":" + std::to_string(error->where.column) +
                   ": " + error->what;
  }
  return result;
}

std::string error_of(std::string_view input) {
  return read(input).error;
}

using Texts = std::vector<std::string>;

TEST(stanza_reader, reads_nothing_from_nothing) {
  EXPECT_EQ(read("").texts, Texts());
  EXPECT_EQ(read(" \n\t ").texts, Texts());
  EXPECT_EQ(error_of(" \n\t "), "");
}

TEST(stanza_reader, gives_stanzas_as_they_were_written) {
  EXPECT_EQ(read("<a  x = '1'/>\n<b>t<c/>&lt;</b >\n\n<d><![CDATA[<]]></d>").texts,
            (Texts{"<a  x = '1'/>", "<b>t<c/>&lt;</b >", "<d><![CDATA[<]]></d>"}));
}

TEST(stanza_reader, gives_header_stanzas_and_end_of_a_stream) {
  EXPECT_EQ(read("<?xml version='1.0'?>\n<s:stream xmlns:s='http://etherx.jabber.org/streams'\n"
                 " xmlns='jabber:client' > <a/>\n<b/></s:stream>\n")
                .texts,
            (Texts{"<s:stream xmlns:s='http://etherx.jabber.org/streams'\n xmlns='jabber:client' >",
                   "<a/>", "<b/>", "</s:stream>"}));
}

TEST(stanza_reader, accepts_a_stream_that_is_still_open) {
  const Reading reading =
      read("<stream:stream xmlns:stream='http://etherx.jabber.org/streams'><a/> ");
  EXPECT_EQ(reading.texts.size(), 2U);
  EXPECT_EQ(reading.error, "");
}

TEST(stanza_reader, accepts_a_stream_that_has_only_begun) {
  const Reading reading = read("<s:stream xmlns:s='http://etherx.jabber.org/streams'>");
  EXPECT_EQ(reading.texts, (Texts{"<s:stream xmlns:s='http://etherx.jabber.org/streams'>"}));
  EXPECT_EQ(reading.error, "");
}

TEST(stanza_reader, accepts_an_empty_stream_and_one_behind_another) {
  EXPECT_EQ(read("<stream xmlns='http://etherx.jabber.org/streams'/><a/>"
                 "<stream xmlns='http://etherx.jabber.org/streams'><b/></stream>")
                .texts,
            (Texts{"<stream xmlns='http://etherx.jabber.org/streams'>", "</stream>", "<a/>",
                   "<stream xmlns='http://etherx.jabber.org/streams'>", "<b/>", "</stream>"}));
}

TEST(stanza_reader, takes_a_stream_of_another_namespace_for_a_stanza) {
  EXPECT_EQ(read("<stream xmlns='urn:x'><a/></stream>").texts,
            (Texts{"<stream xmlns='urn:x'><a/></stream>"}));
}

TEST(stanza_reader, skips_comments_and_instructions_between_stanzas_only) {
  EXPECT_EQ(read("<!-- <x/> --><a><!-- kept --></a><?p <y/> ?> <b><?q r?></b>").texts,
            (Texts{"<a><!-- kept --></a>", "<b><?q r?></b>"}));
}

TEST(stanza_reader, gives_the_same_whatever_the_chunks) {
  const std::string long_text(20'000, 'x');
  for (const std::string& input :
       Texts{"\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>\r\n"
             "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>"
             "\r\n<presence to='ü'><!-- c --><x>&amp;" +
                 long_text +
                 "\r\n</x></presence>\r\n"
                 "<!-- between --><iq id='1'/>  <message><body>a]]&gt;b</body></message>"
                 "</stream:stream>\n",
             "<a>\xC3\xBC</a>\n<b>\r\n &undefined;</b>", "<a/>\r\n<b x='\n'>\n</c>",
             "<a/> text <b/>", "<a/><b"}) {
    const Reading whole = read(input);
    for (const std::size_t chunk_bytes : {1U, 2U, 3U, 7U, 64U, 4096U, 16'384U}) {
      const Reading parts = read(input, chunk_bytes);
      EXPECT_EQ(parts.texts, whole.texts) << chunk_bytes;
      EXPECT_EQ(parts.error, whole.error) << chunk_bytes;
    }
  }
}

TEST(stanza_reader, gives_a_stanza_as_soon_as_it_is_complete) {
  StanzaReader reader;
  EXPECT_EQ(reader.feed("<presence/").size(), 0U);
  EXPECT_EQ(reader.feed(">").size(), 1U);
  EXPECT_EQ(reader.feed("<presence><c/></presence").size(), 0U);
  EXPECT_EQ(reader.feed(">").size(), 1U);
}

TEST(stanza_reader, keeps_namespaces_of_a_stream_that_ended_in_the_same_bytes) {
  StanzaReader reader;
  const auto events = reader.feed(
      "<s:stream xmlns:s='http://etherx.jabber.org/streams' xmlns='jabber:client'><a/></s:stream>");
  ASSERT_EQ(events.size(), 3U);
  const xmlNode* const stanza = std::get<sms_caps::Stanza>(events[1]).element.get();
  EXPECT_EQ(sms_caps::from_xml(stanza->ns->href), std::string_view("jabber:client"));
}

TEST(stanza_reader, accepts_the_same_xml_id_in_every_stanza) {
  EXPECT_EQ(error_of("<a xml:id='x'/><b xml:id='x'/>"), "");
}

TEST(stanza_reader, counts_columns_in_characters_on_the_first_line_too) {
  EXPECT_EQ(error_of("<ü>ä</a>"), "1:9: end tag 'a' where that of 'ü' is expected");
  EXPECT_EQ(error_of("\xEF\xBB\xBF<a></b>"), "1:8: end tag 'b' where that of 'a' is expected");
  EXPECT_EQ(error_of("<?xml version='1.0'?><a></b>"),
            "1:29: end tag 'b' where that of 'a' is expected");
  EXPECT_EQ(error_of("<?xml version='1.0'?>\n<a></b>"),
            "2:8: end tag 'b' where that of 'a' is expected");
}

TEST(stanza_reader, counts_lines_of_what_it_has_forgotten) {
  std::string input;
  for (int i = 0; i < 10'000; ++i)
    input += "<a>\n</a>\n";
  EXPECT_EQ(error_of(input + "  <b>\n</c>"), "20002:5: end tag 'c' where that of 'b' is expected");
}

TEST(stanza_reader, refuses_an_end_tag_that_closes_nothing) {
  EXPECT_EQ(error_of("<a/></a>"), "1:9: end tag 'a' without a start tag");
  EXPECT_EQ(error_of("</sms-caps>"), "1:12: end tag 'sms-caps' without a start tag");
  EXPECT_EQ(error_of("<a/></sms-caps><b/>"), "1:16: end tag 'sms-caps' without a start tag");
}

TEST(stanza_reader, refuses_text_between_stanzas) {
  EXPECT_EQ(error_of("<a/>\n x <b/>"), "2:2: text between stanzas");
  EXPECT_EQ(error_of("hello"), "1:1: text between stanzas");
  EXPECT_EQ(error_of("<a/>&#65;<b/>"), "1:5: text between stanzas");
  EXPECT_EQ(error_of("<a/><![CDATA[x]]><b/>"), "1:5: text between stanzas");
  EXPECT_EQ(error_of("<s:stream xmlns:s='http://etherx.jabber.org/streams'> x<a/>"),
            "1:55: text between stanzas");
}

TEST(stanza_reader, refuses_an_input_that_ends_too_early) {
  EXPECT_EQ(error_of("<a>\n<b>"),
            "2:4: the input ends inside a stanza: 'b' is not closed (the stanza began in line 1)");
  EXPECT_EQ(error_of("<a/>\n<b"), "2:3: the input ends inside a tag");
  EXPECT_EQ(error_of("<!-- "), "1:6: the input ends inside a tag");
  EXPECT_EQ(error_of("<"), "1:2: the input ends inside a tag");
  EXPECT_EQ(error_of("<?xml version='1.0'"), "1:20: the input ends inside a tag");
}

TEST(stanza_reader, refuses_declarations) {
  const std::string reason =
      ": XMPP allows no DTD and no declarations (RFC 6120 §11.1): remove <!…>";
  EXPECT_EQ(error_of("<!DOCTYPE a>\n<a/>"), "1:1" + reason);
  EXPECT_EQ(error_of("<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"),
            "2:1" + reason);
  EXPECT_EQ(error_of("<a/>\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"), "2:1" + reason);
  EXPECT_EQ(error_of("<a><!ENTITY x 'y'></a>"), "1:4" + reason);
  EXPECT_EQ(error_of("<!DOCTYPE a [<!ENTITY l0 'lol'><!ENTITY l1 '&l0;&l0;&l0;&l0;'>"
                     "<!ENTITY l2 '&l1;&l1;&l1;&l1;'>]><a>&l2;</a>"),
            "1:1" + reason);
}

TEST(stanza_reader, refuses_entities_but_the_five) {
  EXPECT_EQ(error_of("<a b='&lt;&gt;'>&amp;&quot;&apos;&#x41;</a>"), "");
  const std::string reason =
      ": unknown entity 'nbsp': XMPP allows only amp, lt, gt, quot and apos (RFC 6120 §11.1)";
  EXPECT_EQ(error_of("<a>&nbsp;</a>"), "1:10" + reason);
  EXPECT_EQ(error_of("<a b='&nbsp;'/>"), "1:13" + reason);
}

TEST(stanza_reader, refuses_what_is_not_utf8) {
  EXPECT_EQ(error_of("<a>\xE4</a>"), "1:4: not UTF-8, the encoding of XMPP (RFC 6120 §11.6)");
  EXPECT_EQ(error_of("<?xml version='1.0' encoding=\"ISO-8859-1\"?><a/>"),
            "1:1: the declared encoding is \"ISO-8859-1\"; XMPP is always UTF-8 (RFC 6120 §11.6)");
  const std::string reason = "1:1: this is UTF-16 or UTF-32; XMPP is always UTF-8 (RFC 6120 §11.6)";
  EXPECT_EQ(error_of(std::string_view("\xFF\xFE<\0a\0", 6)), reason);
  EXPECT_EQ(error_of(std::string_view("\xFE\xFF\0<", 4)), reason);
  EXPECT_EQ(error_of(std::string_view("<\0a\0/\0>\0", 8)), reason);
  EXPECT_EQ(error_of(std::string_view("\0<\0a", 4)), reason);
}

TEST(stanza_reader, accepts_utf8_declared_in_any_case) {
  EXPECT_EQ(error_of("<?xml version='1.0' encoding='Utf-8' standalone='yes'?><a/>"), "");
}

TEST(stanza_reader, refuses_other_faults_in_plain_words) {
  EXPECT_EQ(error_of("<a b='1' b='2'/>"), "1:15: attribute 'b' is given twice");
  EXPECT_EQ(error_of("<a b=1/>"), "1:6: the value of an attribute must be in quotes");
  EXPECT_EQ(error_of("<q:a/>"), "1:5: prefix 'q' is not declared: add xmlns:q='…'");
  EXPECT_EQ(error_of("<a>x & y</a>"),
            "1:7: '&' must be followed by the name of an entity: write &amp; for '&' itself");
  EXPECT_EQ(error_of("<a>x &y z</a>"), "1:8: no ';' after an entity: write &amp; for '&' itself");
}

TEST(stanza_reader, shows_no_control_characters_of_the_input) {
  EXPECT_EQ(error_of("<a>&x\x7F;</a>").find('\x7F'), std::string::npos);
  EXPECT_EQ(error_of("<q:a xmlns:q='&#10;&lt;'/>"), "1:25: xmlns:q: '&#10;<' is not a valid URI");
}

TEST(stanza_reader, accepts_a_namespace_name_that_is_no_uri) {
  EXPECT_EQ(error_of("<a xmlns='not a uri'/><b xmlns:p='ü' p:c='1'/><c xmlns='rel'/>"), "");
}

TEST(stanza_reader, refuses_nesting_too_deep) {
  const auto nested = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i)
      text += "<a>";
    for (std::size_t i = 0; i < depth; ++i)
      text += "</a>";
    return text;
  };
  EXPECT_EQ(error_of(nested(StanzaReader::max_depth)), "");
  EXPECT_EQ(error_of(nested(StanzaReader::max_depth + 1)),
            "1:603: elements are nested more than 200 deep");
}

TEST(stanza_reader, refuses_a_stanza_too_big) {
  std::string input = "<a>";
  while (input.size() <= StanzaReader::max_stanza_bytes)
    input += "<b>" + std::string(990, 'x') + "</b>";
  EXPECT_NE(error_of(input).find("a stanza of more than 10000000 bytes"), std::string::npos);
}

TEST(stanza_reader, reads_nothing_more_after_an_error) {
  StanzaReader reader;
  EXPECT_EQ(reader.feed("<a/></b>").size(), 1U);
  ASSERT_TRUE(reader.error().has_value());
  EXPECT_TRUE(reader.feed("<c/>").empty());
  EXPECT_TRUE(reader.finish().empty());
}

}  // namespace
