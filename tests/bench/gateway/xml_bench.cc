// SPDX-License-Identifier: GPL-2.0-or-later
// What it takes to read a stanza and to write it, beside expat alone on the same bytes.
// Usage: gateway-xml-bench [STANZAS]
#include <expat.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/xml/names.h"
#include "gateway/xml/parser.h"

namespace {

constexpr std::size_t read_bytes = 1 << 16;  // as the link reads

constexpr std::string_view header =
    "<stream:stream xmlns='jabber:component:accept' "
    "xmlns:stream='http://etherx.jabber.org/streams' id='1'>";

std::string stream_of(int stanzas) {
  std::string result(header);
  for (int i = 0; i < stanzas; ++i) {
    result +=
        "<message from='juliet@example.com/balcony' to='+13075551212@sms.example.com' type='chat' "
        "id='" +
        std::to_string(i) +
        "' xml:lang='en'><body>Wherefore art thou? &lt;3</body>"
        "<active xmlns='http://jabber.org/protocol/chatstates'/>"
        "<request xmlns='urn:xmpp:receipts'/></message>";
  }
  return result;
}

/// The best of five, so that what else runs here counts little.
template <class Fn>
double seconds(Fn&& fn) {
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    fn();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    best = std::min(best, took.count());
  }
  return best;
}

template <class Feed>
void in_pieces(std::string_view bytes, Feed&& feed) {
  for (; !bytes.empty(); bytes.remove_prefix(std::min(read_bytes, bytes.size())))
    feed(bytes.substr(0, read_bytes));
}

std::size_t expat_alone(std::string_view bytes) {
  std::size_t elements = 0;
  XML_Parser parser = XML_ParserCreateNS("UTF-8", '\f');
  XML_SetUserData(parser, &elements);
  XML_SetElementHandler(
      parser, [](void* count, auto...) { ++*static_cast<std::size_t*>(count); },
      [](void*, const char*) {});
  XML_SetCharacterDataHandler(parser, [](void*, const char*, int) {});
  in_pieces(bytes, [&](std::string_view piece) {
    XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), 0);
  });
  XML_ParserFree(parser);
  return elements;
}

/// Reads, and hands each stanza to `use`.
template <class Use>
std::size_t read(std::string_view bytes, Use&& use) {
  std::size_t count = 0;
  gateway::xml::StreamParser parser;
  std::vector<gateway::xml::StreamEvent> events;
  in_pieces(bytes, [&](std::string_view piece) {
    if (parser.feed(piece, events)) std::abort();
    for (const auto& event : events) {
      const auto* stanza = std::get_if<gateway::xml::Element>(&event);
      if (stanza == nullptr) continue;
      use(*stanza);
      ++count;
    }
    events.clear();
  });
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  const int stanzas = argc > 1 ? std::atoi(argv[1]) : 100'000;
  const std::string bytes = stream_of(stanzas);
  std::size_t count = 0;
  std::string out;
  const double alone = seconds([&] { count = expat_alone(bytes); });
  const double reading = seconds([&] { count = read(bytes, [](const auto&) {}); });
  if (count != static_cast<std::size_t>(stanzas)) return EXIT_FAILURE;
  const double both = seconds([&] {
    out.clear();
    read(bytes, [&](const auto& stanza) {
      if (out.size() > read_bytes) out.clear();
      append(out, stanza, gateway::xml::component_namespace);
    });
  });
  const auto say = [&](const char* what, double took) {
    std::cout << what << static_cast<long>(stanzas / took) << " stanzas/s, " << took / stanzas * 1e6
              << " us each, " << took / alone << " x expat alone\n";
  };
  say("expat alone     ", alone);
  say("read            ", reading);
  say("read and write  ", both);
  return EXIT_SUCCESS;
}
