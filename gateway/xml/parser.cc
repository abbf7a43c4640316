// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/xml/parser.h"

#include <dlfcn.h>
#include <expat.h>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <new>
#include <string>
#include <type_traits>
#include <utility>

namespace gateway::xml {
namespace {

/// Between namespace and name, as expat gives them: a character that no document can contain.
constexpr char separator = '\f';

struct ParserDeleter {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using ParserPtr = std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserDeleter>;

std::pair<std::string, std::string> name_and_namespace(std::string_view both) {
  const std::size_t at = both.rfind(separator);
  if (at == std::string_view::npos) return {std::string(both), {}};
  return {std::string(both.substr(at + 1)), std::string(both.substr(0, at))};
}

std::size_t count_of(const XML_Char** attributes) {
  std::size_t result = 0;
  while (attributes[2 * result] != nullptr)
    ++result;
  return result;
}

Element element_of(const XML_Char* name, const XML_Char** attributes, std::size_t count) {
  std::vector<Element::Attribute> list;
  list.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    auto [local, uri] = name_and_namespace(attributes[2 * i]);
    list.push_back({std::move(uri), std::move(local), attributes[2 * i + 1]});
  }
  auto [local, uri] = name_and_namespace(name);
  return {std::move(local), std::move(uri), std::move(list)};
}

ParseError error_of(XML_Error code) {
  switch (code) {
    case XML_ERROR_NO_MEMORY:
      throw std::bad_alloc();
    case XML_ERROR_UNDEFINED_ENTITY:
      return ParseError::restricted;
    case XML_ERROR_UNKNOWN_ENCODING:
    case XML_ERROR_INCORRECT_ENCODING:
      return ParseError::other_encoding;
    case XML_ERROR_JUNK_AFTER_DOC_ELEMENT:
      return ParseError::after_the_end;
    case XML_ERROR_NO_ELEMENTS:
    case XML_ERROR_UNCLOSED_TOKEN:
    case XML_ERROR_PARTIAL_CHAR:
    case XML_ERROR_UNCLOSED_CDATA_SECTION:
      return ParseError::unfinished;
    default:
      return ParseError::not_well_formed;
  }
}

/// COMPAT(expat 2.6, and 2.5.0-1+deb12u2): a tag that came in pieces waits there until twice as
/// many bytes are there, so the last stanza of a lull would wait for the next. Limits::bytes bounds
/// what that spares (CVE-2023-52425). Looked up, since a library may be newer than what we are
/// built with.
void parse_at_once(XML_Parser parser) {
  using Set = XML_Bool (*)(XML_Parser, XML_Bool);
  static const auto set =
      reinterpret_cast<Set>(dlsym(RTLD_DEFAULT, "XML_SetReparseDeferralEnabled"));
  if (set != nullptr) set(parser, XML_FALSE);
}

bool is_space(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Of the first two bytes: expat reads UTF-16 by itself, whatever it has been told.
bool looks_like_utf16(std::string_view start) {
  return std::ranges::any_of(
      start, [](char c) { return c == '\0' || static_cast<unsigned char>(c) >= 0xFE; });
}

bool is_utf8(std::string_view encoding) {
  return std::ranges::equal(encoding, std::string_view("utf-8"), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

}  // namespace

/// Expat's callbacks, and the stanza that is being built.
class StreamParser::Machine {
 public:
  /// `level`: how many elements are around a stanza: one in a stream, none in a document.
  Machine(Limits limits, std::size_t level)
      : limits_(limits), level_(level), parser_(XML_ParserCreateNS("UTF-8", separator)) {
    if (!parser_) throw std::bad_alloc();
    XML_Parser parser = parser_.get();
    parse_at_once(parser);
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, start, end);
    XML_SetCharacterDataHandler(parser, text);
    XML_SetXmlDeclHandler(parser, declaration);
    // SECURITY: nothing of a DTD is ever read, so no entity can be declared.
    XML_SetStartDoctypeDeclHandler(parser, [](void* self, auto...) { refuse_xml(self); });
    XML_SetProcessingInstructionHandler(parser, [](void* self, auto...) { refuse_xml(self); });
    XML_SetCommentHandler(parser, [](void* self, auto...) { refuse_xml(self); });
  }

  std::optional<ParseError> feed(std::string_view bytes, std::vector<StreamEvent>& events,
                                 bool is_last) {
    constexpr std::size_t piece = 1 << 20;
    events_ = &events;
    do {
      if (error_) return error_;
      const std::string_view now = bytes.substr(0, piece);
      bytes.remove_prefix(now.size());
      feed_piece(now, is_last && bytes.empty());
    } while (!bytes.empty());
    return error_;
  }

 private:
  using Position = std::uint64_t;

  void feed_piece(std::string_view bytes, bool is_last) {
    if (fed_ < 2 && looks_like_utf16(bytes.substr(0, 2 - fed_))) {
      error_ = ParseError::other_encoding;
      return;
    }
    const XML_Status status = XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()),
                                        is_last ? XML_TRUE : XML_FALSE);
    if (exception_) std::rethrow_exception(std::exchange(exception_, nullptr));
    fed_ += bytes.size();
    if (error_) return;
    if (status == XML_STATUS_ERROR) {
      error_ = error_of(XML_GetErrorCode(parser_.get()));
    } else if (fed_ - seen_ > limits_.bytes) {
      error_ = ParseError::over_all_bounds;  // a tag without an end, which expat keeps whole
    }
  }

