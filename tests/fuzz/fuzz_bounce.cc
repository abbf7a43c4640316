// SPDX-License-Identifier: GPL-2.0-or-later
// What a gateway sends back, whatever it is: what we say of it is short, clean and UTF-8.
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "check.h"
#include "plugin/texting/bounce.h"
#include "plugin/texting/bounce_advice.h"
#include "plugin/texting/cost_words.h"
#include "plugin/texting/receipt.h"
#include "plugin/texting/sent_texts.h"
#include "sms/utf8.h"

namespace {

using fuzz::check;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

/// libxml2's element with the text directly inside it, as libpurple's has it.
class Element {
 public:
  explicit Element(const xmlNode* node) : node_(node) {}

  [[nodiscard]] std::string_view name() const { return view(node_->name); }
  [[nodiscard]] std::string_view namespace_uri() const {
    return node_->ns == nullptr ? "" : view(node_->ns->href);
  }
  [[nodiscard]] std::optional<std::string_view> attribute(const char* name) const {
    for (const xmlAttr* it = node_->properties; it != nullptr; it = it->next) {
      if (it->ns == nullptr && view(it->name) == name) {
        return it->children == nullptr ? "" : view(it->children->content);
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<Element> first_child() const { return next_element(node_->children); }
  [[nodiscard]] std::optional<Element> next_sibling() const { return next_element(node_->next); }
  [[nodiscard]] std::string text() const {
    std::string text;
    for (const xmlNode* it = node_->children; it != nullptr; it = it->next) {
      if (it->type == XML_TEXT_NODE || it->type == XML_CDATA_SECTION_NODE)
        text += view(it->content);
    }
    return text;
  }

 private:
  static std::optional<Element> next_element(const xmlNode* node) {
    while (node != nullptr && node->type != XML_ELEMENT_NODE)
      node = node->next;
    if (node == nullptr) return std::nullopt;
    return Element(node);
  }

  const xmlNode* node_;
};

static_assert(plugin::TextElement<Element>);

void check_shown(std::string_view text, std::size_t longest, bool may_have_lines) {
  check(!sms::first_invalid_utf8(text), "what is shown is UTF-8", text);
  // A character takes four bytes at most, and the sign of a cut three.
  check(text.size() <= (4 * longest) + 3, "what is shown is short", text);
  check(std::ranges::none_of(text,
                             [=](unsigned char c) {
                               return c == 0x7F || (c < 0x20 && !(may_have_lines && c == '\n'));
                             }),
        "what is shown has no control characters", text);
  check(text.find("\xE2\x80\xAE") == std::string_view::npos, "nothing turns the text around", text);
}

void check_bounce(const Element& message) {
  const auto bounce = plugin::read_bounce(message);
  const bool is_error = message.attribute("type") == std::optional<std::string_view>("error");
  check(bounce.has_value() == is_error, "errors are bounces, and nothing else");
  if (!bounce) return;
  check_shown(bounce->reason, plugin::longest_explanation, false);
  check(!bounce->is_sms_error_11 || bounce->kind == plugin::BounceKind::unannounced,
        "SMS_ERROR_11 is about announcing", bounce->reason);
  plugin::SentTexts texts;
  const std::string body = message.text();
  texts.remember({.account = "a", .to = "b", .id = "c", .body = body, .quote = ""});
  const plugin::SentText* text = texts.fail("a", "b", "c");
  check(text != nullptr, "a text is remembered", body);
  check_shown(text->quote, plugin::SentTexts::longest_quote, false);
  check_shown(plugin::explain_bounce(*bounce, {.account = "a", .quote = text->quote}), 1000, true);
  check_shown(plugin::cost_line(body), 200, false);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::unique_ptr<xmlDoc, void (*)(xmlDoc*)> document(
      xmlReadMemory(reinterpret_cast<const char*>(data), static_cast<int>(size), "", "UTF-8",
                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOENT),
      xmlFreeDoc);
  const xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  if (root == nullptr || document->intSubset != nullptr) return 0;
  const Element message(root);
  check_bounce(message);
  const auto receipt = plugin::read_receipt(message);
  check(!receipt || !receipt->empty(), "a receipt names its message");
  return 0;
}
