// SPDX-License-Identifier: GPL-2.0-or-later
// Dialogs of labelled fields that keep what was typed until it is right.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/purple/timer.h"

namespace plugin {

struct FormOption {
  std::string id;
  std::string label;
  bool is_chosen = false;
};

/// Shape:   `label` with a mnemonic ('_' before its letter, no two alike in a form, nor Cancel's C;
///          what is not ours through in_label(); check boxes and paragraphs have none)
struct FormField {
  enum class Kind {
    line,
    paragraph,
    note,     ///< a paragraph to read, not to write
    check,    ///< on or off
    choice,   ///< one of `options`
    choices,  ///< any of `options`
  };

  std::string id;
  std::string label;
  Kind kind = Kind::line;
  std::string value = {};  ///< of a check: "on" when it is
  std::vector<FormOption> options = {};
};

/// What was entered, by the fields' ids.
class FormValues {
 public:
  /// Empty for a field that the form has not.
  [[nodiscard]] std::string text(const std::string& id) const;
  [[nodiscard]] bool is_on(const std::string& id) const { return text(id) == "on"; }
  /// Of a choice or choices: ids of the options, in their order.
  [[nodiscard]] std::vector<std::string> chosen(const std::string& id) const;

 private:
  friend FormValues read_fields(const struct Form& form, PurpleRequestFields* fields);
  std::map<std::string, std::string> texts_;
  std::map<std::string, std::vector<std::string>> chosen_;
};

struct Form {
  /// A sentence that says what is wrong: the form is then shown again with it and with all that was
  /// typed. nullopt: all right, done.
  using Accept = std::function<std::optional<std::string>(const FormValues&)>;

  std::string title;
  std::string primary;
  std::string secondary = {};
  std::vector<FormField> fields = {};
  std::string ok;  ///< label of the button, with a mnemonic
  Accept accept = {};
  std::function<void()> cancel = {};  ///< also when the window is closed; may be empty
  std::string no = {};                ///< label of the button that cancels; empty: "_Cancel"
};

/// A form without fields.
struct Confirmation {
  std::string title;
  std::string primary;
  std::string secondary;
  std::string yes;  ///< labels of the buttons, with mnemonics
  std::string no;
  std::function<void()> on_yes;
  std::function<void()> on_no = {};  ///< also when the window is closed; may be empty
};

/// All open forms; they close when it goes.
class Forms {
 public:
  /// Called with the fields of each form that comes to the screen.
  using Shown = std::function<void(PurpleRequestFields*)>;

  Forms();
  ~Forms();
  Forms(const Forms&) = delete;
  Forms& operator=(const Forms&) = delete;

  /// Opens at once. Not from a dialog's own button: use reopen() there, which waits a turn.
  void open(Form form);

  /// Opens in the next turn of the main loop, or at once where that is better: from anywhere.
  void open_later(Form form);

  /// Opens as open_later() does. Fields' dialogs say so when they are closed by their
  /// window's X, which those of mere buttons don't.
  void confirm(Confirmation asked);

  /// Shows a form once more, with what was entered and what is wrong with it: for what turns out
  /// only later.
  void reopen(Form form, const FormValues& values, std::string problem);

  void on_shown(Shown shown) { shown_ = std::move(shown); }

 private:
  struct Open;

  static void on_ok(void* data, PurpleRequestFields* fields) noexcept;
  static void on_cancel(void* data, PurpleRequestFields* fields) noexcept;
  void answered(Open& open, PurpleRequestFields* fields);
  /// Calls what a button does.
  void while_answering(const std::function<void()>& call);
  void later();
  void next_turn();

  std::vector<std::unique_ptr<Open>> open_;
  std::vector<Form> waiting_;
  bool is_answering_ = false;
  Timer timer_;
  Shown shown_;
};

}  // namespace plugin
