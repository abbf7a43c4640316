// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/addresses.h"

#include <stdexcept>
#include <utility>

#include "gateway/core/jid.h"
#include "sms/number.h"

namespace gateway {
namespace {

constexpr std::size_t remembered = 4096;

sms::Gateway gateway_at(const std::string& domain) {
  auto gateway = sms::Gateway::at(domain, sms::Dialect::plain);
  if (!gateway) throw std::invalid_argument(gateway.error().message);
  return *std::move(gateway);
}

StanzaError error_of(const sms::AddressError& error) {
  const bool is_number = error.code == sms::AddressErrorCode::bad_number;
  return {is_number ? Condition::item_not_found : Condition::jid_malformed, error.message};
}

template <class Value>
Value remember(std::unordered_map<std::string, Value>& known, std::string_view key, Value value) {
  if (known.size() >= remembered) known.clear();
  known.emplace(key, value);
  return value;
}

}  // namespace

tl::expected<sms::PhoneAddress, sms::NumberError> address_of(std::string_view number) {
  if (auto e164 = sms::E164::parse(number)) return *e164;
  if (auto code = sms::ShortCode::parse(number)) return *code;
  auto name = sms::SenderName::parse(number);
  if (!name) return tl::unexpected(name.error());
  return *std::move(name);
}

Addresses::Addresses(const std::string& domain) : gateway_(gateway_at(domain)) {}

bool Addresses::is_gateway(std::string_view jid) const {
  const Jid cut = cut_jid(jid);
  return cut.local.empty() && user_of(cut.bare) == gateway_.domain();
}

tl::expected<Phone, StanzaError> Addresses::phone(std::string_view jid) const {
  const Jid cut = cut_jid(jid);
  const auto known = phones_.find(std::string(cut.local));
  if (known != phones_.end() && gateway_.serves(jid)) return known->second;

  auto parties = gateway_.parties(cut.bare);
  if (!parties) return tl::unexpected(error_of(parties.error()));
  if (parties->size() != 1) {
    return tl::unexpected(
        StanzaError{Condition::jid_malformed, "A text message goes to one number at a time."});
  }
  auto own_jid = gateway_.jid(parties->front());
  if (!own_jid) return tl::unexpected(error_of(own_jid.error()));
  return remember(phones_, cut.local, Phone{parties->front(), *own_jid});
}

std::string Addresses::jid_of(const std::string& number) const {
  const auto known = jids_.find(number);
  if (known != jids_.end()) return known->second;
  const auto address = address_of(number);
  if (!address) return {};
  return remember(jids_, number, gateway_.jid(*address).value_or(std::string()));
}

}  // namespace gateway
