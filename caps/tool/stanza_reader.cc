// SPDX-License-Identifier: GPL-2.0-or-later
#include "stanza_reader.h"

#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

#include "one_line.h"
#include "parse_error.h"
#include "smscaps/token_list.h"

namespace sms_caps {
namespace {

/// An element of our own around everything, so that several stanzas are one document. Nothing in
/// the input can close it: an end tag at its depth is an error.
constexpr std::string_view own_root = "<sms-caps>";
constexpr std::string_view streams_namespace = "http://etherx.jabber.org/streams";
constexpr const char* text_between_stanzas = "text between stanzas";
/// Bytes handed to the parser at once: memory is checked in between.
constexpr std::size_t step_bytes = 16'384;

bool is_white(std::string_view text) {
  return std::ranges::all_of(text, smscaps::is_xml_space);
}

XmlPosition advanced(XmlPosition position, std::string_view text) {
  for (const char c : text) {
    if (c == '\n') {
      ++position.line;
      position.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++position.column;
    }
  }
  return position;
}

/// A namespace name need not be a URI for us. COMPAT(libxml2, 2.9): with '<' it is one that would
/// be written out unescaped.
bool is_harmless(const xmlError& error) {
  return error.code == XML_WAR_NS_URI && error.message != nullptr &&
         std::string_view(error.message).find('<') == std::string_view::npos;
}

}  // namespace

/// What the parser calls. Out of memory ends the program: no exception may cross libxml2.
struct StanzaReader::Hooks {
  static StanzaReader& reader(void* context) {
    return *static_cast<StanzaReader*>(static_cast<xmlParserCtxt*>(context)->_private);
  }

  static void on_start_element(void* context, const xmlChar* name, const xmlChar* prefix,
                               const xmlChar* uri, int namespaces, const xmlChar** declarations,
                               int attributes, int defaulted, const xmlChar** values) noexcept {
    StanzaReader& self = reader(context);
    if (self.error_) return;
    if (self.depth_ > max_depth) {
      self.fail(self.parser_offset(),
                "elements are nested more than " + std::to_string(max_depth) + " deep");
      return;
    }
    const std::size_t depth = self.depth_++;
    xmlSAX2StartElementNs(context, name, prefix, uri, namespaces, declarations, attributes,
                          defaulted, values);
    if (depth == 0) return;  // our own root
    if (depth == 1 && from_xml(name) == std::string_view("stream") &&
        from_xml(uri) == streams_namespace) {
      const std::size_t start = self.first_non_space(self.mark_);
      const std::size_t end = self.parser_offset();  // before the '>' or "/>"
      std::string header(self.text_from(start).substr(0, end - start));
      self.events_.emplace_back(StreamHeader{std::move(header.append(">"))});
      self.stream_ = static_cast<xmlParserCtxt*>(context)->node;
      self.mark_ = end + (self.text_from(end).starts_with("/>") ? 2 : 1);
      return;
    }
    if (depth == self.stanza_depth()) {
      self.stanza_start_ = self.mark_ + self.text_from(self.mark_).find('<');
    }
  }

  static void on_end_element(void* context, const xmlChar* name, const xmlChar* prefix,
                             const xmlChar* uri) noexcept {
    StanzaReader& self = reader(context);
    if (self.error_) return;
    if (self.depth_ == 1) {
      self.fail(self.parser_offset(),
                std::string("end tag '").append(from_xml(name)).append("' without a start tag"));
      return;
    }
    xmlNode* const closed = static_cast<xmlParserCtxt*>(context)->node;
    xmlSAX2EndElementNs(context, name, prefix, uri);
    --self.depth_;
    const std::size_t end = self.parser_offset();
    if (closed == self.stream_) {
      std::string qualified = prefix == nullptr ? "" : std::string(from_xml(prefix)) + ':';
      qualified += from_xml(name);
      xmlUnlinkNode(closed);
      self.events_.emplace_back(StreamEnd{"</" + qualified + '>', XmlNodePtr(closed)});
      self.stream_ = nullptr;
      self.mark_ = end;
    } else if (self.depth_ == self.stanza_depth()) {
      const std::size_t start = self.stanza_start_;
      xmlUnlinkNode(closed);
      self.events_.emplace_back(
          Stanza{XmlNodePtr(closed), std::string(self.text_from(start).substr(0, end - start))});
      self.mark_ = end;
    }
  }

