// SPDX-License-Identifier: GPL-2.0-or-later
// A vCard file of any size as lines of XML, with bounded memory.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "plugin/vcards/card_cutter.h"
#include "plugin/vcards/content_line.h"
#include "plugin/vcards/utf8_stream.h"

namespace vcards {

/// Takes a file piece by piece and gives lines as it goes:
///   <vcard>…</vcard>                  a card (xcard.h)
///   <broken line='12'>why</broken>    a card that cannot be read, or not wholly, and where it
///   begins
class Converter {
 public:
  /// Shape:   `write` gets whole lines with their ends, in the order of the file
  explicit Converter(std::function<void(std::string_view)> write);
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  void feed(std::string_view bytes);
  void finish();

  [[nodiscard]] std::size_t cards() const { return cards_; }
  [[nodiscard]] std::size_t broken() const { return broken_; }
  /// No text file, so that reading on makes no sense.
  [[nodiscard]] bool is_binary() const { return lines_.is_binary(); }

 private:
  void take(const RawCard& card);
  void say_broken(const RawCard& card, std::string_view why);

  std::function<void(std::string_view)> write_;
  std::size_t cards_ = 0;
  std::size_t broken_ = 0;
  CardCutter cutter_;
  ContentLines lines_;
  Utf8Stream text_;
};

}  // namespace vcards