  /// No exception may cross expat; it goes on when expat is left.
  template <class Fn>
  static void within(void* data, Fn fn) noexcept {
    auto& self = *static_cast<Machine*>(data);
    if (self.error_ || self.exception_) return;  // expat may call once more after a stop
    try {
      fn(self);
    } catch (...) {
      self.exception_ = std::current_exception();
      XML_StopParser(self.parser_.get(), XML_FALSE);
    }
  }

  static void start(void* data, const XML_Char* name, const XML_Char** attributes) {
    within(data, [&](Machine& self) { self.on_start(name, attributes); });
  }
  static void end(void* data, const XML_Char* /*name*/) {
    within(data, [](Machine& self) { self.on_end(); });
  }
  static void text(void* data, const XML_Char* text, int length) {
    within(data, [&](Machine& self) { self.on_text({text, static_cast<std::size_t>(length)}); });
  }
  static void declaration(void* data, const XML_Char* /*version*/, const XML_Char* encoding,
                          int /*standalone*/) {
    within(data, [&](Machine& self) {
      if (encoding != nullptr && !is_utf8(encoding)) self.fail(ParseError::other_encoding);
    });
  }
  static void refuse_xml(void* data) {
    within(data, [](Machine& self) { self.fail(ParseError::restricted); });
  }

  void on_start(const XML_Char* name, const XML_Char** attributes) {
    const std::size_t depth = depth_++;
    const std::size_t count = count_of(attributes);
    if (depth < level_) {
      if (!note_position(Token::tag)) return;
      events_->emplace_back(std::in_place_type<StreamOpened>,
                            StreamOpened{element_of(name, attributes, count)});
      return;
    }
    if (depth == level_) {
      begins_ = position();
      parts_ = 0;
    }
    const std::size_t inside = depth - level_;
    if (!note_position(Token::tag)) return;
    if (inside >= limits_.depth * limits_.beyond) return fail(ParseError::over_all_bounds);
    if (inside >= limits_.depth) refuse(ParseError::too_deep);
    parts_ += 1 + count;
    if (parts_ > limits_.parts) {
      if (inside == 0) open_.push_back(element_of(name, attributes, 0));
      refuse(ParseError::too_many_parts);
    }
    if (!refused_) open_.push_back(element_of(name, attributes, count));
  }

