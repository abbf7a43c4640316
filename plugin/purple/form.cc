// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/form.h"

#include <algorithm>
#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/button_label.h"

namespace plugin {

using Kind = FormField::Kind;

/// A form on the screen. It is libpurple's handle for its own dialog, which closes with it.
struct Forms::Open {
  Forms* owner;
  Form form;
  bool is_over = false;  ///< answered: the client closes the dialog by itself

  ~Open() {
    if (!is_over) purple_request_close_with_handle(this);
  }
};

namespace {

PurpleRequestField* make_choice(const FormField& field, const char* label) {
  PurpleRequestField* made = purple_request_field_choice_new(field.id.c_str(), label, 0);
  int index = 0;
  for (const FormOption& option : field.options) {
    purple_request_field_choice_add(made, option.label.c_str());
    if (option.is_chosen) {
      purple_request_field_choice_set_default_value(made, index);
      purple_request_field_choice_set_value(made, index);
    }
    ++index;
  }
  return made;
}

PurpleRequestField* make_choices(const FormField& field, const char* label) {
  PurpleRequestField* made = purple_request_field_list_new(field.id.c_str(), label);
  purple_request_field_list_set_multi_select(made, TRUE);
  for (const FormOption& option : field.options) {
    purple_request_field_list_add_icon(made, option.label.c_str(), nullptr,
                                       g_strdup(option.id.c_str()));
    if (option.is_chosen) purple_request_field_list_add_selected(made, option.label.c_str());
  }
  return made;
}

PurpleRequestField* make_field(const FormField& field) {
  const std::string label = button_label(field.label);
  switch (field.kind) {
    case Kind::line:
    case Kind::paragraph:
      return purple_request_field_string_new(field.id.c_str(), label.c_str(), field.value.c_str(),
                                             field.kind == Kind::paragraph ? TRUE : FALSE);
    case Kind::note: {
      PurpleRequestField* made = purple_request_field_string_new(field.id.c_str(), label.c_str(),
                                                                 field.value.c_str(), TRUE);
      purple_request_field_string_set_editable(made, FALSE);
      return made;
    }
    case Kind::check: {
      // COMPAT(Pidgin 2.14): it underlines no letter of a check box, and shows the mark.
      std::string plain = field.label;
      std::erase(plain, '_');
      return purple_request_field_bool_new(field.id.c_str(), plain.c_str(),
                                           field.value == "on" ? TRUE : FALSE);
    }
    case Kind::choice:
      return make_choice(field, label.c_str());
    case Kind::choices:
      return make_choices(field, label.c_str());
  }
  return nullptr;
}

std::string or_empty(const char* text) {
  return text != nullptr ? text : "";
}

}  // namespace

std::string FormValues::text(const std::string& id) const {
  const auto found = texts_.find(id);
  return found != texts_.end() ? found->second : "";
}

std::vector<std::string> FormValues::chosen(const std::string& id) const {
  const auto found = chosen_.find(id);
  return found != chosen_.end() ? found->second : std::vector<std::string>();
}

Forms::Forms() = default;
Forms::~Forms() = default;

PurpleRequestFields* Forms::build(const Form& form) {
  PurpleRequestFieldGroup* group = purple_request_field_group_new(nullptr);
  for (const FormField& field : form.fields)
    purple_request_field_group_add_field(group, make_field(field));
  PurpleRequestFields* fields = purple_request_fields_new();
  purple_request_fields_add_group(fields, group);
  return fields;
}

void Forms::open(Form form) {
  Open& open = *open_.emplace_back(std::make_unique<Open>(Open{this, std::move(form)}));
  PurpleRequestFields* fields = build(open.form);
  purple_request_fields(&open, open.form.title.c_str(), open.form.primary.c_str(),
                        open.form.secondary.empty() ? nullptr : open.form.secondary.c_str(), fields,
                        button_label(open.form.ok).c_str(), G_CALLBACK(on_ok),
                        button_label(_("_Cancel")).c_str(), G_CALLBACK(on_cancel), nullptr, nullptr,
                        nullptr, &open);
  if (shown_) shown_(fields);
}

void Forms::reopen(Form form, const FormValues& values, std::string problem) {
  for (FormField& field : form.fields) {
    field.value = values.text(field.id);
    const std::vector<std::string> chosen = values.chosen(field.id);
    for (FormOption& option : field.options)
      option.is_chosen = std::ranges::find(chosen, option.id) != chosen.end();
  }
  form.secondary = std::move(problem);
  waiting_.push_back(std::move(form));
  later();
}

void Forms::on_ok(void* data, PurpleRequestFields* fields) noexcept {
  auto* open = static_cast<Open*>(data);
  guarded("a dialog", [&] { open->owner->answered(*open, fields); });
}

void Forms::on_cancel(void* data, PurpleRequestFields* /*fields*/) noexcept {
  auto* open = static_cast<Open*>(data);
  guarded("a dialog", [&] {
    open->is_over = true;
    open->owner->later();
    if (open->form.cancel) open->form.cancel();
  });
}

FormValues Forms::read(const Form& form, PurpleRequestFields* fields) {
  FormValues values;
  for (const FormField& field : form.fields) {
    PurpleRequestField* entered = purple_request_fields_get_field(fields, field.id.c_str());
    switch (field.kind) {
      case Kind::line:
      case Kind::paragraph:
      case Kind::note:
        values.texts_[field.id] = or_empty(purple_request_field_string_get_value(entered));
        break;
      case Kind::check:
        values.texts_[field.id] = purple_request_field_bool_get_value(entered) != FALSE ? "on" : "";
        break;
      case Kind::choice: {
        const auto index = static_cast<std::size_t>(purple_request_field_choice_get_value(entered));
        if (index < field.options.size()) {
          values.chosen_[field.id] = {field.options[index].id};
          values.texts_[field.id] = field.options[index].id;
        }
        break;
      }
      case Kind::choices:
        for (const FormOption& option : field.options) {
          if (purple_request_field_list_is_selected(entered, option.label.c_str()) != FALSE) {
            values.chosen_[field.id].push_back(option.id);
          }
        }
        break;
    }
  }
  return values;
}

void Forms::answered(Open& open, PurpleRequestFields* fields) {
  open.is_over = true;
  later();
  const FormValues values = read(open.form, fields);
  if (std::optional<std::string> problem = open.form.accept(values)) {
    reopen(open.form, values, std::move(*problem));
  }
}

void Forms::later() {
  timer_.start(std::chrono::milliseconds(0), [this] { next_turn(); });
}

void Forms::next_turn() {
  std::erase_if(open_, [](const auto& open) { return open->is_over; });
  for (Form& form : std::exchange(waiting_, {}))
    open(std::move(form));
}

}  // namespace plugin
