// SPDX-License-Identifier: GPL-2.0-or-later
// Any stanza to the gateway: nothing breaks, and every get and set that can be answered has exactly
// one answer.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "check.h"
#include "gateway/core/stanza.h"
#include "gateway/xml/names.h"
#include "gateway/xml/parser.h"
#include "tests/gateway/support/play.h"

using gateway::xml::Element;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  // Without a namespace of its own it is a stanza of ours.
  std::string document(input);
  if (document.find("xmlns") == std::string::npos || document.starts_with("<iq ") ||
      document.starts_with("<message ") || document.starts_with("<presence ")) {
    const auto name_end = document.find_first_of(" />");
    if (name_end == std::string::npos) return 0;
    document.insert(name_end, std::string(" xmlns='") + gateway::xml::component_namespace + "'");
  }
  auto stanza = gateway::xml::parse(document);
  if (!stanza) return 0;
  const std::string type(stanza->attribute_or("type", ""));
  gateway::test::Play play;
  const bool is_asked = stanza->name() == "iq" && type != "result" && type != "error" &&
                        gateway::is_answerable(*stanza, play.settings.domain);
  play.settings.registration_is_open = true;
  play.settings.registration_pool = "verona";
  play.begin();
  play.forgets_stanzas();
  play.gateway().stanza(*std::move(stanza));
  play.settles();
  play.passes(std::chrono::seconds(1));
  std::size_t answers = 0;
  for (const Element& sent : play.link.sent) {
    if (sent.name() == "iq") ++answers;
  }
  fuzz::check(answers == (is_asked ? 1U : 0U), "one answer to each get and set", input);
  return 0;
}
