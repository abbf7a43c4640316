// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/contacts/import_plan.h"

#include <gtest/gtest.h>

#include "plugin/contacts/import_text.h"

namespace plugin {
namespace {

using enum SkipReason;

Tel cell(const std::string& text) {
  return {.text = text, .types = {"cell"}, .is_preferred = false};
}
Tel plain(const std::string& text) {
  return {.text = text, .types = {}, .is_preferred = false};
}
Tel typed(const std::string& text, const std::string& type) {
  return {.text = text, .types = {type}, .is_preferred = false};
}
sms::E164 number(std::string_view text) {
  return sms::E164::parse(text).value();
}

class ImportPlanTest : public testing::Test {
 protected:
  std::vector<std::string> planned() const {
    std::vector<std::string> lines;
    for (const PlannedContact& contact : plan.contacts())
      lines.push_back(contact.name + " " + std::string(contact.number.text()));
    return lines;
  }
  using Lines = std::vector<std::string>;

  ImportPlan plan{{{number("+491711234567"), "Bo"}}, sms::Region::parse("DE")};
};

TEST_F(ImportPlanTest, TakesAMobileNumberWhateverItsSpelling) {
  plan.add({"Anna", {cell("0171 / 123 45 68")}});
  EXPECT_EQ(planned(), Lines({"Anna +491711234568"}));
  EXPECT_EQ(plan.contacts()[0].shown, "0171 1234568");
  EXPECT_EQ(contact_line(plan.contacts()[0]), "Anna — 0171 1234568");
  EXPECT_EQ(plan.skipped_count(), 0U);
  EXPECT_EQ(skipped_text(plan), "");
}

// iOS puts marks for the direction around numbers that one copies.
TEST_F(ImportPlanTest, ReadsNumbersThroughMarksThatNobodySees) {
  plan.add({"Anna", {cell("\u202A0171 1234568\u202C")}});
  EXPECT_EQ(planned(), Lines({"Anna +491711234568"}));
}

TEST_F(ImportPlanTest, KnowsMobileNumbersByAnyOfThreeWords) {
  plan.add({"Anna", {typed("+13075551212", "iphone"), typed("+13075551213", "mobile")}});
  EXPECT_EQ(planned(), Lines({"Anna +13075551212", "Anna (2) +13075551213"}));
}

TEST_F(ImportPlanTest, LeavesTheOtherNumbersOfWhoHasAMobileOne) {
  plan.add({"Anna", {typed("030 901820", "home"), cell("01711234568")}});
  EXPECT_EQ(planned(), Lines({"Anna +491711234568"}));
  ASSERT_EQ(plan.skipped().size(), 1U);
  EXPECT_EQ(plan.skipped()[0].reason, not_the_mobile);
  EXPECT_EQ(skipped_text(plan),
            "Anna — 030 901820: The contact's mobile number is taken instead.\n");
}

TEST_F(ImportPlanTest, AsksTheNumberingPlanWhenNoNumberSaysWhatItIs) {
  plan.add({"Anna", {plain("030 901820"), plain("0171 1234568")}});
  plan.add({"Bob", {typed("+1 307 555 1212", "home")}});  // a plan that cannot tell
  plan.add({"Shop", {typed("030 901821", "work")}});
  EXPECT_EQ(planned(), Lines({"Anna +491711234568", "Bob +13075551212"}));
  EXPECT_EQ(plan.count(no_mobile_number), 1U);
  EXPECT_EQ(plan.count(not_the_mobile), 1U);
}

TEST_F(ImportPlanTest, TakesANumberAtTheWordCellAgainstItsPlan) {
  plan.add({"Anna", {cell("030 901820")}});
  EXPECT_EQ(planned(), Lines({"Anna +4930901820"}));
}

TEST_F(ImportPlanTest, NeverTakesAFaxOrAPager) {
  plan.add({"Anna",
            {typed("+1 307 555 1212", "fax"),
             {.text = "+13075551213", .types = {"cell", "fax"}, .is_preferred = false},
             typed("+13075551214", "pager")}});
  EXPECT_EQ(planned(), Lines());
  EXPECT_EQ(plan.count(no_mobile_number), 3U);
}

TEST_F(ImportPlanTest, FallsBackOnThePlanWhenTheMobileNumberIsNone) {
  plan.add({"Anna", {cell("call me"), typed("0171 1234568", "home")}});
  EXPECT_EQ(planned(), Lines({"Anna +491711234568"}));
  EXPECT_EQ(plan.count(not_a_number), 1U);
  EXPECT_NE(skipped_text(plan).find("Anna — call me: "), std::string::npos);
}

TEST_F(ImportPlanTest, PassesContactsThatAreThereAlready) {
  plan.add({"Bo Öz", {cell("+49 171 1234567")}});
  EXPECT_EQ(planned(), Lines());
  EXPECT_EQ(skipped_text(plan), "Bo Öz — +49 171 1234567: It is an SMS contact already: Bo.\n");
}

TEST_F(ImportPlanTest, TakesANumberOnceFromAFile) {
  plan.add({"Anna", {cell("01711234568"), cell("+49 171 1234568")}});
  plan.add({"Anna B.", {cell("0049 171 1234568")}});
  EXPECT_EQ(planned(), Lines({"Anna +491711234568"}));
  EXPECT_EQ(plan.count(twice_in_the_file), 1U) << "a card that repeats itself is no news";
}

TEST_F(ImportPlanTest, NumbersAPersonSPhonesTheSameEachTime) {
  const Card card{"Anna", {cell("01711234567"), cell("01711234568"), cell("01711234569")}};
  plan.add(card);  // the first is Bo's
  EXPECT_EQ(planned(), Lines({"Anna (2) +491711234568", "Anna (3) +491711234569"}));
}

TEST_F(ImportPlanTest, ShowsTheNumberOfWhoHasNoName) {
  plan.add({" \u202E\t", {cell("01711234568"), cell("01711234569")}});
  EXPECT_EQ(planned(), Lines({"0171 1234568 +491711234568", "0171 1234569 +491711234569"}));
}

TEST_F(ImportPlanTest, SaysWhoHasNoNumber) {
  plan.add({"Anna", {}});
  plan.add({"", {}});
  EXPECT_EQ(skipped_text(plan),
            "Anna: The contact has no phone number.\nThe contact has no phone number.\n");
}

TEST_F(ImportPlanTest, SaysWhichCardsWereBrokenFirst) {
  plan.add({"Anna", {}});
  plan.add_unreadable("12", "has no\u202E END:VCARD");
  EXPECT_TRUE(skipped_text(plan).starts_with("The contact in line 12 has no END:VCARD.\nAnna"));
}

TEST_F(ImportPlanTest, TakesTenThousandAndCountsTheRest) {
  for (int i = 0; i < 10'003; ++i) {
    if (plan.is_full()) {
      plan.pass_by();
    } else {
      plan.add({"P", {cell("+49171" + std::to_string(2'000'000 + i))}});
    }
  }
  EXPECT_EQ(plan.contacts().size(), ImportPlan::most_contacts);
  EXPECT_EQ(plan.passed_by(), 3U);
  EXPECT_NE(skipped_text(plan).find("3 contacts come after the first 10,000"), std::string::npos);
}

TEST_F(ImportPlanTest, ListsABoundedNumberOfReasons) {
  for (int i = 0; i < 5'000; ++i)
    plan.add({"Anna", {}});
  EXPECT_EQ(plan.skipped().size(), ImportPlan::most_listed);
  EXPECT_EQ(plan.skipped_count(), 5'000U);
  EXPECT_NE(skipped_text(plan).find("… and 4800 more"), std::string::npos);
}

TEST_F(ImportPlanTest, BoundsWhatItShowsOfANumber) {
  plan.add({"Anna", {cell(std::string(10'000, '1'))}});
  EXPECT_LT(skipped_text(plan).size(), 1'000U);
}

TEST(ImportTextTest, SaysHowItEnded) {
  EXPECT_EQ(result_text({.added = 1, .there_already = 0, .left_out = 0}), "1 contact added.");
  EXPECT_EQ(result_text({.added = 12, .there_already = 3, .left_out = 0}),
            "12 contacts added. 3 were there already.");
  EXPECT_EQ(result_text({.added = 0, .there_already = 1, .left_out = 2}),
            "0 contacts added. 1 was there already. 2 were not added.");
}

}  // namespace
}  // namespace plugin
