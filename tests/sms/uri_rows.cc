// SPDX-License-Identifier: GPL-2.0-or-later
// Columns: name, uri, canonical (or "error:<name>@<offset>"), recipients (a list of numbers), body
// ('-' for none).
#include <gtest/gtest.h>

#include "row_checks.h"
#include "sms/uri.h"

namespace fixtures {

void check_uri(const Row& row) {
  const auto uri = sms::parse_uri(row["uri"]);
  if (!uri) {
    EXPECT_EQ("error:" + std::string(sms::error_name(uri.error().code)) + "@" +
                  std::to_string(uri.error().offset),
              row["canonical"])
        << uri.error().message;
    return;
  }
  EXPECT_EQ(sms::format_uri(*uri), row["canonical"]);
  EXPECT_EQ(sms::parse_uri(row["canonical"]).value(), *uri) << "read back";
  std::vector<std::string> numbers;
  std::string body = "-";
  if (const auto* tel = std::get_if<sms::TelUri>(&*uri)) {
    numbers.push_back(tel->subscriber.number);
  } else {
    const auto& link = std::get<sms::SmsUri>(*uri);
    for (const sms::Subscriber& recipient : link.recipients)
      numbers.push_back(recipient.number);
    body = link.body.value_or("-");
  }
  EXPECT_EQ(numbers, split_list(row["recipients"]));
  EXPECT_EQ(body, row["body"]);
}

}  // namespace fixtures
