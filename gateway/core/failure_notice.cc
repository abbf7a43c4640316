// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/failure_notice.h"

#include "gateway/core/names.h"
#include "gateway/core/stanza.h"
#include "gateway/core/stanza_error.h"
#include "gateway/language/language.h"
#include "gateway/xml/names.h"

namespace gateway {
namespace {

/// As mail quotes.
void quote(std::string& body, std::string_view text) {
  if (text.empty()) return;
  body += "\n> ";
  for (const char c : text) {
    body += c;
    if (c == '\n') body += "> ";
  }
}

}  // namespace

xml::Element failure_notice(const Message& failed, std::string_view from,
                            const std::string& language) {
  const auto words = words_of(language);
  std::string body = translated(failed.failure.kind == FailureKind::unclear
                                    ? "This message may not have been delivered."
                                    : "This message was not delivered.",
                                words);
  body.append(" ").append(translated(error_of(failed.failure).text, words));
  quote(body, failed.body);
  for (const std::string& url : failed.media)
    quote(body, url);

  xml::Element stanza = make_stanza("message", from, failed.user, "chat");
  const std::string id = "failure-" + std::to_string(failed.id.value);
  stanza.set("id", id);
  if (!words.empty()) stanza.set(xml::xml_namespace, "lang", language);
  stanza.add("body").add_text(body);
  stanza.add(xml::Element("origin-id", ns::stanza_ids)).set("id", id);
  return stanza;
}

}  // namespace gateway
