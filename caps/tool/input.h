// SPDX-License-Identifier: GPL-2.0-or-later
// A file or standard input, read as it comes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace sms_caps {

/// Move-only; closes what it opened.
class Input {
 public:
  /// Shape:   "-" is standard input
  /// Errors:  the system's reason
  [[nodiscard]] static tl::expected<Input, std::string> open(const std::string& path);

  Input(Input&& other) noexcept;
  Input& operator=(Input&&) = delete;
  ~Input();

  /// What there is now, at most a buffer full; waits when there is nothing yet, empty at the end.
  [[nodiscard]] tl::expected<std::string_view, std::string> read(std::span<char> buffer) const;

 private:
  explicit Input(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace sms_caps
