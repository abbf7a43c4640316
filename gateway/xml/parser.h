// SPDX-License-Identifier: GPL-2.0-or-later
// XML as it arrives, turned into stanzas.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "gateway/xml/element.h"
#include "gateway/xml/parse_error.h"

namespace gateway::xml {

/// What one stanza may be. A larger one is refused and read past, so that nobody who writes to the
/// gateway can break the link that all use; only beyond `beyond` times that does the stream end.
struct Limits {
  std::size_t depth = 32;
  std::size_t bytes = 1 << 20;
  std::size_t parts = 20000;  ///< elements, attributes and texts, together
  std::size_t beyond = 32;
};

/// The opening tag of the stream: attributes and no nodes.
struct StreamOpened {
  Element header;
};
/// A stanza that broke a limit.
struct StanzaRefused {
  Element opening;  ///< its own tag: attributes and no nodes
  ParseError why;
};
struct StreamClosed {};

using StreamEvent = std::variant<StreamOpened, Element, StanzaRefused, StreamClosed>;

/// Reads a whole document.
/// Errors:  any, the limits' too
[[nodiscard]] tl::expected<Element, ParseError> parse(std::string_view document,
                                                      Limits limits = {});

/// Reads a stream in pieces of any size. No DTD, entity, processing instruction or comment passes.
/// Source:  RFC 6120 §4, §11.1
class StreamParser {
 public:
  explicit StreamParser(Limits limits = {});
  StreamParser(StreamParser&&) noexcept;
  StreamParser& operator=(StreamParser&&) noexcept;
  ~StreamParser();

  /// Appends what these bytes complete. After an error nothing more is read.
  /// Errors:  the first thing that ends the stream; what came before it has been appended
  [[nodiscard]] std::optional<ParseError> feed(std::string_view bytes,
                                               std::vector<StreamEvent>& events);

 private:
  class Machine;
  friend tl::expected<Element, ParseError> parse(std::string_view document, Limits limits);
  std::unique_ptr<Machine> machine_;
};

}  // namespace gateway::xml
