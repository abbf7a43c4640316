// SPDX-License-Identifier: GPL-2.0-or-later
// What people read follows the xml:lang of what they asked.
#include "gateway/language/language.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "gateway/core/stanza_error.h"
#include "gateway/language/german.h"
#include "tests/gateway/support/play.h"

namespace gateway::test {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t gaps_of(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find("{}", at)) != std::string_view::npos; at += 2)
    ++count;
  return count;
}

struct Language : testing::Test, Play {
  Language() { begin(); }

  std::string asks(const std::string& lang, const std::string& type, const std::string& payload) {
    forgets_stanzas();
    sends("<iq from='" + std::string(juliet) + "' to='sms.example.com' type='" + type +
          "' id='q1' xml:lang='" + lang + "'>" + payload + "</iq>");
    return receives();
  }
};

TEST(Words, HaveTheSameGapsInBothLanguagesAndNoRowTwice) {
  const auto rows = german();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(gaps_of(rows[i].english), gaps_of(rows[i].other)) << rows[i].english;
    EXPECT_FALSE(rows[i].other.empty());
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_NE(rows[i].english, rows[j].english);
  }
}

TEST(Words, AreThereForEveryKindOfFailure) {
  for (auto kind = FailureKind::none; !failure_name(kind).empty() && kind <= FailureKind::unclear;
       kind = static_cast<FailureKind>(static_cast<int>(kind) + 1)) {
    const std::string text = error_of(Failure{kind, {}, {}}).text;
    EXPECT_NE(translated(text, german()), text);
  }
}

TEST(Words, AreFoundByTheFirstPartOfTheTag) {
  EXPECT_FALSE(words_of("de").empty());
  EXPECT_FALSE(words_of("DE-at").empty());
  for (const char* tag : {"", "en", "en-GB", "d", "der", "fr", "-"})
    EXPECT_TRUE(words_of(tag).empty()) << tag;
}

TEST(Words, KeepWhatStandsInTheGaps) {
  const auto words = german();
  EXPECT_EQ(translated("Your number is +13075550100.", words), "Ihre Nummer ist +13075550100.");
  EXPECT_EQ(translated("+13075551212 is no longer blocked.", words),
            "+13075551212 ist nicht mehr gesperrt.");
  EXPECT_EQ(translated("This message is too long: it would take 12 text messages, and at "
                       "most 10 are possible. Nothing was sent.",
                       words),
            "Diese Nachricht ist zu lang: Sie bräuchte 12 SMS, und höchstens 10 sind möglich. Es "
            "wurde nichts gesendet.");
  EXPECT_EQ(translated("Write to a number, such as +13075551212@sms.example.com.", words),
            "Schreiben Sie an eine Nummer, zum Beispiel +13075551212@sms.example.com.");
  EXPECT_EQ(translated("Good night!", words), "Good night!");
  EXPECT_EQ(translated("", words), "");
}

TEST_F(Language, ThePromptForANumberIsInTheAskersLanguage) {
  const std::string german = asks("de-DE", "get", "<query xmlns='jabber:iq:gateway'/>");
  EXPECT_TRUE(has(german, "xml:lang='de'")) << german;
  EXPECT_TRUE(has(german, "<prompt>Telefonnummer</prompt>")) << german;
  EXPECT_TRUE(has(german, "<desc>Geben Sie die Telefonnummer ein")) << german;
  const std::string french = asks("fr", "get", "<query xmlns='jabber:iq:gateway'/>");
  EXPECT_TRUE(has(french, "<prompt>Phone number</prompt>")) << french;
  EXPECT_FALSE(has(french, "xml:lang")) << french;
}

TEST_F(Language, CommandsAreListedAndAnsweredInTheAskersLanguage) {
  const std::string listed = asks("de", "get",
                                  "<query xmlns='http://jabber.org/protocol/disco#items' "
                                  "node='http://jabber.org/protocol/commands'/>");
  EXPECT_TRUE(has(listed, "name='Meine Nummer'")) << listed;
  const std::string run =
      asks("de", "set", "<command xmlns='http://jabber.org/protocol/commands' node='number'/>");
  EXPECT_TRUE(has(run, ">Ihre Nummer ist +13075550100.</note>")) << run;
  const std::string form =
      asks("de", "set", "<command xmlns='http://jabber.org/protocol/commands' node='block'/>");
  EXPECT_TRUE(has(form, "<title>Nummer sperren</title>")) << form;
  EXPECT_TRUE(has(form, "label='Telefonnummer'")) << form;
}

TEST_F(Language, ARefusalIsInTheWritersLanguageAndTheirWordsStayTheirOwn) {
  forgets_stanzas();
  sends("<message from='" + std::string(juliet) + "' to='" + phone_jid +
        "' type='groupchat' id='m1' xml:lang='de'><body>Phone number</body></message>");
  const std::string refusal = receives();
  EXPECT_TRUE(has(refusal, "<body>Phone number</body>")) << refusal;
  EXPECT_TRUE(has(refusal, ">Telefone sind in keinen Gruppenchats.</text>")) << refusal;
}

TEST_F(Language, ALateFailureIsInTheLanguageOfTheUsersLastText) {
  const auto failure_of_a_text_in = [&](const std::string& lang, const std::string& id) {
    sends("<message from='" + std::string(juliet) + "' to='" + phone_jid + "' type='chat' id='" +
          id + "' xml:lang='" + lang + "'><body>Phone number</body></message>");
    carrier_gets();
    carrier_answers(Accepted{"SM" + id});
    forgets_stanzas();
    carrier_reports("SM" + id, State::failed, {FailureKind::unreachable, "", "30003"});
    return receives();
  };
  const std::string german = failure_of_a_text_in("de-AT", "m1");
  EXPECT_TRUE(has(german, "xml:lang='de'")) << german;
  EXPECT_TRUE(has(german, "<body>Phone number</body>")) << german;
  EXPECT_TRUE(has(german, ">Das Telefon war nicht zu erreichen.</text>")) << german;
  const std::string english = failure_of_a_text_in("en", "m2");
  EXPECT_TRUE(has(english, ">The phone could not be reached.</text>")) << english;
}

}  // namespace
}  // namespace gateway::test
