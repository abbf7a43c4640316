// SPDX-License-Identifier: GPL-2.0-or-later
// One run of sms-caps: every file, through the reader and the rules, to the output.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>

#include "options.h"
#include "output.h"
#include "stanza_reader.h"

namespace sms_caps {

/// Source:  the exit status that grep and diff have made customary
enum ExitStatus : int { all_well = 0, check_failed = 1, trouble = 2 };

/// Stanzas go to the output, complaints to `complaints`, both as they arise.
class Session {
 public:
  Session(const Options& options, Output& output, std::ostream& complaints)
      : options_(options), output_(output), complaints_(complaints) {}

  /// Processes every file, also behind one with an error.
  [[nodiscard]] ExitStatus run();

 private:
  void process(const std::string& path);
  void handle(ReadEvent& event);
  void handle_stanza(Stanza& stanza);
  void check_stanza(const Stanza& stanza);
  void complain(const std::string& path, const std::string& what);

  const Options& options_;
  Output& output_;
  std::ostream& complaints_;
  bool has_trouble_ = false;
  std::size_t available_presences_ = 0;
  std::size_t presences_not_announcing_ = 0;
};

}  // namespace sms_caps
