// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/log_writer.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <ctime>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sms/utf8.h"

namespace gateway::app {
namespace {

constexpr std::size_t most_bytes = 1000;  ///< of the message, and of one value
constexpr std::array level_names{"debug", "info", "warning", "error"};
constexpr std::array journal_priorities{7, 6, 4, 3};

std::size_t index_of(LogLevel level) {
  return static_cast<std::size_t>(level);
}

std::string time_text(Time time) {
  const auto whole = std::chrono::floor<std::chrono::seconds>(time);
  const auto seconds = static_cast<std::time_t>(whole.time_since_epoch().count());
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.tm_year + 1900,
                     parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                     (time - whole).count());
}

/// Cut where a character ends.
std::string_view bounded(std::string_view text) {
  if (text.size() <= most_bytes) return text;
  std::size_t end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end);
}

/// The length of a character that must not reach a terminal as it is: C0, C1, line and paragraph
/// separators, and what turns the direction of text around. 0: it may.
std::size_t harmful(std::string_view text) {
  const auto byte = [&](std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  };
  if (byte(0) < 0x20 || byte(0) == 0x7F) return 1;
  if (byte(0) == 0xC2 && byte(1) < 0xA0) return 2;
  if (byte(0) == 0xD8 && byte(1) == 0x9C) return 2;
  if (byte(0) != 0xE2) return 0;
  const bool turns = byte(1) == 0x80 &&
                     (byte(2) == 0x8E || byte(2) == 0x8F || (byte(2) >= 0xA8 && byte(2) <= 0xAE));
  const bool isolates = byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;
  return turns || isolates ? 3 : 0;
}

std::string harmless(std::string_view text) {
  text = bounded(text);
  std::string result;
  for (std::size_t bad = 0; !text.empty(); text.remove_prefix(bad)) {
    const std::size_t good = sms::first_invalid_utf8(text).value_or(text.size());
    for (std::size_t at = 0; at < good;) {
      const std::size_t length = harmful(text.substr(at, good - at));
      if (length == 0) {
        result += text[at++];
        continue;
      }
      for (const std::size_t end = at + length; at < end; ++at)
        result += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
    }
    bad = good;
    if (bad < text.size())
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[bad++]));
  }
  return result;
}

/// In quotes where it would not be one word.
std::string value_text(std::string_view value) {
  const bool is_word = !value.empty() && value.find_first_of(" \"=\\") == std::string_view::npos;
  std::string text = harmless(value);
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
                              {"message", bounded(message)}};
  for (const LogField& field : fields) {
    std::string key(field.key);
    if (line.contains(key)) key += '_';
    line[key] = bounded(field.value);
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
  line += harmless(message);
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
