// SPDX-License-Identifier: GPL-2.0-or-later
// Columns: name, region ('-' for none), input, result, and optionally kind, national,
// international. `result` is a party or "error:<name>".
#include <gtest/gtest.h>

#include "row_checks.h"
#include "sms/number.h"

namespace fixtures {
namespace {

using sms::Region;

void check_spellings(const sms::E164& number, std::optional<Region> region) {
  const sms::NumberDescription description = sms::describe(number);
  EXPECT_EQ(sms::parse_number(description.international).value(), number)
      << "read back from " << description.international;
  EXPECT_EQ(sms::parse_number(std::string("tel:").append(number.text())).value(), number);
  EXPECT_EQ(sms::parse_number(number.text(), region).value(), number);
  const std::string shown = sms::display(number, region);
  EXPECT_EQ(sms::parse_number(shown, region).value(), number) << "read back from " << shown;
}

}  // namespace

std::string notation(const sms::PhoneAddress& party) {
  std::string prefix;
  if (std::holds_alternative<sms::ShortCode>(party)) prefix = "short:";
  if (std::holds_alternative<sms::SenderName>(party)) prefix = "name:";
  return prefix.append(sms::text_of(party));
}

void check_number(const Row& row) {
  const std::optional<Region> region =
      row["region"] == "-" ? std::nullopt : Region::parse(row["region"]);
  ASSERT_TRUE(row["region"] == "-" || region) << "the row's region is not two letters";
  const auto party = sms::parse_phone_address(row["input"], region);
  if (!party) {
    EXPECT_EQ("error:" + std::string(sms::error_name(party.error().code)), row["result"])
        << party.error().message;
    EXPECT_FALSE(party.error().message.empty());
    return;
  }
  ASSERT_EQ(notation(*party), row["result"]);
  const auto* number = std::get_if<sms::E164>(&*party);
  if (number == nullptr) return;
  check_spellings(*number, region);
  const sms::NumberDescription description = sms::describe(*number);
  if (row.has("kind") && !row["kind"].empty()) {
    EXPECT_EQ(sms::kind_name(description.kind), row["kind"]);
  }
  if (row.has("national") && !row["national"].empty()) {
    EXPECT_EQ(description.national, row["national"]);
  }
  if (row.has("international") && !row["international"].empty()) {
    EXPECT_EQ(description.international, row["international"]);
  }
}

}  // namespace fixtures
