// SPDX-License-Identifier: GPL-2.0-or-later
// How far something has come, with a button to cancel it.
#pragma once

#include <string>

#include "plugin/purple/purple_api.h"

namespace plugin {

/// libpurple has no such window, so each text is a new question with one button: say it rarely. It
/// is libpurple's handle for its own dialog, which closes with it.
class ProgressWindow {
 public:
  ProgressWindow() = default;
  ~ProgressWindow() { close(); }
  ProgressWindow(const ProgressWindow&) = delete;
  ProgressWindow& operator=(const ProgressWindow&) = delete;

  void show(const std::string& title, const std::string& text);
  /// Ready for the next task.
  void close();

  /// The button was pressed. The window closes by itself after that.
  [[nodiscard]] bool is_cancelled() const { return is_cancelled_; }

 private:
  static void on_cancel(void* self, int button) noexcept;

  bool is_cancelled_ = false;
};

}  // namespace plugin
