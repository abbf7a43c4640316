// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/message_text.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "gateway/core/names.h"

namespace gateway {
namespace {

constexpr std::size_t most_media = 10;

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::optional<std::size_t> number(const xml::Element& element, std::string_view name) {
  const auto text = element.attribute(name);
  std::size_t value = 0;
  if (!text) return std::nullopt;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size()) return std::nullopt;
  return value;
}

/// The byte where a character begins; the end of the text for one behind it.
std::size_t byte_of(std::string_view text, std::size_t character) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (begins && character-- == 0) break;
  }
  return at;
}

/// What of the body is there only for clients that do not know what it stands for.
std::vector<Span> fallbacks(const xml::Element& message) {
  std::vector<Span> spans;
  for (const auto& node : message.nodes()) {
    const auto* fallback = std::get_if<xml::Element>(&node);
    if (fallback == nullptr || !fallback->is("fallback", ns::fallback)) continue;
    // Only a reply's quote is already on the phone; other fallbacks are all that it can read.
    if (fallback->attribute_or("for", ns::reply) != ns::reply) continue;
    for (const auto& inner : fallback->nodes()) {
      const auto* body = std::get_if<xml::Element>(&inner);
      if (body == nullptr || !body->is("body", ns::fallback)) continue;
      const auto start = number(*body, "start");
      const auto end = number(*body, "end");
      if (start && end && *start < *end) spans.push_back({*start, *end});
    }
  }
  std::ranges::sort(spans, {}, &Span::begin);
  return spans;
}

std::string without(std::string_view body, const std::vector<Span>& spans) {
  std::string rest;
  std::size_t at = 0;
  for (const Span& span : spans) {
    const std::size_t begin = byte_of(body, span.begin);
    const std::size_t end = byte_of(body, span.end);
    if (begin > at) rest.append(body.substr(at, begin - at));
    at = std::max(at, end);
  }
  rest.append(body.substr(std::min(at, body.size())));
  return rest;
}

}  // namespace

MessageText text_of(const xml::Element& message) {
  MessageText text;
  const std::string body = message.child_text("body").value_or(std::string());
  text.body = without(body, fallbacks(message));
  // A reply that says nothing of its own is sent as it came.
  if (text.body.empty()) text.body = body;
  for (const auto& node : message.nodes()) {
    const auto* link = std::get_if<xml::Element>(&node);
    if (link == nullptr || !link->is("x", ns::link_out_of_band)) continue;
    auto url = link->child_text("url");
    if (!url || url->empty() || text.media.size() == most_media) continue;
    if (text.body == *url) text.body.clear();
    text.media.push_back(*std::move(url));
  }
  return text;
}

bool has_ciphertext(const xml::Element& message) {
  for (const std::string_view uri : {ns::omemo_old, ns::omemo_1, ns::omemo}) {
    const xml::Element* encrypted = message.child("encrypted", uri);
    if (encrypted != nullptr && encrypted->child("payload", uri) != nullptr) return true;
  }
  return message.child("openpgp", ns::openpgp) != nullptr ||
         message.child("x", ns::openpgp_old) != nullptr;
}

bool is_encrypted(const xml::Element& message) {
  constexpr std::pair<std::string_view, std::string_view> marks[] = {
      {"encryption", ns::encryption}, {"encrypted", ns::omemo_old}, {"encrypted", ns::omemo_1},
      {"encrypted", ns::omemo},       {"openpgp", ns::openpgp},     {"x", ns::openpgp_old},
  };
  if (std::ranges::any_of(
          marks, [&](const auto& mark) { return message.child(mark.first, mark.second); })) {
    return true;
  }
  const auto body = message.child_text("body");
  return body && body->starts_with("?OTR");
}

}  // namespace gateway
