// SPDX-License-Identifier: GPL-2.0-or-later
// The row below an entry: what the draft costs, and a button that replaces its special characters.
#pragma once

#include <functional>

#include "plugin/pidgin/draft_buffer.h"
#include "plugin/pidgin/gobject.h"
#include "plugin/purple/timer.h"
#include "plugin/texting/draft_cost.h"

namespace plugin {

/// Follows its entry. The label changes at every keystroke; the button and what a screen reader is
/// told change when typing pauses.
class CounterRow {
 public:
  /// Shape:   `on_gone` is called when GTK destroys the row (its window closed), and may destroy
  ///          this
  CounterRow(GtkTextView* entry, std::function<void()> on_gone);
  ~CounterRow();
  CounterRow(const CounterRow&) = delete;
  CounterRow& operator=(const CounterRow&) = delete;

  /// Shown, to be packed below the entry. Borrowed.
  [[nodiscard]] GtkWidget* widget() const { return row_.get(); }

 private:
  void on_changed();
  void on_clicked();
  void on_style_set(GtkStyle* previous);
  gboolean on_query_tooltip(gint x, gint y, gboolean is_keyboard, GtkTooltip* tooltip);
  void on_destroy();

  void count();
  void explain();
  void show(const DraftCost& cost);
  void paint();
  void offer(const std::string& label);
  [[nodiscard]] std::string explanation() const;

  std::function<void()> on_gone_;
  GObjectPtr<GtkWidget> entry_;
  DraftBuffer draft_;
  DraftCost shown_;
  DraftEdits undo_;  ///< takes the last replacement back, until the text changes
  bool is_editing_ = false;
  bool is_painting_ = false;
  GObjectPtr<GtkWidget> row_;
  GObjectPtr<GtkWidget> label_;
  GObjectPtr<GtkWidget> button_;
  Timer pause_;
  GConnection changed_;
  GConnection clicked_;
  GConnection style_set_;
  GConnection query_tooltip_;
  GConnection destroy_;
};

}  // namespace plugin
