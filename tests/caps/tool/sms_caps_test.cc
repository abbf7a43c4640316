// SPDX-License-Identifier: GPL-2.0-or-later
// The real sms-caps, run as a user runs it.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "canonical_xml.h"
#include "fixture.h"
#include "process.h"

namespace {

namespace fs = std::filesystem;

using test_support::Finished;
using Arguments = std::vector<std::string>;

std::vector<std::string> command(Arguments arguments) {
  arguments.insert(arguments.begin(), SMS_CAPS);
  return arguments;
}

Finished run(const Arguments& arguments, std::string_view input = "") {
  return test_support::run(command(arguments), input);
}

const std::string with_voice =
    "<presence><c xmlns='http://jabber.org/protocol/caps' node='n' ver='1' ext='voice-v1'/>"
    "</presence>";
const std::string with_sms =
    "<presence><c xmlns='http://jabber.org/protocol/caps' node='n' ver='1' ext='sms-v1'/>"
    "</presence>";

/// A directory of its own, with files in it.
class SmsCapsFiles : public testing::Test {
 protected:
  SmsCapsFiles() { fs::create_directories(folder_); }
  ~SmsCapsFiles() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  [[nodiscard]] std::string path(const std::string& name) const {
    return (folder_ / name).string();
  }

 private:
  fs::path folder_ =
      fs::path(testing::TempDir()) /
      (std::string("sms-caps-") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST(sms_caps, announces_sms_v1_in_standard_input) {
  const Finished result = run({}, with_voice);
  EXPECT_EQ(result.output,
            "<presence><c xmlns=\"http://jabber.org/protocol/caps\" node=\"n\" ver=\"1\" "
            "ext=\"voice-v1 sms-v1\"/></presence>\n");
  EXPECT_EQ(result.errors, "");
  EXPECT_EQ(result.status, 0);
}

TEST(sms_caps, withdraws) {
  EXPECT_EQ(run({"--withdraw"}, with_sms).output,
            "<presence><c xmlns=\"http://jabber.org/protocol/caps\" node=\"n\" ver=\"1\"/>"
            "</presence>\n");
}

TEST(sms_caps, announces_the_bundles_asked_for) {
  EXPECT_NE(run({"--bundle", "sms-v2", "--bundle=x"}, with_sms).output.find("\"sms-v1 sms-v2 x\""),
            std::string::npos);
}

TEST(sms_caps, escapes_again_what_was_escaped) {
  EXPECT_EQ(run({},
                "<presence xmlns:x='http://x.example/?a&amp;b' x:y='&quot;&amp;&lt;&#10;'>"
                "<status>&lt;&amp;&gt;</status>"
                "<c xmlns='http://jabber.org/protocol/caps'/></presence>")
                .output,
            "<presence xmlns:x=\"http://x.example/?a&#38;b\" x:y=\"&quot;&amp;&lt;&#10;\">"
            "<status>&lt;&amp;&gt;</status>"
            "<c xmlns=\"http://jabber.org/protocol/caps\" ext=\"sms-v1\"/></presence>\n");
}

TEST(sms_caps, makes_a_caps_element_on_request) {
  EXPECT_EQ(run({"--create", "http://example.com/a", "1 & 2"}, "<presence/>").output,
            "<presence><c xmlns=\"http://jabber.org/protocol/caps\" node=\"http://example.com/a\" "
            "ver=\"1 &amp; 2\" ext=\"sms-v1\"/></presence>\n");
}

TEST(sms_caps, does_to_every_fixture_what_the_library_does) {
  const auto fixtures = test_support::load_fixtures(REWRITE_FIXTURES);
  ASSERT_TRUE(fixtures.has_value()) << fixtures.error();
  for (const test_support::Fixture& fixture : *fixtures) {
    SCOPED_TRACE(fixture.name);
    Arguments arguments = {(fixture.folder / "input.xml").string()};
    if (fixture.operation.withdraw) arguments.emplace_back("--withdraw");
    for (const std::string& name : fixture.operation.names)
      arguments.push_back("--bundle=" + name);
    if (const auto& create = fixture.operation.create) {
      arguments.insert(arguments.end(), {"--create", create->node, create->ver});
    }
    const Finished result = run(arguments);
    EXPECT_EQ(result.status, 0) << result.errors;
    EXPECT_EQ(test_support::canonical(result.output), test_support::canonical(fixture.expected));
    if (fixture.is_untouched()) {
      EXPECT_EQ(result.output, fixture.input);
    }
  }
}

TEST(sms_caps, prints_a_stream_with_its_header_and_its_end) {
  const std::string header =
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>\n";
  EXPECT_EQ(run({}, "<?xml version='1.0'?>" + header + "<iq/></stream:stream>").output,
            header + "<iq/>\n</stream:stream>\n");
  const Finished open = run({}, header + "<iq/>");
  EXPECT_EQ(open.output, header + "<iq/>\n");
  EXPECT_EQ(open.status, 0);
}

TEST(sms_caps, needs_no_namespace_on_stanzas_of_a_stream) {
  EXPECT_NE(run({},
                "<stream:stream xmlns='jabber:client' "
                "xmlns:stream='http://etherx.jabber.org/streams' "
                "xmlns:q='http://jabber.org/protocol/caps'><presence><q:c/></presence>")
                .output.find("<presence><q:c ext=\"sms-v1\"/></presence>"),
            std::string::npos);
}

TEST(sms_caps, prints_each_stanza_before_its_input_ends) {
  test_support::Process process(command({}));
  process.write("<presence id='1'/><presence id='2'");
  EXPECT_EQ(process.read_line(), "<presence id='1'/>");
  process.write("/>\n");
  EXPECT_EQ(process.read_line(), "<presence id='2'/>");
  process.close_input();
  EXPECT_EQ(process.wait(), 0);
}

TEST(sms_caps, accepts_an_empty_input) {
  const Finished result = run({});
  EXPECT_EQ(result.output, "");
  EXPECT_EQ(result.status, 0);
}

TEST(sms_caps, says_where_and_what_is_malformed) {
  const Finished result = run({}, "<presence/>\n<presence>\n  <show>away</status></presence>");
  EXPECT_EQ(result.output, "<presence/>\n");
  EXPECT_EQ(result.errors,
            "sms-caps: standard input: line 3, column 22: end tag 'status' where that of 'show' is "
            "expected\n");
  EXPECT_EQ(result.status, 2);
}

TEST(sms_caps, refuses_a_billion_laughs_at_once) {
  std::string input = "<!DOCTYPE p [<!ENTITY l0 'lol'>";
  for (int i = 1; i < 10; ++i) {
    input += "<!ENTITY l" + std::to_string(i) + " '";
    for (int k = 0; k < 10; ++k)
      input += "&l" + std::to_string(i - 1) + ";";
    input += "'>";
  }
  const Finished result = run({}, input + "]><presence><status>&l9;</status></presence>");
  EXPECT_EQ(result.output, "");
  EXPECT_NE(result.errors.find("line 1, column 1: XMPP allows no DTD"), std::string::npos);
  EXPECT_EQ(result.status, 2);
}

TEST(sms_caps, refuses_binary_garbage) {
  std::string garbage;
  for (int i = 0; i < 5000; ++i)
    garbage += static_cast<char>(i * 7919 % 256);
  const Finished result = run({}, garbage);
  EXPECT_EQ(result.output, "");
  EXPECT_NE(result.errors.find("sms-caps: standard input: line 1, column "), std::string::npos);
  EXPECT_EQ(result.status, 2);
}

TEST(sms_caps, refuses_elements_nested_300_deep) {
  std::string input;
  for (int i = 0; i < 300; ++i)
    input += "<a>";
  const Finished result = run({}, input);
  EXPECT_NE(result.errors.find("nested more than 200 deep"), std::string::npos);
  EXPECT_EQ(result.status, 2);
}

TEST(sms_caps, takes_a_huge_text_and_refuses_one_that_never_ends) {
  const std::string text(5'000'000, 'x');
  const std::string stanza = "<presence><status>" + text + "</status></presence>";
  EXPECT_EQ(run({}, stanza).output, stanza + "\n");
  EXPECT_EQ(run({}, "<presence><status>" + text + text + text).status, 2);
}

TEST_F(SmsCapsFiles, are_all_processed_when_one_is_malformed) {
  const Finished result = run({write("a", "<a/>"), write("b", "<b"), write("c", "<c/>")});
  EXPECT_EQ(result.output, "<a/>\n<c/>\n");
  EXPECT_EQ(result.errors,
            "sms-caps: " + path("b") + ": line 1, column 3: the input ends inside a tag\n");
  EXPECT_EQ(result.status, 2);
}

TEST_F(SmsCapsFiles, are_all_processed_when_one_cannot_be_read) {
  const Finished result = run({path("none"), write("a", "<a/>"), path("")});
  EXPECT_EQ(result.output, "<a/>\n");
  EXPECT_EQ(result.errors, "sms-caps: " + path("none") + ": No such file or directory\n" +
                               "sms-caps: " + path("") + ": Is a directory\n");
  EXPECT_EQ(result.status, 2);
}

TEST_F(SmsCapsFiles, may_be_mixed_with_standard_input) {
  EXPECT_EQ(run({write("a", "<a/>"), "-", write("c", "<c/>")}, "<b/>").output,
            "<a/>\n<b/>\n<c/>\n");
}

TEST_F(SmsCapsFiles, are_checked_together) {
  EXPECT_EQ(run({"--check", write("a", with_sms), write("b", "<iq/>")}).status, 0);
  EXPECT_EQ(run({"--check", write("a", with_sms), write("b", with_voice)}).status, 1);
  EXPECT_EQ(run({"--check", write("a", with_voice), write("b", "<b")}).status, 2);
}

TEST(sms_caps_check, passes_when_every_available_presence_announces) {
  const Finished result =
      run({"--check"}, with_sms + "<iq/><presence type='unavailable'/>" + with_sms);
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.output, "");
}

TEST(sms_caps_check, fails_when_one_does_not) {
  const Finished result = run({"--check"}, with_sms + with_voice);
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.output, "");
  EXPECT_EQ(result.errors, "");
}

TEST(sms_caps_check, fails_when_there_is_no_available_presence) {
  EXPECT_EQ(run({"--check"}).status, 1);
  EXPECT_EQ(run({"--check"}, "<iq/><presence type='unavailable'/>").status, 1);
}

TEST(sms_caps_check, is_for_all_the_bundles) {
  EXPECT_EQ(run({"--check", "--bundle", "sms-v1", "--bundle", "sms-v2"}, with_sms).status, 1);
  EXPECT_EQ(run({"--check", "--bundle", "voice-v1"}, with_voice).status, 0);
}

TEST(sms_caps_check, explains_its_verdicts) {
  EXPECT_EQ(run({"--check", "--explain", "--bundle", "sms-v1", "--bundle", "x"},
                with_sms + "<presence/><iq id='7'/><presence type='probe'/>")
                .output,
            "presence: does not announce x\n"
            "presence: does not announce sms-v1, x: it has no caps element\n"
            "iq id=\"7\": does not count: not a presence\n"
            "presence: does not count: its type is \"probe\"; only an available presence (no type) "
            "announces\n");
  EXPECT_EQ(run({"--check", "--explain"}, with_sms).output, "presence: announces sms-v1\n");
}

TEST(sms_caps_explain, says_what_was_done_and_why) {
  const std::string stream =
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
  EXPECT_EQ(
      run({"--explain"}, stream +
                             "<presence id='1' to='r@muc.example/n'>"
                             "<c xmlns='http://jabber.org/protocol/caps' ext='a'/></presence>" +
                             with_sms +
                             "<message id='2'/><presence type='unavailable'/><presence/>"
                             "<presence xmlns='urn:x'/></stream:stream>")
          .output,
      "presence id=\"1\" to=\"r@muc.example/n\": rewritten: ext is now \"a sms-v1\"\n"
      "presence: left alone: it already announces sms-v1\n"
      "message id=\"2\": left alone: not a presence\n"
      "presence: left alone: its type is \"unavailable\"; only an available presence (no type) "
      "announces\n"
      "presence: left alone: it has no caps element; --create makes one\n"
      "presence: left alone: a presence in the namespace \"urn:x\", not of XMPP\n");
}

TEST(sms_caps_explain, says_what_withdrawing_did) {
  const std::string made =
      "<presence><c xmlns='http://jabber.org/protocol/caps' node='n' ver='1' ext='sms-v1'/>"
      "</presence>";
  EXPECT_EQ(run({"--explain", "--withdraw"}, with_sms + with_voice + "<presence/>").output,
            "presence: rewritten: ext, empty now, is removed\n"
            "presence: left alone: it already announces none of sms-v1\n"
            "presence: left alone: it has no caps element\n");
  EXPECT_EQ(run({"--explain", "--withdraw", "--create", "n", "1"}, made).output,
            "presence: rewritten: the caps element is removed\n");
}

TEST(sms_caps_explain, keeps_to_one_line_whatever_the_attributes_hold) {
  EXPECT_EQ(run({"--explain"}, "<iq id='a&#10;b&#x9B;2J&#x7F;&quot;'/>").output,
            "iq id=\"a&#10;b&#155;2J&#127;&quot;\": left alone: not a presence\n");
}

TEST(sms_caps_options, that_are_wrong_say_how_to_mend_them) {
  const auto error_of = [](const Arguments& arguments) {
    const Finished result = run(arguments, with_sms);
    EXPECT_EQ(result.output, "");
    EXPECT_EQ(result.status, 2);
    return result.errors;
  };
  EXPECT_EQ(error_of({"--bundle", "a b"}),
            "sms-caps: 'a b' is not a bundle name: use letters, digits and . - _ : as in sms-v1\n");
  EXPECT_EQ(error_of({"--bundle="}),
            "sms-caps: '' is not a bundle name: use letters, digits and . - _ : as in sms-v1\n");
  EXPECT_EQ(error_of({"--bundle"}), "sms-caps: --bundle needs a name, such as sms-v1\n");
  EXPECT_EQ(error_of({"--create", "n"}),
            "sms-caps: --create needs two values: --create NODE VER\n");
  EXPECT_EQ(error_of({"--create", "n", "\xFF"}),
            "sms-caps: NODE and VER of --create must be UTF-8 without control characters, and not "
            "empty\n");
  EXPECT_EQ(error_of({"--frobnicate"}),
            "sms-caps: unknown option --frobnicate: see sms-caps --help\n");
  EXPECT_EQ(error_of({"--check", "--withdraw"}),
            "sms-caps: --check changes nothing: leave out --withdraw\n");
  EXPECT_EQ(error_of({"--check", "--create", "n", "1"}),
            "sms-caps: --check changes nothing: leave out --create\n");
}

TEST_F(SmsCapsFiles, may_have_names_like_options_after_two_hyphens) {
  EXPECT_EQ(run({"--", "--check"}).errors, "sms-caps: --check: No such file or directory\n");
}

TEST(sms_caps_options, are_all_in_help) {
  const Finished help = run({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const char* const option :
       {"--withdraw", "--bundle", "--create", "--check", "--explain", "--help", "--version"}) {
    EXPECT_NE(help.output.find(option), std::string::npos) << option;
  }
}

TEST(sms_caps_options, include_the_version) {
  EXPECT_EQ(run({"--version"}).output, "sms-caps " SMS_CAPS_VERSION "\n");
}

TEST(sms_caps_output, that_is_closed_ends_the_run) {
  test_support::Process process(command({}));
  process.close_output();
  process.write("<presence/>");
  EXPECT_EQ(process.wait(), -SIGPIPE);
}

TEST(sms_caps_output, that_is_full_is_an_error) {
  const Finished result =
      test_support::run({"/bin/sh", "-c", "exec \"$0\" > /dev/full", SMS_CAPS}, "<presence/>");
  EXPECT_EQ(result.errors, "sms-caps: cannot write to standard output: No space left on device\n");
  EXPECT_EQ(result.status, 2);
}

}  // namespace
