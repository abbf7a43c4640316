// SPDX-License-Identifier: GPL-2.0-or-later
// Bytes that wait for the socket.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace gateway {

/// What is written leaves in order; in between nothing is copied. Memory that a burst took is given
/// back once it has left.
class OutgoingBuffer {
 public:
  explicit OutgoingBuffer(std::size_t limit) : limit_(limit) {}

  /// Lets `write` append to a string. False, and nothing taken, when that would pass the limit;
  /// into an empty buffer anything goes.
  template <class Write>
  [[nodiscard]] bool append(Write&& write) {
    const std::size_t before = filling_.size();
    const std::size_t waited = size();
    if (waited >= limit_) return false;
    std::forward<Write>(write)(filling_);
    if (waited == 0 || size() <= limit_) return true;
    filling_.resize(before);
    return false;
  }

  /// Beyond the limit, for the few bytes that hold the stream together.
  void force(std::string_view bytes) { filling_ += bytes; }

  [[nodiscard]] std::size_t size() const { return leaving_.size() - left_ + filling_.size(); }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] bool is_half_empty() const { return size() < limit_ / 2; }

  /// What is to leave next; empty when there is nothing. Valid until left().
  [[nodiscard]] std::string_view front();
  void left(std::size_t bytes) { left_ += bytes; }

 private:
  std::size_t limit_;
  std::string filling_;
  std::string leaving_;
  std::size_t left_ = 0;  ///< of leaving_
};

}  // namespace gateway
