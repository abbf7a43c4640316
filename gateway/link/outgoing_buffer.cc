// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/outgoing_buffer.h"

namespace gateway {

std::string_view OutgoingBuffer::front() {
  constexpr std::size_t kept_bytes = 1 << 18;
  if (left_ == leaving_.size()) {
    leaving_.clear();
    left_ = 0;
    if (leaving_.capacity() > kept_bytes) leaving_.shrink_to_fit();
    leaving_.swap(filling_);
  }
  return std::string_view(leaving_).substr(left_);
}

}  // namespace gateway
