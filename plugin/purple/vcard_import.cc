// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/vcard_import.h"

#include <algorithm>
#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/guarded.h"
#include "plugin/purple/handles.h"
#include "plugin/purple/log.h"
#include "plugin/shown_text.h"

namespace plugin {
namespace {

using namespace std::chrono_literals;

/// A slice and the pause after it, in which the client draws and listens.
constexpr auto slice = 2ms;
constexpr auto pause = 1ms;
/// Longer when each slice has something to send: what the server has not taken yet piles up.
constexpr auto pause_to_send = 10ms;

constexpr std::size_t added_in_a_turn = 20;
/// Clients build a list's rows at once, so a long one is not shown whole.
constexpr std::size_t most_rows = 500;

/// A file's own name, fit for a window's text.
std::string name_of(const std::string& file) {
  const GCharPtr name(g_filename_display_basename(file.c_str()));
  return shown_text(name.get());
}

/// COMPAT(Finch 2.14): its file dialog tells the file's name alone, and remembers the folder a
/// moment after.
std::string with_folder(const std::string& file) {
  constexpr char folder_pref[] = "/finch/filelocations/last_open_folder";
  if (g_path_is_absolute(file.c_str()) != FALSE || purple_prefs_exists(folder_pref) == FALSE) {
    return file;
  }
  const char* folder = purple_prefs_get_path(folder_pref);
  if (folder == nullptr || *folder == '\0') return file;
  return GCharPtr(g_build_filename(folder, file.c_str(), nullptr)).get();
}

}  // namespace

VcardImport::~VcardImport() {
  purple_request_close_with_handle(this);
  purple_notify_close_with_handle(this);
}

void VcardImport::start(const std::string& plugin_file, ImportTarget target) {
  if (is_busy()) return tell_busy();
  plugin_file_ = plugin_file;
  target_ = std::move(target);
  purple_request_close_with_handle(this);  // of a choice that was left open
  purple_request_file(this, _("Import contacts from a vCard file"), nullptr, FALSE,
                      G_CALLBACK(on_file_chosen), nullptr, nullptr, nullptr, nullptr, this);
}

void VcardImport::on_file_chosen(void* self, const char* file) noexcept {
  guarded("Import contacts…", [&] {
    auto* import = static_cast<VcardImport*>(self);
    if (file == nullptr || *file == '\0') return;
    // A preview may have been answered while the file was looked for.
    if (import->is_busy()) return import->tell_busy();
    import->file_ = file;
    import->next_slice(&VcardImport::begin_reading, 0ms);
  });
}

void VcardImport::begin_reading() {
  file_ = with_folder(file_);
  const std::optional<std::string> program = find_vcard_program(plugin_file_);
  if (!program) {
    return tell(
        _("A part of SMS over XMPP is missing."),
        _("vCard files are read by the program xmpp-sms-vcards, which is not there. Reinstall "
          "SMS over XMPP with all its parts."));
  }
  auto process = VcardProcess::start(*program, file_);
  if (!process) return tell(_("The file cannot be read."), process.error());
  ++round_;
  reading_.emplace(std::move(*process), ImportPlan(target_.existing(), target_.region));
  shown_at_ = Clock::now();
  next_slice(&VcardImport::read_slice, pause);
}

void VcardImport::read_slice() {
  if (progress_.is_cancelled()) {
    reading_.reset();
    return progress_.close();
  }
  reading_->step(slice);
  if (!reading_->is_over()) {
    if (Clock::now() - shown_at_ > 2s) {
      shown_at_ = Clock::now();
      const std::size_t count = reading_->cards();
      // Translators: %s is a file's name, %zu how many contacts of it were read.
      progress_.show(_("Import contacts"), textf(plural("Reading %s… %zu contact so far",
                                                        "Reading %s… %zu contacts so far", count),
                                                 name_of(file_).c_str(), count));
    }
    return next_slice(&VcardImport::read_slice, pause);
  }
  progress_.close();
  if (!reading_->failure().empty()) {
    // Translators: %s is a file's name.
    tell(textf(_("No contacts were read from %s."), name_of(file_).c_str()), reading_->failure());
    return reading_.reset();
  }
  preview();
}

void VcardImport::preview() {
  const ImportPlan& plan = reading_->plan();
  const std::size_t count = plan.contacts().size();
  const std::string skipped = skipped_text(plan);
  if (count == 0) {
    const GCharPtr why(purple_strreplace(escape_markup(skipped).c_str(), "\n", "<br>"));
    purple_notify_formatted(
        this, _("Import contacts"),
        // Translators: %s is a file's name.
        textf(_("There is nothing to add from %s."), name_of(file_).c_str()).c_str(), nullptr,
        why.get(), nullptr, nullptr);
    return reading_.reset();
  }
  std::vector<FormField> fields;
  FormField list{.id = "contacts",
                 .label = _("Co_ntacts"),
                 .kind = FormField::Kind::choices,
                 .value = {},
                 .options = {}};
  const std::size_t rows = std::min(count, most_rows);
  for (std::size_t i = 0; i < rows; ++i) {
    list.options.push_back(
        {.id = std::to_string(i), .label = contact_line(plan.contacts()[i]), .is_chosen = true});
  }
  fields.push_back(std::move(list));
  if (const std::size_t more = count - rows; more > 0) {
    // Translators: %zu is how many more contacts than those in the list would be added.
    fields.push_back({.id = "rest",
                      .label = textf(plural("_And %zu more", "_And %zu more", more), more),
                      .kind = FormField::Kind::check,
                      .value = "on",
                      .options = {}});
  }
  if (!skipped.empty()) {
    fields.push_back({.id = "skipped",
                      .label = _("_Not added"),
                      .kind = FormField::Kind::note,
                      .value = skipped,
                      .options = {}});
  }
  Form form{
      .title = _("Import contacts"),
      // Translators: %zu is a number of contacts, %s a file's name.
      .primary = textf(plural("Add %zu contact from %s", "Add %zu contacts from %s", count), count,
                       name_of(file_).c_str()),
      .secondary = _("Those that are not selected are not added."),
      .fields = std::move(fields),
      // Translators: a button; %zu is a number of contacts.
      .ok = textf(plural("_Add %zu contact", "_Add %zu contacts", count), count),
      .accept = [this, round = round_](const FormValues& values) -> std::optional<std::string> {
        // A window of an import before this one knows other contacts.
        if (round != round_) return std::nullopt;
        return choose(values);
      },
      .cancel =
          [this, round = round_] {
            if (round == round_) reading_.reset();
          }};
  forms_.open(std::move(form));
}

std::optional<std::string> VcardImport::choose(const FormValues& values) {
  const std::vector<PlannedContact>& planned = reading_->plan().contacts();
  std::vector<PlannedContact> wanted;
  for (const std::string& id : values.chosen("contacts")) {
    wanted.push_back(planned.at(std::stoul(id)));
  }
  if (values.is_on("rest")) {
    wanted.insert(wanted.end(), planned.begin() + most_rows, planned.end());
  }
  if (wanted.empty()) return _("Select the contacts to add.");
  wanted_ = std::move(wanted);
  next_ = shown_count_ = 0;
  stopped_.reset();
  result_ = {.added = 0,
             .there_already = reading_->plan().count(SkipReason::already_a_contact),
             .left_out = 0};
  reading_.reset();
  next_slice(&VcardImport::add_slice, pause_to_send);
  return std::nullopt;
}

void VcardImport::add_slice() {
  if (progress_.is_cancelled()) return finish();
  const auto until = Clock::now() + slice;
  for (std::size_t i = 0; i < added_in_a_turn && next_ < wanted_.size(); ++i) {
    if (Clock::now() > until) break;
    const PlannedContact& contact = wanted_[next_];
    is_waiting_ = true;
    is_slice_over_ = false;
    target_.add(contact.name, contact.number, [this, round = round_](const AddResult& result) {
      if (round == round_) added(result);
    });
    if (stopped_) return finish(*stopped_);
    if (is_waiting_) break;
  }
  is_slice_over_ = true;
  if (next_ == wanted_.size()) return finish();
  if (next_ >= shown_count_) {
    // Translators: how many contacts of how many are added.
    progress_.show(_("Import contacts"),
                   textf(_("Adding contacts… %zu of %zu"), next_, wanted_.size()));
    shown_count_ = next_ + std::max<std::size_t>(wanted_.size() / 10, 1);
  }
  if (!is_waiting_) next_slice(&VcardImport::add_slice, pause_to_send);
}

void VcardImport::added(const AddResult& result) {
  is_waiting_ = false;
  if (result.outcome == AddResult::Outcome::stopped) {
    stopped_ = result.why;
  } else {
    ++(result.outcome == AddResult::Outcome::added ? result_.added : result_.there_already);
    ++next_;
  }
  if (!is_slice_over_) return;
  if (stopped_) return finish(*stopped_);
  next_slice(&VcardImport::add_slice, pause_to_send);
}

void VcardImport::finish(const std::string& why) {
  progress_.close();
  result_.left_out = wanted_.size() - next_;
  wanted_.clear();
  log_info(result_text(result_));
  tell(result_text(result_), why);
}

void VcardImport::next_slice(void (VcardImport::*next)(), std::chrono::milliseconds after) {
  timer_.start(after, [this, next] { (this->*next)(); });
}

void VcardImport::tell_busy() {
  tell(_("Contacts are being imported already."), _("Wait until that is done, or cancel it."));
}

void VcardImport::tell(const std::string& what, const std::string& why) {
  purple_notify_info(this, _("Import contacts"), what.c_str(), why.empty() ? nullptr : why.c_str());
}

}  // namespace plugin
