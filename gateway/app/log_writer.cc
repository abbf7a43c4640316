// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/log_writer.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "gateway/model/one_line.h"
#include "gateway/model/time_text.h"

namespace gateway::app {
namespace {

constexpr std::size_t most_bytes = 1000;  ///< of the message, and of one value
constexpr std::array level_names{"debug", "info", "warning", "error"};
constexpr std::array journal_priorities{7, 6, 4, 3};

std::size_t index_of(LogLevel level) {
  return static_cast<std::size_t>(level);
}

/// In quotes where it would not be one word.
/// SECURITY: what came with a quote or a backslash does not end the quotes.
std::string value_text(std::string_view value) {
  const bool is_word = !value.empty() && value.find_first_of(" \"=\\") == std::string_view::npos;
  std::string text = one_line_escaped(value, most_bytes);
  if (is_word) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string json_line(Time when, LogLevel level, std::string_view message,
                      std::initializer_list<LogField> fields) {
  nlohmann::ordered_json line{{"time", time_text(when)},
                              {"level", level_names.at(index_of(level))},
                              {"message", shortened(message, most_bytes)}};
  for (const LogField& field : fields) {
    std::string key(field.key);
    if (line.contains(key)) key += '_';
    line[key] = shortened(field.value, most_bytes);
  }
  return line.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace

LogLevel log_level_of(std::string_view name) {
  for (std::size_t i = 0; i < level_names.size(); ++i) {
    if (name == level_names.at(i)) return static_cast<LogLevel>(i);
  }
  return LogLevel::info;
}

LogFormat log_format_of(std::string_view name, const char* journal_stream) {
  if (name == "json") return LogFormat::json;
  if (name == "journal") return LogFormat::journal;
  if (name == "text" || journal_stream == nullptr) return LogFormat::text;
  struct stat here {};
  if (fstat(STDERR_FILENO, &here) != 0) return LogFormat::text;
  return fmt::format("{}:{}", here.st_dev, here.st_ino) == journal_stream ? LogFormat::journal
                                                                          : LogFormat::text;
}

std::string log_line(LogFormat format, Time when, LogLevel level, std::string_view message,
                     std::initializer_list<LogField> fields) {
  if (format == LogFormat::json) return json_line(when, level, message, fields);
  std::string line =
      format == LogFormat::journal
          ? fmt::format("<{}>", journal_priorities.at(index_of(level)))
          : fmt::format("{} {:<7} ", time_text(when), level_names.at(index_of(level)));
  line += one_line_escaped(message, most_bytes);
  for (const LogField& field : fields)
    line += fmt::format(" {}={}", field.key, value_text(field.value));
  return line + '\n';
}

void LogWriter::say(LogLevel level, std::string_view message,
                    std::initializer_list<LogField> fields) noexcept {
  if (level < level_) return;
  try {
    const std::string line = log_line(format_, clock_.now(), level, message, fields);
    // One call, so that lines of several programs do not mix; a log that is full is nobody's
    // problem here.
    [[maybe_unused]] const auto written = ::write(file_, line.data(), line.size());
  } catch (...) {  // NOLINT(bugprone-empty-catch): no memory for a line
  }
}

}  // namespace gateway::app
