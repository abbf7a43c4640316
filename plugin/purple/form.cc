// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/form.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/button_label.h"
#include "plugin/purple/handles.h"

namespace plugin {

using Kind = FormField::Kind;

/// A form on the screen. It is libpurple's handle for its own dialog, which closes with it.
struct Forms::Open {
  Forms* owner;
  Form form;
  bool is_over = false;  ///< answered: the client closes the dialog by itself

  ~Open() {
    // COMPAT(Finch 2.14): a dialog that is closed from outside calls its Cancel too.
    if (!std::exchange(is_over, true)) purple_request_close_with_handle(this);
  }
};

namespace {

bool is_finch() {
  return purple_strequal(purple_core_get_ui(), "gnt-purple") != FALSE;
}

/// COMPAT(Finch 2.14): it counts the options of a choice from one, and has zero for none.
int first_option() {
  return is_finch() ? 1 : 0;
}

/// Finch writes a sentence on one line, however narrow the terminal is.
std::string in_lines(const std::string& text) {
  constexpr int columns = 72;
  if (!is_finch()) return text;
  std::string lines;
  int column = 0;
  std::size_t space = std::string::npos;  // the last one of this line
  for (const char c : text) {
    if (c == '\n') {
      column = 0;
      space = std::string::npos;
    } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) {  // not inside a character
      ++column;
    }
    if (c == ' ') space = lines.size();
    lines += c;
    if (column > columns && space != std::string::npos) {
      lines[space] = '\n';
      column = static_cast<int>(lines.size() - space) - 1;
      space = std::string::npos;
    }
  }
  return lines;
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

/// The letters that lead to more than one thing in a form.
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
  // For who writes or translates labels: both are then out of reach of one key.
  if (const std::string letters = clashing_mnemonics(open.form); !letters.empty()) {
    log_info("mnemonics of the dialog “" + open.form.title + "” clash: " + letters);
  }
  PurpleRequestFields* fields = build(open.form);
  purple_request_fields(
      &open, open.form.title.c_str(), in_lines(open.form.primary).c_str(),
      open.form.secondary.empty() ? nullptr : in_lines(open.form.secondary).c_str(), fields,
      button_label(open.form.ok).c_str(), G_CALLBACK(on_ok),
      button_label(open.form.no.empty() ? _("_Cancel") : open.form.no).c_str(),
      G_CALLBACK(on_cancel), nullptr, nullptr, nullptr, &open);
  if (shown_) shown_(fields);
}

void Forms::while_answering(const std::function<void()>& call) {
  struct Answering {
    explicit Answering(bool& is_on) : flag(is_on) { flag = true; }
    ~Answering() { flag = false; }
    Answering(const Answering&) = delete;
    Answering& operator=(const Answering&) = delete;
    bool& flag;
  };
  const Answering answering(is_answering_);
  call();
}

void Forms::open_later(Form form) {
  // COMPAT(Finch 2.14): a window that opens without a key being pressed opens behind the others.
  if (is_answering_ && is_finch()) return open(std::move(form));
  waiting_.push_back(std::move(form));
  later();
}

void Forms::confirm(Confirmation asked) {
  open_later(
      {.title = std::move(asked.title),
       .primary = std::move(asked.primary),
       .secondary = std::move(asked.secondary),
       .fields = {},
       .ok = std::move(asked.yes),
       .accept = [yes = std::move(asked.on_yes)](const FormValues&) -> std::optional<std::string> {
         if (yes) yes();
         return std::nullopt;
       },
       .cancel = std::move(asked.on_no),
       .no = std::move(asked.no)});
}

void Forms::reopen(Form form, const FormValues& values, std::string problem) {
  for (FormField& field : form.fields) {
    field.value = values.text(field.id);
    const std::vector<std::string> chosen = values.chosen(field.id);
    for (FormOption& option : field.options)
      option.is_chosen = std::ranges::find(chosen, option.id) != chosen.end();
  }
  form.secondary = std::move(problem);
  open_later(std::move(form));
}

void Forms::on_ok(void* data, PurpleRequestFields* fields) noexcept {
  auto* open = static_cast<Open*>(data);
  guarded("a dialog", [&] { open->owner->answered(*open, fields); });
}

void Forms::on_cancel(void* data, PurpleRequestFields* /*fields*/) noexcept {
  auto* open = static_cast<Open*>(data);
  if (open->is_over) return;  // nobody cancelled: it is closed because we go
  guarded("a dialog", [&] {
    open->is_over = true;
    open->owner->later();
    if (open->form.cancel) open->owner->while_answering(open->form.cancel);
  });
}

FormValues Forms::read(const Form& form, PurpleRequestFields* fields) {
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

void Forms::answered(Open& open, PurpleRequestFields* fields) {
  open.is_over = true;
  later();
  const FormValues values = read(open.form, fields);
  while_answering([&] {
    if (std::optional<std::string> problem = open.form.accept(values)) {
      reopen(open.form, values, std::move(*problem));
    }
  });
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
