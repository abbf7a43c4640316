// SPDX-License-Identifier: GPL-2.0-or-later
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "sms/uri.h"
#include "uri_characters.h"

namespace sms {
namespace {

template <class Predicate>
void append_encoded(std::string& out, std::string_view value, Predicate is_plain) {
  for (const char c : value) {
    if (is_plain(c)) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
}

void append_parameter(std::string& out, std::string_view name,
                      const std::optional<std::string>& value) {
  out.append(";").append(name);
  if (!value) return;
  out += '=';
  append_encoded(out, *value, detail::is_parameter_character);
}

void append_subscriber(std::string& out, const Subscriber& subscriber) {
  out += subscriber.number;
  if (subscriber.isdn_subaddress) append_parameter(out, "isub", subscriber.isdn_subaddress);
  if (subscriber.extension) append_parameter(out, "ext", subscriber.extension);
  if (subscriber.context) append_parameter(out, "phone-context", subscriber.context);
  for (const UriParameter& parameter : subscriber.parameters) {
    append_parameter(out, parameter.name, parameter.value);
  }
}

void append_field(std::string& out, char separator, std::string_view name, std::string_view value) {
  out += separator;
  append_encoded(out, name, detail::is_unreserved);
  out += '=';
  append_encoded(out, value, detail::is_unreserved);
}

std::string format(const TelUri& uri) {
  std::string out = "tel:";
  append_subscriber(out, uri.subscriber);
  return out;
}

std::string format(const SmsUri& uri) {
  std::string out = "sms:";
  for (const Subscriber& recipient : uri.recipients) {
    if (&recipient != &uri.recipients.front()) out += ',';
    append_subscriber(out, recipient);
  }
  char separator = '?';
  if (uri.body) append_field(out, std::exchange(separator, '&'), "body", *uri.body);
  for (const UriParameter& field : uri.fields) {
    append_field(out, std::exchange(separator, '&'), field.name, field.value.value_or(""));
  }
  return out;
}

}  // namespace

std::string format_uri(const PhoneUri& uri) {
  return std::visit([](const auto& one) { return format(one); }, uri);
}

}  // namespace sms
