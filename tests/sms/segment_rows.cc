// SPDX-License-Identifier: GPL-2.0-or-later
// Counting: name, text, encoding, segments, units, left, forcing (a list), parts (a list: the units
// of each). Spelling: name, text, safe, before, after (segments), stays (a list).
#include <gtest/gtest.h>

#include "row_checks.h"
#include "sms/gsm_safe.h"
#include "sms/segments.h"
#include "sms/utf8_decode.h"

namespace fixtures {
namespace {

std::vector<std::string> characters(const sms::Segmentation& counted) {
  std::vector<std::string> result;
  for (const sms::ForcingCharacter& one : counted.forcing) {
    sms::append_utf8(result.emplace_back(), one.character);
  }
  return result;
}

}  // namespace

void check_segments(const Row& row) {
  const auto counted = sms::segment(row["text"]);
  if (!counted) {
    EXPECT_EQ("error:" + std::string(sms::error_name(counted.error().code)), row["encoding"]);
    EXPECT_EQ(counted.error().offset, row.number("units")) << "units is the offset of an error";
    EXPECT_FALSE(sms::split(row["text"]).has_value());
    return;
  }
  EXPECT_EQ(sms::encoding_name(counted->encoding), row["encoding"]);
  EXPECT_EQ(counted->segments, row.number("segments"));
  EXPECT_EQ(counted->units, row.number("units"));
  EXPECT_EQ(counted->units_left, row.number("left"));
  EXPECT_EQ(characters(*counted), split_list(row["forcing"]));
  std::vector<std::string> units_of_parts;
  std::string joined;
  const std::vector<std::string_view> parts = sms::split(row["text"]).value();
  for (const std::string_view part : parts) {
    // A part alone may be GSM-7 though the whole is UCS-2: count it as the whole is sent.
    const std::size_t units = counted->encoding == sms::Encoding::gsm7
                                  ? sms::segment(part)->units
                                  : sms::segment(std::string(part).append("中"))->units - 1;
    units_of_parts.push_back(std::to_string(units));
    joined += part;
  }
  EXPECT_EQ(units_of_parts, split_list(row["parts"]));
  EXPECT_EQ(joined, row["text"]);
}

void check_safe_spelling(const Row& row) {
  const auto spelling = sms::gsm_safe(row["text"]);
  ASSERT_TRUE(spelling) << spelling.error().message;
  EXPECT_EQ(spelling->text, row["safe"]);
  EXPECT_EQ(spelling->before.segments, row.number("before"));
  EXPECT_EQ(spelling->after.segments, row.number("after"));
  EXPECT_EQ(characters(spelling->after), split_list(row["stays"]));
}

}  // namespace fixtures
