// SPDX-License-Identifier: GPL-2.0-or-later
// A counter below the text field of our first plugin's dialogs.
#pragma once

#include <memory>
#include <vector>

#include "plugin/pidgin/counter_row.h"
#include "plugin/purple/signal_connection.h"

namespace plugin {

class FormCounters {
 public:
  /// Shape:   `core` is our first plugin, which opens the dialogs
  explicit FormCounters(PurplePlugin* core);

 private:
  void on_form_shown(PurpleRequestFields* fields);
  void add_below(GtkWidget* field, GtkTextView* entry);

  std::vector<std::unique_ptr<CounterRow>> rows_;
  SignalConnection form_shown_;
};

}  // namespace plugin
