// SPDX-License-Identifier: GPL-2.0-or-later
// The content lines of a vCard, put together again from the lines of the file they were folded
// into.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace vcards {

/// A whole property, or as much of it as anybody wants.
struct ContentLine {
  std::size_t number = 0;  ///< of its first line in the file, from 1
  std::string name;        ///< in upper case, without a group: "TEL"
  std::string text;  ///< all of it: "item1.TEL;TYPE=CELL:+1 307 555 1212"; cut when not wanted

  /// What stands behind the colon; empty when there is none.
  [[nodiscard]] std::string_view value() const;
};

/// The index of the colon that ends the name and the parameters; npos when there is none. A colon
/// may stand in a quoted parameter value.
/// Source:  RFC 6350 §3.3
[[nodiscard]] std::size_t colon_of(std::string_view line);

/// "group.NAME;PARAMETER:value" -> "NAME"; what has no colon has no name.
[[nodiscard]] std::string name_of(std::string_view line);

/// Cuts a file into content lines: joins folded lines and the soft line breaks of quoted-printable
/// values, and lets go of the values of properties that nobody wants while they pass, so that a
/// picture of any size costs nothing.
/// Shape:   lines end with CRLF, LF or CR; a line that begins with a space or tab goes on the one
///          before. UTF-8 or any encoding that has ASCII as a part.
/// Units:   a content line has at most most_bytes; the rest is dropped
/// Source:  RFC 6350 §3.2, RFC 2426 §2.6; vCard 2.1 §2.1.3 (white space stays when unfolded)
class ContentLines {
 public:
  static constexpr std::size_t most_bytes = 64 << 10;

  explicit ContentLines(std::function<void(ContentLine)> take) : take_(std::move(take)) {}

  void feed(std::string_view text);
  void finish();

  /// True when a NUL came before any content line called BEGIN: this is no text file, and nothing
  /// more comes out of it.
  [[nodiscard]] bool is_binary() const { return is_binary_; }

 private:
  void end_of_line();
  void begin(std::string&& line);
  void append(std::string_view more);
  void find_out();
  void flush();
  [[nodiscard]] bool goes_on() const;

  std::function<void(ContentLine)> take_;
  std::size_t line_number_ = 0;
  std::string line_;  ///< of the file, so far
  char last_ = '\0';  ///< of it, also when it is not kept
  bool was_cr_ = false;

  ContentLine pending_;
  char pending_last_ = '\0';  ///< of the line of the file that it ends with
  bool is_pending_ = false;
  bool is_known_ = false;  ///< its colon was seen; it may be behind a fold
  bool is_wanted_ = false;
  bool is_quoted_printable_ = false;
  bool is_old_ = false;  ///< inside a card of version 2.1
  bool has_begun_ = false;
  bool is_binary_ = false;
};

}  // namespace vcards
