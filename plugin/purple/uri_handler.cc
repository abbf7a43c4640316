// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/uri_handler.h"

#include <utility>

#include "plugin/contacts/recipient.h"
#include "plugin/i18n.h"
#include "plugin/purple/region_in_use.h"
#include "plugin/shown_text.h"
#include "sms/number.h"
#include "sms/uri.h"

namespace plugin {
namespace {

// More than any text that can be sent, and little enough to look at.
constexpr std::size_t longest_link = 200000;

/// libpurple has taken the link apart and decoded nothing.
std::string join(const char* scheme, const char* rest, GHashTable* fields) {
  std::string uri = std::string(scheme) + ":" + (rest != nullptr ? rest : "");
  if (fields == nullptr) return uri;
  GHashTableIter iterator;
  gpointer name = nullptr;
  gpointer value = nullptr;
  char separator = '?';
  g_hash_table_iter_init(&iterator, fields);
  while (g_hash_table_iter_next(&iterator, &name, &value) != FALSE) {
    uri += separator + std::string(static_cast<const char*>(name));
    if (value != nullptr) uri += "=" + std::string(static_cast<const char*>(value));
    separator = '&';
  }
  return uri;
}

tl::expected<sms::PhoneAddress, sms::NumberError> party_of(const sms::Subscriber& subscriber) {
  const std::optional<sms::Region> region = region_in_use();
  if (!subscriber.context && !subscriber.extension && !subscriber.isdn_subaddress) {
    return sms::parse_phone_address(subscriber.number, region);
  }
  return sms::parse_phone_address(sms::format_uri(sms::TelUri{subscriber}), region);
}

void complain(const std::string& why) {
  purple_notify_error(purple_get_core(), _("SMS over XMPP"), _("This link cannot be texted."),
                      why.c_str());
}

}  // namespace

UriHandler::UriHandler(Open open)
    : open_(std::move(open)),
      uri_handler_(connect<&UriHandler::on_uri>(purple_get_core(), signals::uri_handler, this)) {}

gboolean UriHandler::on_uri(const char* scheme, const char* rest, GHashTable* fields) {
  if (scheme == nullptr || !sms::is_phone_uri(std::string(scheme) + ":")) return FALSE;
  handle(join(scheme, rest, fields));
  return TRUE;
}

void UriHandler::handle(const std::string& uri) {
  if (uri.size() > longest_link) return complain(_("It is too long."));
  const auto link = sms::parse_uri(uri);
  if (!link) return complain(shown_text(link.error().message, 300));
  const auto* text = std::get_if<sms::SmsUri>(&*link);
  const sms::Subscriber& first =
      text != nullptr ? text->recipients.front() : std::get<sms::TelUri>(*link).subscriber;

  SendPreset preset;
  if (const auto party = party_of(first)) {
    preset.to = shown(*party, region_in_use());
    preset.notice = _("A link asks for this text. It is sent only when you say so.");
  } else {
    preset.to = first.number;
    preset.notice = shown_text(party.error().message, 300);
  }
  if (text != nullptr) {
    preset.text = shown_lines(text->body.value_or(""));
    if (const auto count = static_cast<unsigned long>(text->recipients.size()); count > 1) {
      preset.notice = textf(
          // Translators: %lu is at least 2.
          plural("The link names %lu number, and a text goes to one at a time. This is the first.",
                 "The link names %lu numbers, and a text goes to one at a time. This is the first.",
                 count),
          count);
    }
  }
  open_(preset);
}

}  // namespace plugin
