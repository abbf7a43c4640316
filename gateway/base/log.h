// SPDX-License-Identifier: GPL-2.0-or-later
// What the gateway says about its work; the application decides where it goes.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace gateway {

enum class LogLevel : std::uint8_t { debug, info, warning, error };

/// A fact beside the sentence: domain=sms.example.com.
/// SECURITY: never a secret, the body of a message, or above debug level a whole phone number.
struct LogField {
  std::string_view key;  ///< lower case letters and '_'
  std::string value;  ///< may come from outside: whoever writes it out makes it one harmless line
};

class Log {
 public:
  virtual ~Log() = default;
  /// Says one thing. `message` is a sentence for the operator, without a full stop; it too may
  /// quote what came from outside.
  /// Errors:  none: a log that cannot be written is nobody's problem here
  virtual void say(LogLevel level, std::string_view message,
                   std::initializer_list<LogField> fields) noexcept = 0;
};

}  // namespace gateway
