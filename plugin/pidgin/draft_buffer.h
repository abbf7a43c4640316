// SPDX-License-Identifier: GPL-2.0-or-later
// The text in an entry, as it will be sent: without its formatting, and smileys in letters.
#pragma once

#include <string>

#include "plugin/pidgin/gobject.h"
#include "plugin/texting/draft_edits.h"

namespace plugin {

class DraftBuffer {
 public:
  explicit DraftBuffer(GtkTextView* entry);

  [[nodiscard]] GtkTextBuffer* buffer() const { return buffer_.get(); }

  /// True when it has too many characters for any text; costs nothing to ask.
  [[nodiscard]] bool is_too_long() const;

  /// What will be sent.
  [[nodiscard]] std::string plain() const;

  /// What the buffer has, character by character: a picture is U+FFFC.
  [[nodiscard]] std::string raw() const;

  /// Edits raw(), as one step of the entry's own undo; formatting and cursor stay.
  void apply(const DraftEdits& edits) const;

 private:
  void apply(const DraftEdit& edit) const;

  GObjectPtr<GtkTextView> entry_;
  GObjectPtr<GtkTextBuffer> buffer_;
};

}  // namespace plugin
