// SPDX-License-Identifier: GPL-2.0-or-later
// Processes that are measured from outside.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace gateway::bench {

class Child {
 public:
  /// Runs a program; what it writes to its standard output is read by line().
  explicit Child(const std::vector<std::string>& command);
  /// Runs a function, after which the process ends.
  explicit Child(const std::function<void()>& work);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  [[nodiscard]] std::string line() const;
  /// Of all its threads, user and system, so far.
  [[nodiscard]] std::chrono::duration<double, std::micro> cpu() const;
  /// Of /proc/PID/status: "VmRSS", "VmHWM".
  [[nodiscard]] double mebibytes(const std::string& field) const;
  /// VmHWM begins anew.
  void forget_peak() const;
  /// SIGTERM, and waits.
  void stop();

 private:
  pid_t pid_ = 0;
  int out_ = -1;
};

}  // namespace gateway::bench
