// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/ipc.h"

#include <utility>

namespace plugin {

Ipc* Ipc::current = nullptr;

Ipc::Ipc(PurplePlugin* self, IsSmsConversation is_sms) : self_(self), is_sms_(std::move(is_sms)) {
  current = this;
  purple_plugin_ipc_register(self_, is_sms_conversation_call,
                             PURPLE_CALLBACK(on_is_sms_conversation),
                             purple_marshal_BOOLEAN__POINTER, purple_value_new(PURPLE_TYPE_BOOLEAN),
                             1, purple_value_new(PURPLE_TYPE_SUBTYPE, PURPLE_SUBTYPE_CONVERSATION));
  purple_signal_register(self_, signals::form_shown.name, purple_marshal_VOID__POINTER, nullptr, 1,
                         purple_value_new(PURPLE_TYPE_POINTER));
}

Ipc::~Ipc() {
  purple_plugin_ipc_unregister(self_, is_sms_conversation_call);
  purple_signal_unregister(self_, signals::form_shown.name);
  current = nullptr;
}

void Ipc::form_shown(PurpleRequestFields* fields) const {
  purple_signal_emit(self_, signals::form_shown.name, fields);
}

gboolean Ipc::on_is_sms_conversation(PurpleConversation* conversation, void* /*data*/) noexcept {
  return guarded("is_sms_conversation", FALSE, [&]() -> gboolean {
    return current != nullptr && conversation != nullptr && current->is_sms_(conversation) ? TRUE
                                                                                           : FALSE;
  });
}

}  // namespace plugin
