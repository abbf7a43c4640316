// SPDX-License-Identifier: GPL-2.0-or-later
// Addresses: name, gateway (a domain, "dialect:domain" or a template), party (several: a list; as
// in number_rows.cc, or a spelling of it), jid, way: <-> both, -> to the JID, <- to the party. What
// the arrow points at may be "error:<name>". Gateways: name, gateway, error. Escapes: name, text,
// escaped.
#include <gtest/gtest.h>

#include "row_checks.h"
#include "sms/address.h"
#include "sms/jid_escape.h"
#include "sms/number.h"

namespace fixtures {
namespace {

using sms::Gateway;

tl::expected<Gateway, sms::AddressError> gateway_of(std::string_view text) {
  if (text.find_first_of("{}@") != std::string_view::npos) return Gateway::from_template(text);
  constexpr std::string_view cheogram = "cheogram:";
  constexpr std::string_view google = "google:";
  if (text.starts_with(cheogram)) {
    return Gateway::at(text.substr(cheogram.size()), sms::Dialect::cheogram);
  }
  if (text.starts_with(google)) {
    return Gateway::at(text.substr(google.size()), sms::Dialect::google);
  }
  return Gateway::at(text);
}

sms::PhoneAddress party_of(std::string_view text) {
  if (text.starts_with("short:")) return sms::ShortCode::parse(text.substr(6)).value();
  if (text.starts_with("name:")) return sms::SenderName::parse(text.substr(5)).value();
  return sms::parse_number(text).value();
}

template <class Error>
std::string error_text(const Error& error) {
  return "error:" + std::string(sms::error_name(error.code));
}

std::string jid_of(const Gateway& gateway, const std::vector<std::string>& parties) {
  tl::expected<std::string, sms::AddressError> jid;
  if (parties.size() == 1) {
    jid = gateway.jid(party_of(parties.front()));
  } else {
    std::vector<sms::E164> members;
    members.reserve(parties.size());
    for (const std::string& member : parties) {
      members.push_back(sms::parse_number(member).value());
    }
    jid = gateway.jid(members);
  }
  return jid ? *jid : error_text(jid.error());
}

std::string parties_of(const Gateway& gateway, std::string_view jid) {
  const auto parties = gateway.parties(jid);
  if (!parties) return error_text(parties.error());
  std::string text;
  for (const sms::PhoneAddress& party : *parties) {
    if (!text.empty()) text += " | ";
    text += notation(party);
  }
  return text;
}

}  // namespace

void check_address(const Row& row) {
  const auto gateway = gateway_of(row["gateway"]);
  ASSERT_TRUE(gateway) << gateway.error().message;
  const std::string& way = row["way"];
  ASSERT_TRUE(way == "<->" || way == "->" || way == "<-") << "unknown way " << way;
  if (way != "<-") {
    EXPECT_EQ(jid_of(*gateway, split_list(row["party"])), row["jid"]);
  }
  if (way != "->") {
    EXPECT_EQ(parties_of(*gateway, row["jid"]), row["party"]);
  }
}

void check_gateway_error(const Row& row) {
  const auto gateway = gateway_of(row["gateway"]);
  ASSERT_FALSE(gateway) << "a gateway at " << gateway->domain();
  EXPECT_EQ(sms::error_name(gateway.error().code), row["error"]) << gateway.error().message;
}

void check_escape(const Row& row) {
  const std::optional<std::string> escaped = sms::jid_escape(row["text"]);
  EXPECT_EQ(escaped.value_or("error"), row["escaped"]);
  if (escaped) {
    EXPECT_EQ(sms::jid_unescape(*escaped), row["text"]);
  }
}

}  // namespace fixtures