  static void on_characters(void* context, const xmlChar* text, int length) noexcept {
    StanzaReader& self = reader(context);
    if (self.error_) return;
    if (!self.is_between_stanzas()) {
      xmlSAX2Characters(context, text, length);
    } else if (is_white({from_xml(text), static_cast<std::size_t>(length)})) {
      self.mark_ = self.parser_offset();
    } else {
      self.fail(self.first_non_space(self.mark_), text_between_stanzas);
    }
  }

  static void on_cdata(void* context, const xmlChar* text, int length) noexcept {
    StanzaReader& self = reader(context);
    if (self.error_) return;
    if (!self.is_between_stanzas()) {
      xmlSAX2CDataBlock(context, text, length);
    } else {
      self.fail(self.first_non_space(self.mark_), text_between_stanzas);
    }
  }

  static void on_comment(void* context, const xmlChar* text) noexcept {
    StanzaReader& self = reader(context);
    if (self.error_) return;
    if (!self.is_between_stanzas()) {
      xmlSAX2Comment(context, text);
    } else {
      self.mark_ = self.parser_offset();
    }
  }

  static void on_instruction(void* context, const xmlChar* target, const xmlChar* data) noexcept {
    StanzaReader& self = reader(context);
    if (self.error_) return;
    if (!self.is_between_stanzas()) {
      xmlSAX2ProcessingInstruction(context, target, data);
    } else {
      self.mark_ = self.parser_offset();
    }
  }

