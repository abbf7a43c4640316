// SPDX-License-Identifier: GPL-2.0-or-later
#include "sms/address.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "jid_parts.h"
#include "name_case.h"
#include "quote.h"
#include "sms/jid_escape.h"
#include "sms/number.h"
#include "sms/utf8.h"
#include "uri_characters.h"

namespace sms {
namespace {

using detail::quote;

/// What cheogram appends to a short code. Source: the address that its users are told to add
constexpr std::string_view cheogram_short_code_context =
    ";phone-context=ca-us.phone-context.soprani.ca";

tl::unexpected<AddressError> fail(AddressErrorCode code, std::string message) {
  return tl::unexpected(AddressError{code, std::move(message)});
}

Dialect dialect_of(std::string_view domain) {
  if (domain == "cheogram.com") return Dialect::cheogram;
  if (domain == "sms.talk.google.com") return Dialect::google;
  return Dialect::plain;
}

bool is_all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, detail::is_digit);
}

/// "INFO" -> "info", "H&M" -> "h\26m"
std::string local_part_of(const SenderName& name) {
  return jid_escape(detail::fold_name(name.text())).value();  // a name has no space at its ends
}

}  // namespace

tl::expected<Gateway, AddressError> Gateway::at(std::string_view domain) {
  return at(domain, dialect_of(detail::canonical_domain(domain).value_or("")));
}

tl::expected<Gateway, AddressError> Gateway::at(std::string_view domain, Dialect dialect) {
  std::optional<std::string> canonical = detail::canonical_domain(domain);
  if (!canonical) {
    return fail(
        AddressErrorCode::bad_domain,
        fmt::format("{} is not a domain, such as sms.example.com; a gateway with addresses of its "
                    "own is given as a template, such as {{number}}@sms.example.com",
                    quote(domain)));
  }
  Gateway gateway;
  gateway.dialect_ = dialect;
  gateway.domain_ = *std::move(canonical);
  return gateway;
}

tl::expected<Gateway, AddressError> Gateway::from_template(std::string_view text) {
  const auto bad = [&](std::string_view why) {
    return fail(AddressErrorCode::bad_template,
                fmt::format("the template {} {}, for example {{number}}@sms.example.com",
                            quote(text), why));
  };
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return bad("has no '@'; it must make a JID");
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  if (domain.find('/') != std::string_view::npos) {
    return bad("has a resource; end it after the domain");
  }
  if (domain.find_first_of("{}") != std::string_view::npos) {
    return bad("has its placeholder in the domain; put it before the '@'");
  }
  const std::size_t open = local.find('{');
  const std::size_t close = local.find('}');
  if (open == std::string_view::npos && close == std::string_view::npos) {
    return bad("has no placeholder; write {number} or {digits} before the '@'");
  }
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
    return bad("has a brace without its counterpart");
  }
  const std::string_view placeholder = local.substr(open, close - open + 1);
  if (placeholder != "{number}" && placeholder != "{digits}") {
    return bad(fmt::format("has the placeholder {}, which is neither {{number}} nor {{digits}}",
                           quote(placeholder)));
  }
  const std::string_view before = local.substr(0, open);
  const std::string_view after = local.substr(close + 1);
  if (after.find_first_of("{}") != std::string_view::npos) {
    return bad("has more than one placeholder; one number goes in one place");
  }
  const std::size_t longest_literal = detail::longest_part / 2;  // leaves room for any party
  if (!detail::is_local_text(before) || !detail::is_local_text(after) ||
      before.size() + after.size() > longest_literal) {
    return bad("has text around its placeholder that no JID can have");
  }
  tl::expected<Gateway, AddressError> gateway = Gateway::at(domain, Dialect::plain);
  if (!gateway) return gateway;
  gateway->has_plus_ = placeholder == "{number}";
  gateway->before_ = detail::lower(before);
  gateway->after_ = detail::lower(after);
  return gateway;
}

tl::expected<std::string, AddressError> Gateway::jid(const PhoneAddress& party) const {
  const auto with_domain = [this](std::string_view local) {
    return fmt::format("{}{}{}@{}", before_, local, after_, domain_);
  };
  if (const auto* number = std::get_if<E164>(&party)) {
    return with_domain(has_plus_ ? number->text() : number->digits());
  }
  if (const auto* code = std::get_if<ShortCode>(&party)) {
    if (dialect_ == Dialect::plain) return with_domain(code->text());
    if (dialect_ == Dialect::cheogram) {
      return with_domain(std::string(code->text()).append(cheogram_short_code_context));
    }
  } else if (dialect_ == Dialect::plain) {
    return with_domain(local_part_of(std::get<SenderName>(party)));
  }
  return fail(
      AddressErrorCode::not_addressable,
      fmt::format("{} has no address at {}, which knows only numbers{}", quote(text_of(party)),
                  domain_, dialect_ == Dialect::cheogram ? " and short codes" : ""));
}

