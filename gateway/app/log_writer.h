// SPDX-License-Identifier: GPL-2.0-or-later
// The log as lines: for people, for programs, or for the journal.
#pragma once

#include <string>
#include <string_view>

#include "gateway/base/log.h"
#include "gateway/model/clock.h"

namespace gateway::app {

enum class LogFormat : std::uint8_t { text, json, journal };

/// "debug", "info", "warning", "error"; info for anything else.
[[nodiscard]] LogLevel log_level_of(std::string_view name);
/// Of "auto": the journal's when it reads standard error.
/// Source:  systemd.exec(5), JOURNAL_STREAM
[[nodiscard]] LogFormat log_format_of(std::string_view name, const char* journal_stream);

/// One line with its end.
/// SECURITY: whatever the message and the values hold, it is one line of printable text.
/// Example: text    "2026-11-21T17:46:23.123Z info     connected domain=sms.example.com"
///          journal "<6>connected domain=sms.example.com"
[[nodiscard]] std::string log_line(LogFormat format, Time when, LogLevel level,
                                   std::string_view message,
                                   std::initializer_list<LogField> fields);

class LogWriter final : public Log {
 public:
  /// Shape:   `file` stays open
  LogWriter(const Clock& clock, int file) : clock_(clock), file_(file) {}

  void set(LogLevel level, LogFormat format) {
    level_ = level;
    format_ = format;
  }
  void set_level(LogLevel level) { level_ = level; }

  void say(LogLevel level, std::string_view message,
           std::initializer_list<LogField> fields) noexcept override;

 private:
  const Clock& clock_;
  int file_;
  LogLevel level_ = LogLevel::info;
  LogFormat format_ = LogFormat::text;
};

}  // namespace gateway::app
