// SPDX-License-Identifier: GPL-2.0-or-later
// The sockets that libcurl waits for, behind one descriptor. libcurl lets go of a connection at the
// end of each request and takes it up again with the next: that costs nothing here.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace gateway::http {

class SocketSet {
 public:
  /// Errors: throws std::bad_alloc
  SocketSet();
  SocketSet(const SocketSet&) = delete;
  SocketSet& operator=(const SocketSet&) = delete;
  ~SocketSet();

  /// Can be read while one of them is ready.
  [[nodiscard]] int file() const { return file_; }
  /// A connection's socket was just made. All others are let go as soon as they are not waited for.
  void made(int socket);
  /// Waits for these (EPOLLIN, EPOLLOUT) from now on, and for nothing else of this socket.
  void want(int socket, std::uint32_t events);
  void want_nothing(int socket);

  using Ready = std::pair<int, std::uint32_t>;
  static constexpr std::size_t most = 64;
  /// Those that are ready now, `most` of them; returns how many.
  std::size_t ready(std::array<Ready, most>& found);
  /// Whether it is still waited for: what was done for one socket may have ended another.
  [[nodiscard]] bool is_wanted(const Ready& ready) const;

 private:
  struct Watched {
    std::uint32_t wanted = 0;
    std::uint32_t told = 0;  ///< to the kernel
    bool is_ours = false;    ///< that another one gets its number, made() would tell
  };
  void tell(int socket, Watched& watched, std::uint32_t events);

  int file_;
  std::unordered_map<int, Watched> watched_;
};

}  // namespace gateway::http
