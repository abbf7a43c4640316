// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/pidgin/conversation_counters.h"

#include "plugin/purple/ipc.h"

namespace plugin {
namespace {

// On pidgin_conversations_get_handle(). Source: Pidgin's documentation of gtkconv-signals.
constexpr Signal<void(PidginConversation*)> displayed{"conversation-displayed"};
constexpr Signal<void(PurpleConversation*)> switched{"conversation-switched"};

// On purple_conversations_get_handle(). Source: libpurple's documentation of conversation-signals.
constexpr Signal<void(PurpleConversation*, PurpleConvUpdateType)> updated{"conversation-updated"};

}  // namespace

ConversationCounters::ConversationCounters(PurplePlugin* core)
    : core_(core),
      displayed_(connect<&ConversationCounters::on_displayed>(pidgin_conversations_get_handle(),
                                                              displayed, this)),
      switched_(connect<&ConversationCounters::on_switched>(pidgin_conversations_get_handle(),
                                                            switched, this)),
      updated_(connect<&ConversationCounters::on_updated>(purple_conversations_get_handle(),
                                                          updated, this)) {
  for (GList* item = purple_get_conversations(); item != nullptr; item = item->next)
    look_at(static_cast<PurpleConversation*>(item->data));
}

bool ConversationCounters::is_sms(PurpleConversation* conversation) const {
  gboolean ok = FALSE;
  const void* answer = purple_plugin_ipc_call(core_, is_sms_conversation_call, &ok, conversation);
  return ok != FALSE && GPOINTER_TO_INT(answer) != FALSE;
}

void ConversationCounters::look_at(PurpleConversation* conversation) {
  if (!PIDGIN_IS_PIDGIN_CONVERSATION(conversation)) return;
  PidginConversation* shown = PIDGIN_CONVERSATION(conversation);
  if (shown != nullptr) refresh(shown);  // it is no window's while it comes or goes
}

void ConversationCounters::refresh(PidginConversation* shown) {
  // One tab may hold several addresses of one contact; the active one is texted.
  if (shown->active_conv == nullptr || !is_sms(shown->active_conv)) {
    rows_.erase(shown);
    return;
  }
  if (rows_.contains(shown)) return;
  GtkWidget* pane = gtk_widget_get_parent(shown->lower_hbox);
  if (!GTK_IS_BOX(pane) || !GTK_IS_TEXT_VIEW(shown->entry)) return;
  auto row = std::make_unique<CounterRow>(GTK_TEXT_VIEW(shown->entry),
                                          [this, shown] { rows_.erase(shown); });
  gtk_box_pack_start(GTK_BOX(pane), row->widget(), FALSE, FALSE, 0);
  rows_.emplace(shown, std::move(row));
}

}  // namespace plugin
