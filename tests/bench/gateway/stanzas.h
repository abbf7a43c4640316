// SPDX-License-Identifier: GPL-2.0-or-later
// Reading a stream of stanzas as cheaply as can be, so that the driver is not what is measured: it
// believes that what it gets is well-formed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gateway::bench {

/// Cuts a stream into its opening and its stanzas.
class StanzaCutter {
 public:
  void feed(std::string_view bytes) { bytes_.append(bytes); }
  /// Valid until the next call.
  [[nodiscard]] std::optional<std::string_view> next();

 private:
  enum class Where { text, tag, quoted };

  std::string bytes_;
  std::size_t begin_ = 0;  ///< of what is being cut
  std::size_t at_ = 0;     ///< looked at up to there
  std::size_t tag_ = 0;    ///< where the last '<' is
  int depth_ = 0;
  char quote_ = 0;
  Where where_ = Where::text;
};

/// The value of the first attribute of this name at or behind `from`; empty when there is none.
[[nodiscard]] std::string_view attribute(std::string_view stanza, std::string_view name,
                                         std::size_t from = 0);

/// The number behind the first `mark`.
[[nodiscard]] std::optional<std::size_t> number_behind(std::string_view text,
                                                       std::string_view mark);

}  // namespace gateway::bench
