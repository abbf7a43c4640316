// SPDX-License-Identifier: GPL-2.0-or-later
#include "output.h"

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace sms_caps {
namespace {

constexpr std::size_t batch_bytes = 1 << 16;

}  // namespace

void Output::line(std::string_view text) {
  if (error_) return;
  pending_.append(text).append("\n");
  if (pending_.size() >= batch_bytes) flush();
}

void Output::flush() {
  std::string_view rest = pending_;
  while (!rest.empty() && !error_) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error_ = std::generic_category().message(errno);
    }
  }
  pending_.clear();
}

}  // namespace sms_caps
