// SPDX-License-Identifier: GPL-2.0-or-later
// Standard output that notices when nobody can take what is written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sms_caps {

/// Lines gathered until flush(), so that a reader sees each batch of stanzas at once.
class Output {
 public:
  explicit Output(int descriptor) : descriptor_(descriptor) {}

  void line(std::string_view text);
  void flush();

  /// Why writing failed, once it has; from then on nothing is written.
  [[nodiscard]] const std::optional<std::string>& error() const { return error_; }

 private:
  int descriptor_;
  std::string pending_;
  std::optional<std::string> error_;
};

}  // namespace sms_caps
