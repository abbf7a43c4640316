// SPDX-License-Identifier: GPL-2.0-or-later
// Contacts out of a vCard file, from choosing it to the last one added. All that takes long is done
// in slices of a timer, and can be cancelled.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plugin/contacts/import_text.h"
#include "plugin/purple/form.h"
#include "plugin/purple/import_target.h"
#include "plugin/purple/progress_window.h"
#include "plugin/purple/timer.h"
#include "plugin/purple/vcard_reading.h"

namespace plugin {

class VcardImport {
 public:
  /// Shape:   `forms` outlives it
  explicit VcardImport(Forms& forms) : forms_(forms) {}
  ~VcardImport();
  VcardImport(const VcardImport&) = delete;
  VcardImport& operator=(const VcardImport&) = delete;

  /// Asks for the file and goes on from there; while an import is under way, says so.
  /// Shape:   `plugin_file` is the plugin's own path, beside which the reading program stands
  void start(const std::string& plugin_file, ImportTarget target);

 private:
  using Clock = std::chrono::steady_clock;

  static void on_file_chosen(void* self, const char* file) noexcept;
  void begin_reading();
  void read_slice();
  void preview();
  std::optional<std::string> choose(const FormValues& values);
  void add_slice();
  void added(const AddResult& result);
  void finish(const std::string& why = "");
  void next_slice(void (VcardImport::*next)(), std::chrono::milliseconds after);
  [[nodiscard]] bool is_busy() const { return timer_.is_running() || is_waiting_; }
  void tell_busy();
  void tell(const std::string& what, const std::string& why);

  Forms& forms_;
  std::string plugin_file_;
  ImportTarget target_;
  std::string file_;
  std::optional<VcardReading> reading_;
  std::size_t round_ = 0;  ///< counts the imports
  std::vector<PlannedContact> wanted_;
  std::size_t next_ = 0;     ///< of the wanted
  bool is_waiting_ = false;  ///< for the gateway to tell an address
  bool is_slice_over_ = false;
  std::optional<std::string> stopped_;  ///< why
  ImportResult result_;
  ProgressWindow progress_;
  Clock::time_point shown_at_;   ///< the progress of reading
  std::size_t shown_count_ = 0;  ///< the progress of adding
  Timer timer_;
};

}  // namespace plugin
