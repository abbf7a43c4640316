// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http_client/socket_set.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <cerrno>
#include <new>

namespace gateway::http {

SocketSet::SocketSet() : file_(epoll_create1(EPOLL_CLOEXEC)) {
  if (file_ < 0) throw std::bad_alloc();
}

SocketSet::~SocketSet() {
  close(file_);
}

void SocketSet::made(int socket) {
  // What had its number before is closed, and by that out of the kernel's set.
  watched_[socket] = {.wanted = 0, .told = 0, .is_ours = true};
}

void SocketSet::want(int socket, std::uint32_t events) {
  Watched& watched = watched_[socket];
  watched.wanted = events;
  if (watched.told != events) tell(socket, watched, events);
}

void SocketSet::want_nothing(int socket) {
  const auto found = watched_.find(socket);
  if (found == watched_.end()) return;
  found->second.wanted = 0;
  if (found->second.is_ours) return;  // most likely it is wanted again
  tell(socket, found->second, 0);
  watched_.erase(found);
}

// NOLINTNEXTLINE(readability-make-member-function-const): the set changes
void SocketSet::tell(int socket, Watched& watched, std::uint32_t events) {
  epoll_event event{.events = events, .data = {.fd = socket}};
  if (events == 0) {
    epoll_ctl(file_, EPOLL_CTL_DEL, socket, nullptr);
  } else if (watched.told == 0 || epoll_ctl(file_, EPOLL_CTL_MOD, socket, &event) != 0) {
    const bool is_added = epoll_ctl(file_, EPOLL_CTL_ADD, socket, &event) == 0;
    if (!is_added && errno == EEXIST) epoll_ctl(file_, EPOLL_CTL_MOD, socket, &event);
  }
  watched.told = events;
}

std::size_t SocketSet::ready(std::array<Ready, most>& found) {
  std::array<epoll_event, most> events{};
  const int count = epoll_wait(file_, events.data(), static_cast<int>(events.size()), 0);
  std::size_t wanted = 0;
  for (int i = 0; i < count; ++i) {
    const auto& event = events.at(static_cast<std::size_t>(i));
    const auto at = watched_.find(event.data.fd);
    if (at == watched_.end()) continue;
    if (at->second.wanted != 0) {
      found.at(wanted++) = {event.data.fd, event.events};
    } else {
      // An end, or room to write, that nobody asks for now.
      tell(event.data.fd, at->second, 0);
    }
  }
  return wanted;
}

bool SocketSet::is_wanted(const Ready& ready) const {
  const auto found = watched_.find(ready.first);
  return found != watched_.end() && found->second.wanted != 0;
}

}  // namespace gateway::http
