// SPDX-License-Identifier: GPL-2.0-or-later
// Stanzas out of bytes, each as soon as it is complete.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "libxml_ptr.h"
#include "xml_prologue.h"

namespace sms_caps {

/// A place in the input. Columns count characters; a byte order mark is none.
struct XmlPosition {
  std::size_t line = 1;
  std::size_t column = 1;

  friend bool operator==(const XmlPosition&, const XmlPosition&) = default;
};

/// Why reading ended, on one line that is safe to show, and where that was noticed.
struct ReadError {
  XmlPosition where;
  std::string what;
};

/// `<stream:stream …>`, as it was written.
struct StreamHeader {
  std::string text;
};

/// A complete stanza.
struct Stanza {
  XmlNodePtr element;
  std::string text;  ///< as it was written
};

/// `</stream:stream>`. Owns the stream's element, whose namespaces its stanzas refer to.
struct StreamEnd {
  std::string text;
  XmlNodePtr stream;
};

using ReadEvent = std::variant<StreamHeader, Stanza, StreamEnd>;

/// Reads a stanza, several of them one behind the other, or a stream with stanzas whose end tag may
/// be missing, as in a capture of one that is still open. Comments and processing instructions
/// between stanzas are skipped. Memory is bounded by the largest stanza.
/// Errors:  malformed XML, any declaration or entity but XML's five (RFC 6120 §11.1), an encoding
///          other than UTF-8, text between stanzas, and the two limits below; after an error
///          nothing more is read
class StanzaReader {
 public:
  static constexpr std::size_t max_stanza_bytes = 10'000'000;
  static constexpr std::size_t max_depth = 200;

  StanzaReader();
  StanzaReader(const StanzaReader&) = delete;
  StanzaReader& operator=(const StanzaReader&) = delete;
  ~StanzaReader();

  /// What these bytes completed, in order. The events borrow from the reader: use them in their
  /// order, and drop them before the reader.
  [[nodiscard]] std::vector<ReadEvent> feed(std::string_view bytes);

  /// Says that the input has ended: inside a stanza is an error.
  [[nodiscard]] std::vector<ReadEvent> finish();

  [[nodiscard]] const std::optional<ReadError>& error() const { return error_; }

 private:
  struct Hooks;

  void start(std::string_view bytes);
  void parse(std::string_view bytes);
  void push(std::string_view bytes);
  void forget_what_is_done();
  void fail_inside_stanza();
  void fail(std::size_t offset, std::string_view what);
  [[nodiscard]] std::size_t parser_offset() const;
  [[nodiscard]] std::size_t text_end() const { return text_start_ + text_.size(); }
  [[nodiscard]] std::string_view text_from(std::size_t offset) const;
  [[nodiscard]] std::size_t first_non_space(std::size_t offset) const;
  [[nodiscard]] std::size_t stanza_depth() const { return stream_ == nullptr ? 1 : 2; }
  [[nodiscard]] bool is_between_stanzas() const { return depth_ <= stanza_depth(); }

  XmlParserPtr parser_;
  std::string beginning_;  ///< until the prologue is known
  std::optional<Prologue> prologue_;
  std::vector<ReadEvent> events_;
  std::optional<ReadError> error_;
  std::size_t depth_ = 0;  ///< open elements, our own root among them
  xmlNode* stream_ = nullptr;

  std::string text_;            ///< what was read and may still be needed
  std::size_t text_start_ = 0;  ///< its offset in the input, from behind the byte order mark
  XmlPosition text_position_;
  std::size_t mark_ = 0;  ///< offset behind the last thing between stanzas that is done with
  std::size_t stanza_start_ = 0;  ///< offset of the stanza that is open
};

}  // namespace sms_caps
