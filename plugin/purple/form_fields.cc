// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/form_fields.h"

#include <unordered_map>
#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/button_label.h"
#include "plugin/purple/handles.h"

namespace plugin {
namespace {

using Kind = FormField::Kind;

/// COMPAT(Finch 2.14): it counts the options of a choice from one, and has zero for none.
int first_option() {
  return is_finch() ? 1 : 0;
}

PurpleRequestField* make_choice(const FormField& field, const char* label) {
  PurpleRequestField* made = purple_request_field_choice_new(field.id.c_str(), label, 0);
  int index = first_option();
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

/// libpurple knows the options of a list by their labels alone: of two alike, one says so.
std::vector<std::string> list_labels(const FormField& field) {
  std::vector<std::string> labels;
  std::unordered_map<std::string, int> seen;
  for (const FormOption& option : field.options) {
    std::string label = option.label;
    while (seen[label]++ != 0)
      label = option.label + " (" + std::to_string(++seen[option.label]) + ")";
    labels.push_back(std::move(label));
  }
  return labels;
}

PurpleRequestField* make_choices(const FormField& field, const char* label) {
  PurpleRequestField* made = purple_request_field_list_new(field.id.c_str(), label);
  purple_request_field_list_set_multi_select(made, TRUE);
  const std::vector<std::string> labels = list_labels(field);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const FormOption& option = field.options[i];
    purple_request_field_list_add_icon(made, labels[i].c_str(), nullptr,
                                       g_strdup(option.id.c_str()));
    if (option.is_chosen) purple_request_field_list_add_selected(made, labels[i].c_str());
  }
  return made;
}

/// Pidgin reads the label of a field as markup with a mnemonic, but that of a check box literally.
/// COMPAT(Pidgin 2.14): a paragraph's mnemonic leads to the frame around it, where what one types
/// then is lost; such a field is reached with Tab.
std::string field_label(const FormField& field) {
  std::string plain = plain_label(field.label);
  if (!has_mnemonics() || field.kind == Kind::check) return plain;
  const bool is_paragraph = field.kind == Kind::paragraph || field.kind == Kind::note;
  return escape_markup(is_paragraph ? in_label(plain) : field.label);
}

PurpleRequestField* make_field(const FormField& field) {
  const std::string label = field_label(field);
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
    case Kind::check:
      return purple_request_field_bool_new(field.id.c_str(), label.c_str(),
                                           field.value == "on" ? TRUE : FALSE);
    case Kind::choice:
      return make_choice(field, label.c_str());
    case Kind::choices:
      return make_choices(field, label.c_str());
  }
  return nullptr;
}

}  // namespace

PurpleRequestFields* make_fields(const Form& form) {
  PurpleRequestFieldGroup* group = purple_request_field_group_new(nullptr);
  for (const FormField& field : form.fields)
    purple_request_field_group_add_field(group, make_field(field));
  PurpleRequestFields* fields = purple_request_fields_new();
  purple_request_fields_add_group(fields, group);
  return fields;
}

FormValues read_fields(const Form& form, PurpleRequestFields* fields) {
  FormValues values;
  for (const FormField& field : form.fields) {
    PurpleRequestField* entered = purple_request_fields_get_field(fields, field.id.c_str());
    if (entered == nullptr) continue;
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
        const auto index = static_cast<std::size_t>(purple_request_field_choice_get_value(entered) -
                                                    first_option());
        if (index < field.options.size()) {
          values.chosen_[field.id] = {field.options[index].id};
          values.texts_[field.id] = field.options[index].id;
        }
        break;
      }
      case Kind::choices: {
        const std::vector<std::string> labels = list_labels(field);
        for (std::size_t i = 0; i < labels.size(); ++i) {
          if (purple_request_field_list_is_selected(entered, labels[i].c_str()) != FALSE) {
            values.chosen_[field.id].push_back(field.options[i].id);
          }
        }
        break;
      }
    }
  }
  return values;
}

std::string clashing_mnemonics(const Form& form) {
  std::vector<std::string> labels{form.ok, form.no.empty() ? _("_Cancel") : form.no};
  for (const FormField& field : form.fields) {
    if (field.kind == Kind::line || field.kind == Kind::choice || field.kind == Kind::choices) {
      labels.push_back(field.label);
    }
  }
  std::string seen;
  std::string clashing;
  for (const std::string& label : labels) {
    const std::string letter = mnemonic_of(label);
    if (letter.empty()) continue;
    (seen.find(letter) == std::string::npos ? seen : clashing) += letter;
  }
  return clashing;
}

}  // namespace plugin
