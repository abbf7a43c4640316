// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/client/dialogs.h"

#include <algorithm>
#include <cstdarg>
#include <functional>
#include <memory>
#include <vector>

#include "plugin/purple/purple_api.h"
#include "tests/client/output.h"

namespace client::dialogs {
namespace {

struct Button {
  std::string label;
  std::function<void()> press;
};

struct Dialog {
  PurpleRequestType type;
  PurpleRequestFields* fields = nullptr;
  std::vector<Button> buttons;
  std::function<void(const std::string&)> take_file;  ///< of a dialog that asks for a file
  std::function<void()> cancel;                       ///< as its Cancel does
  bool is_answered = false;
};

std::vector<std::unique_ptr<Dialog>> open_dialogs;  // the last one is on top

bool is_closing_cancelling = false;

std::string plain_label(const char* label) {
  std::string text = or_empty(label);
  std::erase(text, '_');
  return text;
}

std::string chosen_label(PurpleRequestField* field) {
  const int index = purple_request_field_choice_get_value(field);
  const void* label =
      g_list_nth_data(purple_request_field_choice_get_labels(field), static_cast<guint>(index));
  return or_empty(static_cast<const char*>(label));
}

bool choose_label(PurpleRequestField* field, const std::string& label) {
  int index = 0;
  for (GList* l = purple_request_field_choice_get_labels(field); l != nullptr;
       l = l->next, ++index) {
    if (label != static_cast<const char*>(l->data)) continue;
    purple_request_field_choice_set_value(field, index);
    return true;
  }
  return false;
}

/// The items of a list in which one selects: a line each.
void show_items(PurpleRequestField* field) {
  const std::string id = or_empty(purple_request_field_get_id(field));
  for (const GList* item = purple_request_field_list_get_items(field); item != nullptr;
       item = item->next) {
    const auto* text = static_cast<const char*>(item->data);
    const bool on = purple_request_field_list_is_selected(field, text) != FALSE;
    say("item " + id + (on ? " on " : " off ") + text);
  }
}

/// "+LABEL" selects an item, "-LABEL" takes it out of the selection, "none" all of them.
bool select(PurpleRequestField* field, const std::string& value) {
  std::vector<std::string> selected;
  bool is_known = value == "none";
  for (const GList* item = purple_request_field_list_get_items(field); item != nullptr;
       item = item->next) {
    const std::string text = static_cast<const char*>(item->data);
    bool on =
        value != "none" && purple_request_field_list_is_selected(field, text.c_str()) != FALSE;
    if (value == "+" + text || value == "-" + text) {
      on = value[0] == '+';
      is_known = true;
    }
    if (on) selected.push_back(text);
  }
  purple_request_field_list_clear_selected(field);
  for (const std::string& text : selected)
    purple_request_field_list_add_selected(field, text.c_str());
  return is_known;
}

void* show(std::unique_ptr<Dialog> dialog, const char* title, const char* primary,
           const char* secondary) {
  say("dialog " + or_empty(title) + " | " + or_empty(primary) + " | " + or_empty(secondary));
  if (dialog->fields != nullptr) {
    for (GList* g = purple_request_fields_get_groups(dialog->fields); g != nullptr; g = g->next) {
      auto* group = static_cast<PurpleRequestFieldGroup*>(g->data);
      for (GList* f = purple_request_field_group_get_fields(group); f != nullptr; f = f->next) {
        auto* field = static_cast<PurpleRequestField*>(f->data);
        std::string value;
        if (purple_request_field_get_type(field) == PURPLE_REQUEST_FIELD_BOOLEAN) {
          value = purple_request_field_bool_get_value(field) != FALSE ? "on" : "off";
        } else if (purple_request_field_get_type(field) == PURPLE_REQUEST_FIELD_STRING) {
          value = "'" + or_empty(purple_request_field_string_get_value(field)) + "'";
        } else if (purple_request_field_get_type(field) == PURPLE_REQUEST_FIELD_CHOICE) {
          value = "'" + chosen_label(field) + "'";
        }
        say("field " + or_empty(purple_request_field_get_id(field)) + " " + value + " " +
            or_empty(purple_request_field_get_label(field)));
        if (purple_request_field_get_type(field) == PURPLE_REQUEST_FIELD_CHOICE) {
          for (GList* l = purple_request_field_choice_get_labels(field); l != nullptr; l = l->next)
            say("option " + or_empty(purple_request_field_get_id(field)) + " " +
                static_cast<const char*>(l->data));
        }
        if (purple_request_field_get_type(field) == PURPLE_REQUEST_FIELD_LIST) show_items(field);
      }
    }
  }
  for (const Button& button : dialog->buttons)
    say("button " + button.label);
  open_dialogs.push_back(std::move(dialog));
  return open_dialogs.back().get();
}

/// The lines of a client's language have no line breaks; the two signs \\n stand for one.
std::string with_lines(std::string text) {
  for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at))
    text.replace(at, 2, "\n");
  return text;
}

void* request_action(const char* title, const char* primary, const char* secondary,
                     int default_action, PurpleAccount*, const char*, PurpleConversation*,
                     void* data, size_t count, va_list actions) {
  auto dialog = std::make_unique<Dialog>();
  dialog->type = PURPLE_REQUEST_ACTION;
  for (int i = 0; i < static_cast<int>(count); ++i) {
    const char* label = va_arg(actions, const char*);
    auto callback = reinterpret_cast<PurpleRequestActionCb>(va_arg(actions, GCallback));
    dialog->buttons.push_back({plain_label(label), [=] {
                                 if (callback != nullptr) callback(data, i);
                               }});
    if (i == default_action) say("default " + plain_label(label));
  }
  return show(std::move(dialog), title, primary, secondary);
}

