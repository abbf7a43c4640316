// SPDX-License-Identifier: GPL-2.0-or-later
#include "properties.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "sms/sms.h"
#include "sms/utf8_decode.h"

namespace properties {
namespace {

void require(bool holds, const char* property, std::string_view input) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\ninput (%zu bytes):", property, input.size());
  for (const char c : input.substr(0, 400)) {
    std::fprintf(stderr, c >= ' ' && c <= '~' ? "%c" : "\\x%02X", static_cast<unsigned char>(c));
  }
  std::fputc('\n', stderr);
  std::abort();
}

/// 1 or 2; 0 for what is not in the alphabet.
unsigned searched_septets(char32_t character) {
  const auto code = sms::to_gsm7(character);
  if (!code) return 0;
  return code->is_escaped ? 2 : 1;
}

unsigned septets_of(char32_t character) {
  // to_gsm7() searches, which for a megabyte of letters would take a fuzzer half a minute.
  static const auto known = [] {
    std::array<unsigned, 256> table{};
    for (char32_t each = 0; each < table.size(); ++each)
      table[each] = searched_septets(each);
    return table;
  }();
  return character < known.size() ? known[character] : searched_septets(character);
}

std::size_t units_of(std::string_view part, sms::Encoding encoding) {
  std::size_t units = 0;
  for (std::size_t offset = 0; offset < part.size();) {
    const auto [character, length] = sms::decode_utf8(part, offset);
    if (encoding == sms::Encoding::gsm7) {
      const unsigned septets = septets_of(character);
      require(septets != 0, "what is counted in septets is in the alphabet", part);
      units += septets;
    }
    if (encoding == sms::Encoding::ucs2) units += character > 0xFFFF ? 2U : 1U;
    offset += length;
  }
  return units;
}

void check_parts(std::string_view text, const sms::Segmentation& counted,
                 sms::ConcatHeader header) {
  const std::vector<std::string_view> parts = sms::split(text, header).value();
  require(parts.size() == counted.segments, "split and segment agree", text);
  const std::size_t limit = parts.size() == 1 ? sms::single_capacity(counted.encoding)
                                              : sms::part_capacity(counted.encoding, header);
  std::string joined;
  std::size_t units = 0;
  std::size_t last = 0;
  for (const std::string_view part : parts) {
    last = units_of(part, counted.encoding);
    require(last <= limit, "no segment exceeds its limit", text);
    // A part is not filled up only where the next character needs two units.
    const bool is_last = part.data() == parts.back().data();
    require(is_last || last + 2 > limit, "no segment is left half empty", text);
    units += last;
    joined += part;
  }
  require(joined == text, "segments joined give the text", text);
  require(units == counted.units, "the units of the segments are those of the text", text);
  require(limit - last == counted.units_left, "what is left is left in the last segment", text);
}

bool is_text(std::string_view message) {
  return !message.empty() && !sms::first_invalid_utf8(message) &&
         message.find('\0') == std::string_view::npos && message.size() < 1000;
}

const std::array<sms::Gateway, 4>& gateways() {
  static const std::array<sms::Gateway, 4> all = {
      sms::Gateway::at("sms.example.com").value(),
      sms::Gateway::at("cheogram.com").value(),
      sms::Gateway::at("sms.talk.google.com").value(),
      sms::Gateway::from_template("to-{digits}.x@gw.example.org").value(),
  };
  return all;
}

std::string jid_of(const sms::Gateway& gateway, const std::vector<sms::PhoneAddress>& parties,
                   std::string_view text) {
  tl::expected<std::string, sms::AddressError> jid;
  if (parties.size() == 1) {
    jid = gateway.jid(parties.front());
  } else {
    std::vector<sms::E164> members;
    members.reserve(parties.size());
    for (const sms::PhoneAddress& party : parties)
      members.push_back(std::get<sms::E164>(party));
    jid = gateway.jid(members);
  }
  require(jid.has_value(), "a party that has a JID can be given one", text);
  return *jid;
}

}  // namespace

