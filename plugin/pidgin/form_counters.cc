// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/pidgin/form_counters.h"

#include <algorithm>
#include <memory>

#include "plugin/purple/ipc.h"

namespace plugin {
namespace {

constexpr char field_of_the_text[] = "text";

/// The entry in what Pidgin made of a field of several lines: it stands in a scrolled window.
GtkTextView* find_entry(GtkWidget* widget) {
  if (GTK_IS_TEXT_VIEW(widget)) return GTK_TEXT_VIEW(widget);
  if (!GTK_IS_CONTAINER(widget)) return nullptr;
  const std::unique_ptr<GList, CallFree<g_list_free>> children(
      gtk_container_get_children(GTK_CONTAINER(widget)));
  for (const GList* child = children.get(); child != nullptr; child = child->next) {
    if (GtkTextView* found = find_entry(static_cast<GtkWidget*>(child->data))) return found;
  }
  return nullptr;
}

/// A box in the place of a cell of a table, with what stood there.
/// Errors:  nullptr when it does not stand in a table
GtkWidget* box_around(GtkWidget* cell) {
  GtkWidget* table = gtk_widget_get_parent(cell);
  if (!GTK_IS_TABLE(table)) return nullptr;
  guint left = 0;
  guint right = 0;
  guint top = 0;
  guint bottom = 0;
  GtkAttachOptions across{};
  GtkAttachOptions down{};
  guint gap_across = 0;
  guint gap_down = 0;
  gtk_container_child_get(GTK_CONTAINER(table), cell, "left-attach", &left, "right-attach", &right,
                          "top-attach", &top, "bottom-attach", &bottom, "x-options", &across,
                          "y-options", &down, "x-padding", &gap_across, "y-padding", &gap_down,
                          nullptr);
  const GObjectPtr<GtkWidget> kept = share(cell);
  gtk_container_remove(GTK_CONTAINER(table), cell);
  GtkWidget* box = gtk_vbox_new(FALSE, 0);
  gtk_box_pack_start(GTK_BOX(box), cell, TRUE, TRUE, 0);
  gtk_table_attach(GTK_TABLE(table), box, left, right, top, bottom, across, down, gap_across,
                   gap_down);
  gtk_widget_show(box);
  return box;
}

}  // namespace

FormCounters::FormCounters(PurplePlugin* core)
    : form_shown_(connect<&FormCounters::on_form_shown>(core, signals::form_shown, this)) {}

void FormCounters::on_form_shown(PurpleRequestFields* fields) {
  if (purple_request_fields_exists(fields, field_of_the_text) == FALSE) return;
  PurpleRequestField* field = purple_request_fields_get_field(fields, field_of_the_text);
  if (purple_request_field_get_type(field) != PURPLE_REQUEST_FIELD_STRING) return;
  auto* widget = static_cast<GtkWidget*>(purple_request_field_get_ui_data(field));
  if (widget == nullptr || purple_request_field_string_is_multiline(field) == FALSE) return;
  if (GtkTextView* entry = find_entry(widget)) add_below(widget, entry);
}

void FormCounters::add_below(GtkWidget* field, GtkTextView* entry) {
  GtkWidget* window = gtk_widget_get_toplevel(field);
  GtkWidget* focus = GTK_IS_WINDOW(window) ? gtk_window_get_focus(GTK_WINDOW(window)) : nullptr;
  GtkWidget* box = box_around(field);
  if (box == nullptr) return;
  // What had the focus loses it when it is taken out.
  if (focus != nullptr) gtk_widget_grab_focus(focus);
  auto gone = std::make_shared<const CounterRow*>(nullptr);
  auto row = std::make_unique<CounterRow>(entry, [this, gone] {
    std::erase_if(rows_, [&](const auto& other) { return other.get() == *gone; });
  });
  *gone = row.get();
  gtk_box_pack_start(GTK_BOX(box), row->widget(), FALSE, FALSE, 0);
  rows_.push_back(std::move(row));
}

}  // namespace plugin
