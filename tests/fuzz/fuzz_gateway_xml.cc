// SPDX-License-Identifier: GPL-2.0-or-later
// The gateway's reader over any bytes: what it gives does not depend on how they arrive, keeps
// within its limits, and comes back from writing.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "check.h"
#include "gateway/xml/parser.h"

namespace {

using fuzz::check;
using gateway::xml::Element;
using gateway::xml::Limits;
using gateway::xml::ParseError;
using gateway::xml::StanzaRefused;
using gateway::xml::StreamEvent;
using gateway::xml::StreamOpened;

/// A tag that is not finished is scanned anew with each chunk: byte by byte takes seconds for more.
constexpr std::size_t most_for_single_bytes = 4'096;

/// Small, so that inputs of a fuzzer's size meet them.
constexpr Limits limits{.depth = 4, .bytes = 200, .parts = 20, .beyond = 3};

struct Reading {
  std::vector<StreamEvent> events;
  std::optional<ParseError> error;
};

Reading read(std::string_view input, std::size_t chunk_bytes, Limits within) {
  Reading result;
  gateway::xml::StreamParser parser(within);
  for (; !input.empty() && !result.error;
       input.remove_prefix(std::min(chunk_bytes, input.size()))) {
    result.error = parser.feed(input.substr(0, chunk_bytes), result.events);
  }
  return result;
}

struct Size {
  std::size_t depth = 1;
  std::size_t parts = 1;
};

Size size_of(const Element& element) {
  Size result;
  result.parts += element.attributes().size();
  for (const Element::Node& node : element.nodes()) {
    const auto* child = std::get_if<Element>(&node);
    const Size inside = child == nullptr ? Size{0, 1} : size_of(*child);
    result.parts += inside.parts;
    result.depth = std::max(result.depth, inside.depth + 1);
  }
  return result;
}

std::string text_of(const StreamEvent& event) {
  if (const auto* stanza = std::get_if<Element>(&event)) return write(*stanza);
  if (const auto* opened = std::get_if<StreamOpened>(&event))
    return "opened " + write(opened->header);
  if (const auto* refused = std::get_if<StanzaRefused>(&event))
    return std::string(parse_error_text(refused->why)) + " " + write(refused->opening);
  return "closed";
}

std::string text_of(const Reading& reading) {
  std::string result;
  for (const StreamEvent& event : reading.events)
    result += text_of(event) + '\n';
  return result;
}

void check_comes_back(const Element& element) {
  const std::string text = write(element);
  const auto again = gateway::xml::parse(text);
  check(again.has_value(), "what is written can be read", text);
  check(*again == element, "what is written reads as it was", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  for (const Limits within : {Limits{}, limits}) {
    const Reading whole = read(input, std::max<std::size_t>(size, 1), within);
    for (const StreamEvent& event : whole.events) {
      const auto* stanza = std::get_if<Element>(&event);
      if (stanza == nullptr) continue;
      check(size_of(*stanza).depth <= within.depth, "no deeper than allowed", text_of(event));
      check(size_of(*stanza).parts <= within.parts, "no more parts than allowed", text_of(event));
      check_comes_back(*stanza);
    }
    for (const std::size_t chunk_bytes : {std::size_t{1}, std::size_t{7}}) {
      if (chunk_bytes == 1 && size > most_for_single_bytes) continue;
      const Reading parts = read(input, chunk_bytes, within);
      check(text_of(parts) == text_of(whole), "the same whatever the chunks",
            text_of(whole) + "---\n" + text_of(parts));
      check(parts.error.has_value() == whole.error.has_value(), "an error whatever the chunks",
            parse_error_text(parts.error ? *parts.error : whole.error.value_or(ParseError{})));
    }
  }
  if (const auto document = gateway::xml::parse(input)) check_comes_back(*document);
  return 0;
}
