// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/gateway/poller.h"

#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace gateway::bench {
namespace {

void control(int poll, int operation, int file, std::uint32_t events) {
  epoll_event event{.events = events, .data = {.fd = file}};
  if (epoll_ctl(poll, operation, file, &event) != 0) throw std::runtime_error("epoll_ctl");
}

}  // namespace

Poller::Poller()
    : poll_(epoll_create1(EPOLL_CLOEXEC)),
      timer_(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)) {
  control(poll_, EPOLL_CTL_ADD, timer_, EPOLLIN);
}

Poller::~Poller() {
  close(timer_);
  close(poll_);
}

void Poller::add(int file, std::function<void(std::uint32_t)> ready) {
  ready_[file] = std::move(ready);
  control(poll_, EPOLL_CTL_ADD, file, EPOLLIN);
}

void Poller::watch_writing(int file, bool does) {
  control(poll_, EPOLL_CTL_MOD, file, does ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

void Poller::remove(int file) {
  ready_.erase(file);
  control(poll_, EPOLL_CTL_DEL, file, 0);
}

void Poller::run(const std::function<bool()>& is_done, std::chrono::seconds patience,
                 const std::function<Moment()>& now) {
  const Moment end = Clock::now() + patience;
  Moment next = now ? Clock::now() : never;
  while (next != never || !is_done()) {
    if (Clock::now() >= end) throw std::runtime_error("what was waited for did not come");
    if (next <= Clock::now()) next = now();
    // What is waited for may show nowhere but in memory.
    wait(std::min({next, end, Clock::now() + std::chrono::milliseconds(1)}));
  }
}

void Poller::wait(Moment until) {
  const auto rest =
      std::max(std::chrono::nanoseconds(1), std::chrono::nanoseconds(until.time_since_epoch()));
  const auto seconds = std::chrono::floor<std::chrono::seconds>(rest);
  const itimerspec time{
      .it_interval = {},
      .it_value = {.tv_sec = seconds.count(), .tv_nsec = (rest - seconds).count()}};
  timerfd_settime(timer_, TFD_TIMER_ABSTIME, &time, nullptr);
  std::array<epoll_event, 64> events{};
  const int count = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), -1);
  for (int i = 0; i < count; ++i) {
    const auto& event = events.at(static_cast<std::size_t>(i));
    const auto found = ready_.find(event.data.fd);
    if (found != ready_.end()) found->second(event.events);
  }
}

}  // namespace gateway::bench