  static void on_error(void* context, xmlErrorPtr error) noexcept {
    StanzaReader& self = reader(context);
    if (self.error_ || error->level < XML_ERR_ERROR || is_harmless(*error)) return;
    const std::size_t offset = self.parser_offset();
    self.fail(offset, describe(*error, self.text_from(offset), !self.is_between_stanzas()));
  }
};

StanzaReader::StanzaReader() {
  xmlSAXHandler sax = {};
  xmlSAXVersion(&sax, 2);
  sax.startElementNs = Hooks::on_start_element;
  sax.endElementNs = Hooks::on_end_element;
  sax.characters = Hooks::on_characters;
  sax.ignorableWhitespace = Hooks::on_characters;
  sax.cdataBlock = Hooks::on_cdata;
  sax.comment = Hooks::on_comment;
  sax.processingInstruction = Hooks::on_instruction;
  sax.serror = Hooks::on_error;
  parser_.reset(xmlCreatePushParserCtxt(&sax, nullptr, nullptr, 0, nullptr));
  if (!parser_) throw std::bad_alloc();
  parser_->_private = this;
  // SECURITY: our root comes before any DTD, which makes a DTD a syntax error, so that no entity
  // can be declared. Never add XML_PARSE_HUGE or XML_PARSE_DTDLOAD. COMPAT(libxml2, 2.9): nor
  // XML_PARSE_NOENT, with which a '&' in a namespace name is written out unescaped.
  xmlCtxtUseOptions(parser_.get(), XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
  // An xml:id may come again in the next stanza: each is a document of its own.
  parser_->loadsubset |= XML_SKIP_IDS;
}

StanzaReader::~StanzaReader() {
  events_.clear();
  xmlFreeDoc(parser_->myDoc);
}

std::vector<ReadEvent> StanzaReader::feed(std::string_view bytes) {
  if (error_) return {};
  if (prologue_) {
    parse(bytes);
  } else {
    beginning_ += bytes;
    const auto seen = read_prologue(beginning_);
    if (const auto* refused = std::get_if<PrologueRefused>(&seen)) {
      fail(0, refused->what);
    } else if (const auto* prologue = std::get_if<Prologue>(&seen)) {
      prologue_ = *prologue;
      start(beginning_);
    }
  }
  return std::exchange(events_, {});
}

std::vector<ReadEvent> StanzaReader::finish() {
  if (error_) return {};
  if (!prologue_) {
    prologue_.emplace();
    start(beginning_);
  }
  if (error_) return std::exchange(events_, {});
  if (!is_between_stanzas()) {
    fail_inside_stanza();
  } else if (const std::size_t rest = first_non_space(mark_); rest < text_end()) {
    if (text_from(rest).front() == '<') {
      fail(text_end(), "the input ends inside a tag");
    } else {
      fail(rest, text_between_stanzas);
    }
  }
  return std::exchange(events_, {});
}

void StanzaReader::fail_inside_stanza() {
  const std::string unclosed = std::string("the input ends inside a stanza: '")
                                   .append(from_xml(parser_->node->name))
                                   .append("' is not closed (the stanza began in line ")
                                   .append(std::to_string(text_position_.line))
                                   .append(")");
  if (!text_from(parser_offset()).starts_with('<')) {
    // Behind a lone '&' the parser waits for a ';', and sees only now that none comes. What it
    // finds at the very end says only that more should follow.
    xmlParseChunk(parser_.get(), nullptr, 0, 1);
    if (error_ && error_->where == advanced(text_position_, text_)) error_.reset();
  }
  if (!error_) fail(text_end(), unclosed);
}

/// Hands over the first bytes, with our own root between the declaration and the rest.
void StanzaReader::start(std::string_view bytes) {
  bytes.remove_prefix(prologue_->mark_size);
  const std::string_view declaration = bytes.substr(0, prologue_->declaration_size);
  text_ = declaration;
  mark_ = declaration.size();
  push(declaration);
  push(own_root);
  parse(bytes.substr(declaration.size()));
  beginning_ = {};
}

void StanzaReader::parse(std::string_view bytes) {
  while (!bytes.empty() && !error_) {
    const std::string_view step = bytes.substr(0, step_bytes);
    bytes.remove_prefix(step.size());
    text_ += step;
    push(step);
    forget_what_is_done();
    if (text_.size() > max_stanza_bytes && !error_) {
      fail(text_end(), "a stanza of more than " + std::to_string(max_stanza_bytes) + " bytes");
    }
  }
}

void StanzaReader::push(std::string_view bytes) {
  if (!error_) xmlParseChunk(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), 0);
}

void StanzaReader::forget_what_is_done() {
  const std::size_t keep = is_between_stanzas() ? mark_ : stanza_start_;
  const std::size_t done = std::min(keep, text_end()) - text_start_;
  text_position_ = advanced(text_position_, std::string_view(text_).substr(0, done));
  text_.erase(0, done);
  text_start_ += done;
}

void StanzaReader::fail(std::size_t offset, std::string_view what) {
  const std::size_t seen = std::clamp(offset, text_start_, text_end()) - text_start_;
  error_ = ReadError{advanced(text_position_, std::string_view(text_).substr(0, seen)),
                     on_one_line(what)};
  parser_->disableSAX = 1;
}

/// Where the parser stands, as an offset in the input: our own root is no part of that.
std::size_t StanzaReader::parser_offset() const {
  const auto consumed = static_cast<std::size_t>(std::max(0L, xmlByteConsumed(parser_.get())));
  const std::size_t root_at = prologue_->declaration_size;
  return consumed < root_at + own_root.size() ? std::min(consumed, root_at)
                                              : consumed - own_root.size();
}

std::string_view StanzaReader::text_from(std::size_t offset) const {
  return std::string_view(text_).substr(std::clamp(offset, text_start_, text_end()) - text_start_);
}

std::size_t StanzaReader::first_non_space(std::size_t offset) const {
  const std::string_view text = text_from(offset);
  const auto found = std::ranges::find_if_not(text, smscaps::is_xml_space);
  return std::max(offset, text_start_) + static_cast<std::size_t>(found - text.begin());
}

}  // namespace sms_caps
