// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/pidgin/draft_buffer.h"

#include <algorithm>
#include <memory>

#include "plugin/texting/draft_cost.h"

namespace plugin {
namespace {

constexpr char picture[] = "\uFFFC";

using TagList = std::unique_ptr<GSList, CallFree<g_slist_free>>;

GtkTextIter iter_at(GtkTextBuffer* buffer, std::size_t offset) {
  GtkTextIter iter;
  gtk_text_buffer_get_iter_at_offset(buffer, &iter, static_cast<gint>(offset));
  return iter;
}

}  // namespace

DraftBuffer::DraftBuffer(GtkTextView* entry)
    : entry_(share(entry)), buffer_(share(gtk_text_view_get_buffer(entry))) {}

bool DraftBuffer::is_too_long() const {
  return static_cast<std::size_t>(gtk_text_buffer_get_char_count(buffer())) > most_draft_characters;
}

std::string DraftBuffer::raw() const {
  GtkTextIter start;
  GtkTextIter end;
  gtk_text_buffer_get_bounds(buffer(), &start, &end);
  return GCharPtr(gtk_text_buffer_get_slice(buffer(), &start, &end, TRUE)).get();
}

std::string DraftBuffer::plain() const {
  std::string text = raw();
  // Pidgin's own way takes many times as long, and is needed only where there are smileys.
  if (text.find(picture) == std::string::npos || !GTK_IS_IMHTML(entry_.get())) return text;
  return GCharPtr(gtk_imhtml_get_text(GTK_IMHTML(entry_.get()), nullptr, nullptr)).get();
}

void DraftBuffer::apply(const DraftEdits& edits) const {
  GtkTextIter cursor;
  gtk_text_buffer_get_iter_at_mark(buffer(), &cursor, gtk_text_buffer_get_insert(buffer()));
  const auto offset = static_cast<std::size_t>(gtk_text_iter_get_offset(&cursor));
  gtk_text_buffer_begin_user_action(buffer());
  // From the end, so that the offsets before it hold.
  std::for_each(edits.rbegin(), edits.rend(), [this](const DraftEdit& edit) { apply(edit); });
  gtk_text_buffer_end_user_action(buffer());
  cursor = iter_at(buffer(), moved(offset, edits));
  gtk_text_buffer_place_cursor(buffer(), &cursor);
}

void DraftBuffer::apply(const DraftEdit& edit) const {
  GtkTextIter start = iter_at(buffer(), edit.offset);
  GtkTextIter end = iter_at(buffer(), edit.offset + character_count(edit.before));
  const TagList tags(gtk_text_iter_get_tags(&start));
  gtk_text_buffer_delete(buffer(), &start, &end);
  gtk_text_buffer_insert(buffer(), &start, edit.after.data(), static_cast<gint>(edit.after.size()));
  end = start;
  start = iter_at(buffer(), edit.offset);
  // The entry formats what comes in as if it were typed now, at the cursor.
  gtk_text_buffer_remove_all_tags(buffer(), &start, &end);
  for (const GSList* tag = tags.get(); tag != nullptr; tag = tag->next) {
    gtk_text_buffer_apply_tag(buffer(), static_cast<GtkTextTag*>(tag->data), &start, &end);
  }
}

}  // namespace plugin