tl::expected<std::string, AddressError> Gateway::jid(std::span<const E164> group) const {
  std::vector<E164> members(group.begin(), group.end());
  std::ranges::sort(members);
  members.erase(std::unique(members.begin(), members.end()), members.end());
  if (members.empty()) return fail(AddressErrorCode::no_party, "a group needs a member");
  if (members.size() == 1) return jid(PhoneAddress(members.front()));
  std::string local;
  for (const E164& member : members) {
    if (!local.empty()) local += ',';
    local += member.text();
  }
  if (dialect_ != Dialect::cheogram || local.size() > detail::longest_part) {
    return fail(
        AddressErrorCode::no_groups,
        fmt::format("{} has no address for a group of {} numbers", domain_, members.size()));
  }
  return fmt::format("{}@{}", local, domain_);
}

bool Gateway::serves(std::string_view jid) const {
  return detail::canonical_domain(detail::split_jid(jid).domain) == domain_;
}

tl::expected<std::vector<PhoneAddress>, AddressError> Gateway::parties(std::string_view jid) const {
  if (const std::optional<std::size_t> bad = first_invalid_utf8(jid)) {
    return fail(AddressErrorCode::not_a_jid,
                fmt::format("{} is not UTF-8: {}", quote(jid), detail::bad_utf8(jid, *bad)));
  }
  const auto [local, domain] = detail::split_jid(jid);
  if (domain.empty() || local.size() > detail::longest_part) {
    return fail(AddressErrorCode::not_a_jid,
                fmt::format("{} is not a JID, such as +13075551212@{}", quote(jid), domain_));
  }
  if (!serves(jid)) {
    return fail(AddressErrorCode::other_gateway, fmt::format("{} is an address of {}, not of {}",
                                                             quote(jid), quote(domain), domain_));
  }
  const std::string folded = detail::lower(local);
  if (folded.size() <= before_.size() + after_.size() || !folded.starts_with(before_) ||
      !folded.ends_with(after_)) {
    return fail(
        AddressErrorCode::no_party,
        local.empty()
            ? fmt::format("{} is the gateway itself, not a number there", quote(jid))
            : fmt::format("{} does not follow the gateway's template, "
                          "{}{{{}}}{}@{}",
                          quote(jid), before_, has_plus_ ? "number" : "digits", after_, domain_));
  }
  std::string_view rest = local;
  rest.remove_prefix(before_.size());
  rest.remove_suffix(after_.size());
  std::vector<PhoneAddress> result;
  const bool is_group = dialect_ == Dialect::cheogram && rest.find(',') != std::string_view::npos;
  while (true) {
    const std::size_t comma = is_group ? rest.find(',') : std::string_view::npos;
    tl::expected<PhoneAddress, AddressError> party = party_of(rest.substr(0, comma));
    if (!party) return tl::unexpected(std::move(party).error());
    if (is_group && !std::holds_alternative<E164>(*party)) {
      return fail(AddressErrorCode::not_addressable,
                  fmt::format("{} has a member that is not a number", quote(jid)));
    }
    result.push_back(*std::move(party));
    if (comma == std::string_view::npos) break;
    rest.remove_prefix(comma + 1);
  }
  std::ranges::sort(result);
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

/// Shape:   the part of the local part that stands for one party, still escaped
tl::expected<PhoneAddress, AddressError> Gateway::party_of(std::string_view text) const {
  const auto bad_number = [](const NumberError& error) {
    return fail(AddressErrorCode::bad_number, error.message);
  };
  if (dialect_ == Dialect::cheogram && text.ends_with(cheogram_short_code_context)) {
    text.remove_suffix(cheogram_short_code_context.size());
    const tl::expected<ShortCode, NumberError> code = ShortCode::parse(text);
    if (!code) return bad_number(code.error());
    return *code;
  }
  if (is_all_digits(text)) {
    if (dialect_ == Dialect::plain) {
      if (const tl::expected<ShortCode, NumberError> code = ShortCode::parse(text)) return *code;
    }
    const tl::expected<E164, NumberError> number =
        parse_number(has_plus_ ? std::string(text) : std::string("+").append(text));
    if (!number) return bad_number(number.error());
    return *number;
  }
  const std::string plain = jid_unescape(text);
  if (dialect_ == Dialect::plain) {
    if (tl::expected<SenderName, NumberError> name =
            SenderName::parse(detail::unfold_name(plain))) {
      return *std::move(name);
    }
  }
  const tl::expected<E164, NumberError> number = parse_number(plain);
  if (!number) return bad_number(number.error());
  return *number;
}

}  // namespace sms
