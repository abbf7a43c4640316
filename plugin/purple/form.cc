// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/form.h"

#include <algorithm>
#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/button_label.h"
#include "plugin/purple/form_fields.h"

namespace plugin {

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

void Forms::open(Form form) {
  Open& open = *open_.emplace_back(std::make_unique<Open>(Open{this, std::move(form)}));
  // For who writes or translates labels: both are then out of reach of one key.
  if (const std::string letters = clashing_mnemonics(open.form); !letters.empty()) {
    log_info("mnemonics of the dialog “" + open.form.title + "” clash: " + letters);
  }
  PurpleRequestFields* fields = make_fields(open.form);
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

void Forms::answered(Open& open, PurpleRequestFields* fields) {
  open.is_over = true;
  later();
  const FormValues values = read_fields(open.form, fields);
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