void* request_fields(const char* title, const char* primary, const char* secondary,
                     PurpleRequestFields* fields, const char* ok_text, GCallback ok,
                     const char* cancel_text, GCallback cancel, PurpleAccount*, const char*,
                     PurpleConversation*, void* data) {
  auto dialog = std::make_unique<Dialog>();
  dialog->type = PURPLE_REQUEST_FIELDS;
  dialog->fields = fields;
  const auto add = [&](const char* label, GCallback callback) {
    auto* typed = reinterpret_cast<PurpleRequestFieldsCb>(callback);
    dialog->buttons.push_back({plain_label(label), [=] {
                                 if (typed != nullptr) typed(data, fields);
                               }});
  };
  add(ok_text, ok);
  add(cancel_text, cancel);
  dialog->cancel = dialog->buttons.back().press;
  return show(std::move(dialog), title, primary, secondary);
}

void* request_file(const char* title, const char* /*file*/, gboolean /*is_for_saving*/,
                   GCallback ok, GCallback cancel, PurpleAccount*, const char*, PurpleConversation*,
                   void* data) {
  auto dialog = std::make_unique<Dialog>();
  dialog->type = PURPLE_REQUEST_FILE;
  dialog->take_file = [=](const std::string& file) {
    reinterpret_cast<PurpleRequestFileCb>(ok)(data, file.c_str());
  };
  dialog->buttons.push_back({"Cancel", [=] {
                               if (cancel != nullptr) {
                                 reinterpret_cast<PurpleRequestFileCb>(cancel)(data, nullptr);
                               }
                             }});
  return show(std::move(dialog), title, "", "");
}

void close_request(PurpleRequestType type, void* handle) {
  const auto found =
      std::ranges::find_if(open_dialogs, [&](const auto& d) { return d.get() == handle; });
  if (found == open_dialogs.end()) return;
  if (is_closing_cancelling && (*found)->cancel && !(*found)->is_answered) (*found)->cancel();
  if (type == PURPLE_REQUEST_FIELDS) purple_request_fields_destroy((*found)->fields);
  open_dialogs.erase(found);
  say("dialog-closed");
}

void* notify_message(PurpleNotifyMsgType, const char* title, const char* primary,
                     const char* secondary) {
  say("notice " + or_empty(title) + " | " + or_empty(primary) + " | " + or_empty(secondary));
  return nullptr;
}

void* notify_formatted(const char* title, const char* primary, const char* secondary,
                       const char* text) {
  return notify_message(PURPLE_NOTIFY_MSG_INFO, title, primary,
                        (or_empty(secondary) + " " + or_empty(text)).c_str());
}

void close_notify(PurpleNotifyType, void*) {}

PurpleRequestUiOps request_ops{};
PurpleNotifyUiOps notify_ops{};

}  // namespace

void install() {
  request_ops.request_action = request_action;
  request_ops.request_fields = request_fields;
  request_ops.request_file = request_file;
  request_ops.close_request = close_request;
  notify_ops.notify_message = notify_message;
  notify_ops.notify_formatted = notify_formatted;
  notify_ops.close_notify = close_notify;
  purple_request_set_ui_ops(&request_ops);
  purple_notify_set_ui_ops(&notify_ops);
}

bool set(const std::string& field, const std::string& value) {
  if (open_dialogs.empty() || open_dialogs.back()->fields == nullptr) return false;
  PurpleRequestFields* fields = open_dialogs.back()->fields;
  if (purple_request_fields_exists(fields, field.c_str()) == FALSE) return false;
  PurpleRequestField* target = purple_request_fields_get_field(fields, field.c_str());
  switch (purple_request_field_get_type(target)) {
    case PURPLE_REQUEST_FIELD_BOOLEAN:
      purple_request_field_bool_set_value(target, value == "on" ? TRUE : FALSE);
      return true;
    case PURPLE_REQUEST_FIELD_STRING:
      purple_request_field_string_set_value(target, with_lines(value).c_str());
      return true;
    case PURPLE_REQUEST_FIELD_CHOICE:
      return choose_label(target, value);
    case PURPLE_REQUEST_FIELD_LIST:
      return select(target, value);
    default:
      return false;
  }
}

bool lower() {
  if (open_dialogs.size() < 2) return false;
  std::rotate(open_dialogs.begin(), open_dialogs.end() - 1, open_dialogs.end());
  return true;
}

void cancel_when_closed() {
  is_closing_cancelling = true;
}

bool choose(const std::string& file) {
  if (open_dialogs.empty() || !open_dialogs.back()->take_file) return false;
  Dialog* dialog = open_dialogs.back().get();
  dialog->take_file(file);
  purple_request_close(PURPLE_REQUEST_FILE, dialog);
  return true;
}

bool press(const std::string& label) {
  if (open_dialogs.empty()) return false;
  Dialog* dialog = open_dialogs.back().get();
  for (const Button& button : dialog->buttons) {
    if (button.label != label) continue;
    const auto press = button.press;
    const PurpleRequestType type = dialog->type;
    dialog->is_answered = true;
    press();
    purple_request_close(type, dialog);
    return true;
  }
  return false;
}

}  // namespace client::dialogs
