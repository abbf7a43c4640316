// SPDX-License-Identifier: GPL-2.0-or-later
#include "answers.h"

#include <string>
#include <vector>

#include "sms/number.h"
#include "sms/phone_address.h"
#include "sms/segments.h"
#include "sms/uri.h"

namespace sms_text {
namespace {

template <class Error>
Json refusal(const Error& error) {
  return {{"error", sms::error_name(error.code)}, {"message", error.message}};
}

void add_party(Json& answer, const sms::PhoneAddress& party) {
  const char* key = "sender_name";
  if (std::holds_alternative<sms::E164>(party)) key = "e164";
  if (std::holds_alternative<sms::ShortCode>(party)) key = "short_code";
  answer[key] = sms::text_of(party);
}

Json answer_jid(std::string_view text, const sms::Gateway& gateway) {
  const auto parties = gateway.parties(text);
  if (!parties) return refusal(parties.error());
  Json answer = Json::object();
  if (parties->size() == 1) {
    const auto jid = gateway.jid(parties->front());
    if (!jid) return refusal(jid.error());
    answer["jid"] = *jid;
    add_party(answer, parties->front());
    return answer;
  }
  std::vector<sms::E164> members;
  Json numbers = Json::array();
  for (const sms::PhoneAddress& party : *parties) {
    members.push_back(std::get<sms::E164>(party));
    numbers.push_back(members.back().text());
  }
  const auto jid = gateway.jid(members);
  if (!jid) return refusal(jid.error());
  answer["jid"] = *jid;
  answer["members"] = std::move(numbers);
  return answer;
}

Json answer_group(std::string_view text, const sms::Gateway& gateway,
                  std::optional<sms::Region> region) {
  std::vector<sms::E164> members;
  while (true) {
    const std::size_t comma = text.find(',');
    const auto member = sms::parse_number(text.substr(0, comma), region);
    if (!member) return refusal(member.error());
    members.push_back(*member);
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  const auto jid = gateway.jid(members);
  if (!jid) return refusal(jid.error());
  return answer_jid(*jid, gateway);
}

Json answer_subscriber(const sms::Subscriber& subscriber) {
  Json answer = {{"number", subscriber.number}};
  if (subscriber.context) answer["context"] = *subscriber.context;
  if (subscriber.extension) answer["extension"] = *subscriber.extension;
  if (subscriber.isdn_subaddress) answer["isub"] = *subscriber.isdn_subaddress;
  for (const sms::UriParameter& parameter : subscriber.parameters) {
    Json& value = answer["parameters"][parameter.name];
    if (parameter.value) value = *parameter.value;
  }
  return answer;
}

}  // namespace

Json answer_segments(std::string_view text) {
  const auto counted = sms::segment(text);
  if (!counted) {
    Json answer = refusal(counted.error());
    answer["offset"] = counted.error().offset;
    return answer;
  }
  Json forcing = Json::array();
  for (const sms::ForcingCharacter& one : counted->forcing) {
    const auto first = static_cast<unsigned char>(text[one.offset]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    forcing.push_back(text.substr(one.offset, length));
  }
  return {{"encoding", sms::encoding_name(counted->encoding)},
          {"segments", counted->segments},
          {"units", counted->units},
          {"units_left", counted->units_left},
          {"forcing", std::move(forcing)}};
}

Json answer_number(std::string_view text, std::optional<sms::Region> region) {
  const auto party = sms::parse_phone_address(text, region);
  if (!party) return refusal(party.error());
  Json answer = Json::object();
  add_party(answer, *party);
  if (const auto* number = std::get_if<sms::E164>(&*party)) {
    const sms::NumberDescription description = sms::describe(*number);
    answer["national"] = description.national;
    answer["international"] = description.international;
    answer["kind"] = sms::kind_name(description.kind);
    if (description.kind == sms::NumberKind::unassigned) {
      answer["warning"] = "its country's numbering plan has no such number";
    } else if (!sms::is_mobile_capable(description.kind)) {
      answer["warning"] = "not a mobile number: texts to it may not arrive";
    }
  } else {
    answer["kind"] = std::holds_alternative<sms::ShortCode>(*party) ? "short_code" : "sender_name";
  }
  return answer;
}

Json answer_address(std::string_view text, const sms::Gateway& gateway,
                    std::optional<sms::Region> region) {
  if (!sms::is_phone_uri(text)) {
    if (text.find('@') != std::string_view::npos) return answer_jid(text, gateway);
    if (text.find(',') != std::string_view::npos) return answer_group(text, gateway, region);
  }
  const auto party = sms::parse_phone_address(text, region);
  if (!party) return refusal(party.error());
  const auto jid = gateway.jid(*party);
  if (!jid) return refusal(jid.error());
  Json answer = {{"jid", *jid}};
  add_party(answer, *party);
  return answer;
}

Json answer_uri(std::string_view text) {
  const auto uri = sms::parse_uri(text);
  if (!uri) {
    Json answer = refusal(uri.error());
    answer["offset"] = uri.error().offset;
    return answer;
  }
  Json answer = {{"uri", sms::format_uri(*uri)}};
  if (const auto* tel = std::get_if<sms::TelUri>(&*uri)) {
    answer["scheme"] = "tel";
    answer["recipients"] = Json::array({answer_subscriber(tel->subscriber)});
    return answer;
  }
  const auto& sms_uri = std::get<sms::SmsUri>(*uri);
  answer["scheme"] = "sms";
  answer["recipients"] = Json::array();
  for (const sms::Subscriber& recipient : sms_uri.recipients) {
    answer["recipients"].push_back(answer_subscriber(recipient));
  }
  if (sms_uri.body) answer["body"] = *sms_uri.body;
  for (const sms::UriParameter& field : sms_uri.fields) {
    answer["fields"][field.name] = field.value.value_or("");
  }
  return answer;
}

}  // namespace sms_text
