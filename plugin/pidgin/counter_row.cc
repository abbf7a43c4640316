// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/pidgin/counter_row.h"

#include <chrono>
#include <cmath>
#include <utility>

#include "plugin/i18n.h"
#include "plugin/texting/warning_colour.h"

namespace plugin {
namespace {

constexpr std::chrono::milliseconds pause_in_typing{250};
constexpr int gap = 6;

/// A widget of our own, floating or not.
GObjectPtr<GtkWidget> own(GtkWidget* widget) {
  g_object_ref_sink(widget);
  return GObjectPtr<GtkWidget>(widget);
}

GObjectPtr<GtkWidget> make_label() {
  GtkWidget* label = gtk_label_new(nullptr);
  gtk_misc_set_alignment(GTK_MISC(label), 0, 0.5F);
  gtk_misc_set_padding(GTK_MISC(label), gap / 2, 0);
  gtk_widget_show(label);
  return own(label);
}

GObjectPtr<GtkWidget> make_button() {
  GtkWidget* button = gtk_button_new();
  gtk_button_set_use_underline(GTK_BUTTON(button), TRUE);
  gtk_button_set_focus_on_click(GTK_BUTTON(button), FALSE);  // one goes on typing
  return own(button);
}

/// The button comes and goes; the row keeps its height, so that the entry does not jump.
void keep_height(GtkWidget* label, GtkWidget* button) {
  const GObjectPtr<GtkSizeGroup> group(gtk_size_group_new(GTK_SIZE_GROUP_VERTICAL));
  gtk_size_group_set_ignore_hidden(group.get(), FALSE);
  gtk_size_group_add_widget(group.get(), label);
  gtk_size_group_add_widget(group.get(), button);
}

Colour to_colour(const GdkColor& colour) {
  constexpr double full = 65535;
  return {colour.red / full, colour.green / full, colour.blue / full};
}

GdkColor to_gdk(const Colour& colour) {
  const auto part = [](double value) { return static_cast<guint16>(std::lround(value * 65535)); };
  return {0, part(colour.red), part(colour.green), part(colour.blue)};
}

}  // namespace

CounterRow::CounterRow(GtkTextView* entry, std::function<void()> on_gone)
    : on_gone_(std::move(on_gone)),
      entry_(share(GTK_WIDGET(entry))),
      draft_(entry),
      row_(own(gtk_hbox_new(FALSE, gap))),
      label_(make_label()),
      button_(make_button()),
      changed_(connect<&CounterRow::on_changed>(draft_.buffer(), gtk_signals::changed, this)),
      clicked_(connect<&CounterRow::on_clicked>(button_.get(), gtk_signals::clicked, this)),
      style_set_(connect<&CounterRow::on_style_set>(label_.get(), gtk_signals::style_set, this)),
      query_tooltip_(
          connect<&CounterRow::on_query_tooltip>(row_.get(), gtk_signals::query_tooltip, this)),
      destroy_(connect<&CounterRow::on_destroy>(row_.get(), gtk_signals::destroy, this)) {
  gtk_box_pack_start(GTK_BOX(row_.get()), label_.get(), FALSE, FALSE, 0);
  gtk_box_pack_end(GTK_BOX(row_.get()), button_.get(), FALSE, FALSE, 0);
  keep_height(label_.get(), button_.get());
  gtk_widget_set_has_tooltip(row_.get(), TRUE);
  atk_object_add_relationship(gtk_widget_get_accessible(entry_.get()), ATK_RELATION_DESCRIBED_BY,
                              gtk_widget_get_accessible(label_.get()));
  count();
  explain();
  gtk_widget_show(row_.get());
}

CounterRow::~CounterRow() {
  destroy_ = {};
  style_set_ = {};
  atk_object_remove_relationship(gtk_widget_get_accessible(entry_.get()), ATK_RELATION_DESCRIBED_BY,
                                 gtk_widget_get_accessible(label_.get()));
  gtk_widget_destroy(row_.get());
}

void CounterRow::on_changed() {
  if (is_editing_) return;
  const bool was_restorable = !undo_.empty();
  undo_.clear();
  count();
  if (was_restorable || draft_.is_too_long()) return explain();
  pause_.start(pause_in_typing, [this] { explain(); });
}

void CounterRow::on_clicked() {
  DraftEdits undo = std::exchange(undo_, {});
  const DraftEdits edits = undo.empty() ? safe_edits(draft_.raw()) : undo;
  is_editing_ = true;
  draft_.apply(edits);
  is_editing_ = false;
  if (undo.empty()) undo_ = inverse(edits);
  count();
  explain();
}

void CounterRow::on_style_set(GtkStyle* /*previous*/) {
  paint();  // the theme may have become a dark one
}

gboolean CounterRow::on_query_tooltip(gint /*x*/, gint /*y*/, gboolean /*is_keyboard*/,
                                      GtkTooltip* tooltip) {
  gtk_tooltip_set_text(tooltip, explanation().c_str());
  return TRUE;
}

void CounterRow::on_destroy() {
  const std::function<void()> gone = std::exchange(on_gone_, nullptr);
  if (gone) gone();
}

void CounterRow::count() {
  show(draft_.is_too_long() ? too_long_cost() : draft_cost(draft_.plain()));
}

std::string CounterRow::explanation() const {
  return draft_.is_too_long() ? explain_too_long() : explain_cost(draft_.plain());
}

void CounterRow::explain() {
  pause_.stop();
  const std::string text = explanation();
  for (GtkWidget* widget : {label_.get(), button_.get()}) {
    atk_object_set_description(gtk_widget_get_accessible(widget), text.c_str());
  }
  if (!undo_.empty()) {
    // Translators: a button that takes the replacement of special characters back.
    return offer(_("_Restore"));
  }
  offer(draft_.is_too_long() ? "" : offer_to_replace(draft_.plain()));
}

void CounterRow::show(const DraftCost& cost) {
  if (cost == shown_) return;
  const bool is_same_level = cost.level == shown_.level;
  shown_ = cost;
  gtk_label_set_text(GTK_LABEL(label_.get()), shown_.label.c_str());
  if (!is_same_level) paint();
}

void CounterRow::paint() {
  if (is_painting_) return;  // a changed colour sets the style anew
  is_painting_ = true;
  if (shown_.level == DraftLevel::normal) {
    gtk_widget_modify_fg(label_.get(), GTK_STATE_NORMAL, nullptr);
    gtk_label_set_attributes(GTK_LABEL(label_.get()), nullptr);
  } else {
    const Shades& shades = shown_.level == DraftLevel::warning ? amber : red;
    const GtkStyle* style = gtk_widget_get_style(label_.get());
    const GdkColor colour = to_gdk(readable(shades, to_colour(style->bg[GTK_STATE_NORMAL])));
    gtk_widget_modify_fg(label_.get(), GTK_STATE_NORMAL, &colour);
    // Not by its colour alone.
    PangoAttrList* bold = pango_attr_list_new();
    pango_attr_list_insert(bold, pango_attr_weight_new(PANGO_WEIGHT_BOLD));
    gtk_label_set_attributes(GTK_LABEL(label_.get()), bold);
    pango_attr_list_unref(bold);
  }
  is_painting_ = false;
}

void CounterRow::offer(const std::string& label) {
  if (label.empty()) {
    if (gtk_widget_has_focus(button_.get()) != FALSE) gtk_widget_grab_focus(entry_.get());
    gtk_widget_hide(button_.get());
    return;
  }
  gtk_button_set_label(GTK_BUTTON(button_.get()), label.c_str());
  gtk_widget_show(button_.get());
}

}  // namespace plugin
