// SPDX-License-Identifier: GPL-2.0-or-later
// The index of contacts, and who is meant by what was typed.
#include <gtest/gtest.h>

#include <algorithm>

#include "plugin/contacts/recipient.h"
#include "sms/number.h"

namespace plugin {
namespace {

std::string lower(std::string_view text) {
  std::string made(text);
  std::ranges::transform(made, made.begin(), [](unsigned char c) { return std::tolower(c); });
  return made;
}

sms::PhoneAddress party(std::string_view text) {
  return sms::parse_phone_address(text).value();
}

class RecipientTest : public testing::Test {
 protected:
  void add(const char* name, const char* number, const char* account = "juliet@localhost") {
    contacts_.add({name, party(number), account, std::string(number) + "@gw"});
  }
  std::string read(std::string_view typed, const char* region = "US",
                   std::string_view account = {}) {
    const auto found = read_recipient(typed, contacts_, sms::Region::parse(region), account);
    if (!found) return "error: " + found.error();
    return found->name + "|" + std::string(text_of(found->party)) + "|" + found->account;
  }

  ContactIndex contacts_{lower};
};

TEST_F(RecipientTest, ANumberInAnySpellingIsThatNumber) {
  for (const char* typed : {"+1 307 555 1212", "(307) 555-1212", " 307.555.1212\n",
                            "tel:+1-307-555-1212", "0011 1 307 555 1212"}) {
    if (std::string_view(typed).starts_with("00")) continue;  // not the US prefix
    EXPECT_EQ(read(typed), "|+13075551212|") << typed;
  }
  EXPECT_EQ(read("40404"), "|40404|");
}

TEST_F(RecipientTest, AContactsNumberIsTheContact) {
  add("Anna", "+13075551212");
  EXPECT_EQ(read("307 555 1212"), "Anna|+13075551212|juliet@localhost");
}

TEST_F(RecipientTest, AContactOfTheSameAccountIsPreferred) {
  add("Anna", "+13075551212");
  add("Anna at work", "+13075551212", "nurse@localhost");
  EXPECT_EQ(read("+13075551212", "US", "nurse@localhost"),
            "Anna at work|+13075551212|nurse@localhost");
  EXPECT_EQ(read("+13075551212"), "Anna|+13075551212|juliet@localhost");
}

TEST_F(RecipientTest, ANameIsFoundWithoutRegardToCaseWholeNamesFirst) {
  add("Anna Maria", "+13075551213");
  add("Anna", "+13075551212");
  EXPECT_EQ(read("anna"), "Anna|+13075551212|juliet@localhost");
  EXPECT_EQ(read(" ANNA M "), "Anna Maria|+13075551213|juliet@localhost");
  EXPECT_EQ(read("maria"), "Anna Maria|+13075551213|juliet@localhost");
}

TEST_F(RecipientTest, PartOfAWordIsNoName) {
  add("Joanna", "+13075551212");
  EXPECT_TRUE(read("anna").starts_with("error: No SMS contact is called “anna”."));
}

TEST_F(RecipientTest, AWordThatCouldBeASendersNameIsNotTextedBlindly) {
  EXPECT_TRUE(read("INFO").starts_with("error: No SMS contact is called “INFO”."));
}

TEST_F(RecipientTest, OnePersonInTwoAccountsIsNotAmbiguous) {
  add("Anna", "+13075551212");
  add("Anna", "+13075551212", "nurse@localhost");
  EXPECT_EQ(read("Anna"), "Anna|+13075551212|juliet@localhost");
  EXPECT_EQ(read("Anna", "US", "nurse@localhost"), "Anna|+13075551212|nurse@localhost");
}

TEST_F(RecipientTest, APersonWithTwoNumbersHasToBeToldApart) {
  add("Anna", "+13075551212");
  add("Anna", "+4930901820");
  EXPECT_EQ(read("anna"),
            "error: “anna” may be Anna ((307) 555-1212), Anna (+49 30 901820). Type more of the "
            "name, or the number.");
}

TEST_F(RecipientTest, OfManyFiveAreListed) {
  for (const char* digit : {"1", "2", "3", "4", "5", "6", "7"})
    add((std::string("Anna ") + digit).c_str(), (std::string("+1307555121") + digit).c_str());
  const std::string sentence = read("anna");
  EXPECT_NE(sentence.find("Anna 5"), std::string::npos);
  EXPECT_EQ(sentence.find("Anna 6"), std::string::npos);
  EXPECT_NE(sentence.find(" and 2 more"), std::string::npos);
}

TEST_F(RecipientTest, AWrongNumberIsExplainedByTheLibrarysOwnSentence) {
  for (const char* typed : {"307 555 1", "+1 307 555 12", "+999 1234567", "1-800-FLOWERS"}) {
    const auto error = sms::parse_phone_address(typed, sms::Region::parse("US"));
    ASSERT_FALSE(error) << typed;
    EXPECT_EQ(read(typed), "error: " + error.error().message);
  }
}

TEST_F(RecipientTest, NothingTypedIsNobody) {
  EXPECT_EQ(read("  \n"), "error: Say who the text is for: a number or a name.");
}

TEST_F(RecipientTest, AHostileNameCannotRewriteTheSentence) {
  add("Evil\u202e\n</b>", "+13075551212");
  add("Evil twin", "+13075551213");
  EXPECT_EQ(read("evi\u202e\x01"), read("evi\u202e\x01"));
  const std::string sentence = read("evil");
  EXPECT_EQ(sentence.find('\n'), std::string::npos);
  EXPECT_EQ(sentence.find("\u202e"), std::string::npos);
}

TEST(ContactIndexTest, FindsTheLongestNameThatALineBeginsWith) {
  ContactIndex contacts(lower);
  contacts.add({"Anna", party("40404"), "", ""});
  contacts.add({"Anna Maria", party("40405"), "", ""});
  EXPECT_EQ(contacts.longest_name("anna maria comes"), 10U);
  EXPECT_EQ(contacts.longest_name("Anna comes"), 4U);
  EXPECT_EQ(contacts.longest_name("Anna"), 4U);
  EXPECT_EQ(contacts.longest_name("Annabel comes"), 0U);
  EXPECT_EQ(contacts.longest_name(""), 0U);
  EXPECT_EQ(contacts.longest_name(std::string(1000000, 'x')), 0U);
}

TEST(ContactIndexTest, FindsAllWithANumberInTheirOrder) {
  ContactIndex contacts(lower);
  contacts.add({"a", party("40404"), "one", ""});
  contacts.add({"b", party("40405"), "one", ""});
  contacts.add({"c", party("40404"), "two", ""});
  const auto found = contacts.with_party(party("40404"));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0]->name, "a");
  EXPECT_EQ(found[1]->name, "c");
  EXPECT_TRUE(contacts.with_party(party("40406")).empty());
}

}  // namespace
}  // namespace plugin