void check_text(std::string_view text) {
  for (const sms::ConcatHeader header :
       {sms::ConcatHeader::reference_8_bit, sms::ConcatHeader::reference_16_bit}) {
    const auto counted = sms::segment(text, header);
    if (!counted) {
      require(counted.error().offset < text.size(), "an error lies within the text", text);
      require(is_text(counted.error().message), "an error says something", text);
      require(!sms::gsm_safe(text, header), "what cannot be counted cannot be spelled", text);
      return;
    }
    require(!sms::first_invalid_utf8(text), "what can be counted is UTF-8", text);
    require((counted->encoding == sms::Encoding::gsm7) == counted->forcing.empty(),
            "UCS-2 has a reason", text);
    check_parts(text, *counted, header);
    const sms::SafeSpelling safe = sms::gsm_safe(text, header).value();
    require(safe.after.segments <= safe.before.segments, "the safe spelling is never longer", text);
    require(safe.before.segments == counted->segments, "the safe spelling is of this text", text);
    const sms::SafeSpelling again = sms::gsm_safe(safe.text, header).value();
    require(again.text == safe.text, "a safe spelling is spelled safely", text);
  }
}

void check_number(std::string_view text) {
  for (const std::string_view code : {"", "US", "DE", "IT", "AR", "BR", "AD"}) {
    const std::optional<sms::Region> region = sms::Region::parse(code);
    const auto party = sms::parse_phone_address(text, region);
    if (!party) {
      require(is_text(party.error().message), "an error says something", text);
      require(!sms::parse_number(text, region), "what is no address is no number", text);
      continue;
    }
    const auto* number = std::get_if<sms::E164>(&*party);
    if (number == nullptr) continue;
    require(sms::E164::parse(number->text()).value() == *number, "parse undoes text", text);
    require(sms::parse_number(number->text(), region).value() == *number,
            "the canonical spelling is canonical", text);
    const sms::NumberDescription description = sms::describe(*number);
    const auto international = sms::parse_number(description.international);
    require(international && *international == *number, "the international spelling is read back",
            text);
    if (description.kind == sms::NumberKind::unassigned) continue;  // its plan has no format for it
    const auto shown = sms::parse_number(sms::display(*number, region), region);
    require(shown && *shown == *number, "what is displayed is read back", text);
  }
}

void check_address(std::string_view text) {
  if (const std::optional<std::string> escaped = sms::jid_escape(text)) {
    require(sms::jid_unescape(*escaped) == text, "unescape undoes escape", text);
    require(escaped->find_first_of(" \"&'/:<>@") == std::string::npos,
            "an escaped text is a local part", text);
  }
  if (const auto gateway = sms::Gateway::from_template(text)) {
    const std::string jid = gateway->jid(sms::E164::parse("+13075551212").value()).value();
    require(gateway->parties(jid).has_value(), "any valid template can be read back", text);
  } else {
    require(is_text(gateway.error().message), "an error says something", text);
  }
  for (const sms::Gateway& gateway : gateways()) {
    // The text as a JID, and as a local part of this gateway's.
    for (const std::string& jid :
         {std::string(text), std::string(text).append("@").append(gateway.domain())}) {
      const auto parties = gateway.parties(jid);
      if (!parties) {
        require(is_text(parties.error().message), "an error says something", text);
        continue;
      }
      require(std::ranges::is_sorted(*parties), "members come in order", text);
      const std::string canonical = jid_of(gateway, *parties, text);
      const auto again = gateway.parties(canonical);
      require(again.has_value(), "a canonical JID is read back", text);
      require(jid_of(gateway, *again, text) == canonical, "a party has one JID", text);
      if (!std::holds_alternative<sms::SenderName>(parties->front())) {
        require(*again == *parties, "a JID leads to its party", text);
      }
    }
  }
  if (const auto name = sms::SenderName::parse(text)) {
    const std::string jid = gateways().front().jid(*name).value();
    const auto parties = gateways().front().parties(jid);
    require(parties.has_value(), "a name's JID is read back", text);
    require(gateways().front().jid(parties->front()).value() == jid, "a name has one JID", text);
  }
}

void check_uri(std::string_view text) {
  const auto uri = sms::parse_uri(text);
  if (!uri) {
    require(uri.error().offset <= text.size(), "an error lies within the URI", text);
    require(is_text(uri.error().message), "an error says something", text);
    return;
  }
  const std::string formatted = sms::format_uri(*uri);
  const auto again = sms::parse_uri(formatted);
  require(again && *again == *uri, "parse undoes format", text);
  require(sms::format_uri(*again) == formatted, "the canonical spelling is canonical", text);
  if (const auto* link = std::get_if<sms::SmsUri>(&*uri)) {
    require(!link->recipients.empty(), "an sms: link has a recipient", text);
    require(!link->body || !sms::first_invalid_utf8(*link->body), "a body is UTF-8", text);
  }
}

}  // namespace properties