  void on_text(std::string_view text) {
    if (!note_position(Token::text)) return;
    if (depth_ <= level_) {
      if (!is_space(text)) fail(ParseError::stray_text);
      return;
    }
    if (refused_) return;
    Element& around = open_.back();
    const bool is_new =
        around.nodes().empty() || std::holds_alternative<Element>(around.nodes().back());
    if (is_new && ++parts_ > limits_.parts) return refuse(ParseError::too_many_parts);
    around.add_text(text);
  }

  void on_end() {
    if (!note_position(Token::tag)) return;
    --depth_;
    if (depth_ < level_) {
      events_->emplace_back(std::in_place_type<StreamClosed>);
    } else if (refused_) {
      if (depth_ > level_) return;
      events_->emplace_back(std::in_place_type<StanzaRefused>, *std::move(refused_));
      refused_.reset();
    } else {
      Element done = std::move(open_.back());
      open_.pop_back();
      if (open_.empty()) {
        events_->emplace_back(std::in_place_type<Element>, std::move(done));
      } else {
        open_.back().add(std::move(done));
      }
    }
  }

  [[nodiscard]] Position position() const {
    return static_cast<Position>(XML_GetCurrentByteIndex(parser_.get()));
  }

  enum class Token : std::uint8_t { tag, text };

  /// Holds what is read now against the bounds of length; false when the stream has ended by it.
  bool note_position(Token token) {
    const Position before = seen_;
    seen_ = position() + static_cast<Position>(XML_GetCurrentByteCount(parser_.get()));
    // A text may arrive whole or in pieces, a tag is always whole: as feed_piece() sees it waiting.
    const Position waited = (token == Token::tag ? seen_ : position()) - before;
    const Position length = depth_ > level_ ? seen_ - begins_ : 0;
    if (waited > limits_.bytes || length / limits_.beyond > limits_.bytes) {
      fail(ParseError::over_all_bounds);
      return false;
    }
    if (length > limits_.bytes && !open_.empty()) refuse(ParseError::too_long);
    return true;
  }

  void fail(ParseError why) {
    error_ = why;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  /// From here on the stanza is only read past.
  void refuse(ParseError why) {
    if (refused_) return;
    const Element& stanza = open_.front();
    refused_ = StanzaRefused{{stanza.name(), stanza.namespace_uri(), stanza.attributes()}, why};
    open_.clear();
  }

  Limits limits_;
  std::size_t level_;
  ParserPtr parser_;
  std::vector<StreamEvent>* events_ = nullptr;
  std::optional<ParseError> error_;
  std::exception_ptr exception_;
  std::size_t depth_ = 0;      ///< elements that are open
  std::vector<Element> open_;  ///< of the stanza; empty when it is refused
  std::optional<StanzaRefused> refused_;
  std::size_t parts_ = 0;
  Position begins_ = 0;  ///< the stanza
  Position seen_ = 0;    ///< the end of what expat has told of
  Position fed_ = 0;
};

StreamParser::StreamParser(Limits limits) : machine_(std::make_unique<Machine>(limits, 1)) {}
StreamParser::StreamParser(StreamParser&&) noexcept = default;
StreamParser& StreamParser::operator=(StreamParser&&) noexcept = default;
StreamParser::~StreamParser() = default;

std::optional<ParseError> StreamParser::feed(std::string_view bytes,
                                             std::vector<StreamEvent>& events) {
  return machine_->feed(bytes, events, false);
}

tl::expected<Element, ParseError> parse(std::string_view document, Limits limits) {
  std::vector<StreamEvent> events;
  StreamParser::Machine machine(limits, 0);
  if (const auto error = machine.feed(document, events, true)) return tl::unexpected(*error);
  if (events.empty()) return tl::unexpected(ParseError::unfinished);
  if (const auto* refused = std::get_if<StanzaRefused>(&events.front()))
    return tl::unexpected(refused->why);
  return std::get<Element>(std::move(events.front()));
}

}  // namespace gateway::xml
