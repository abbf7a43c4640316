// SPDX-License-Identifier: GPL-2.0-or-later
#include "input.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace sms_caps {
namespace {

constexpr int closed = -1;

tl::unexpected<std::string> system_error() {
  return tl::unexpected(std::generic_category().message(errno));
}

}  // namespace

tl::expected<Input, std::string> Input::open(const std::string& path) {
  if (path == "-") return Input(STDIN_FILENO);
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return system_error();
  return Input(descriptor);
}

Input::Input(Input&& other) noexcept : descriptor_(std::exchange(other.descriptor_, closed)) {}

Input::~Input() {
  if (descriptor_ != closed && descriptor_ != STDIN_FILENO) ::close(descriptor_);
}

tl::expected<std::string_view, std::string> Input::read(std::span<char> buffer) const {
  while (true) {
    const ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
    if (count >= 0) return std::string_view(buffer.data(), static_cast<std::size_t>(count));
    if (errno != EINTR) return system_error();
  }
}

}  // namespace sms_caps
