// SPDX-License-Identifier: GPL-2.0-or-later
// Running a program with pipes at its three ends.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace test_support {

/// A running program; ended and waited for on destruction.
class Process {
 public:
  /// Errors:  throws std::system_error when it cannot be started
  explicit Process(const std::vector<std::string>& command);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  void write(std::string_view text) const;
  void close_input() { close_end(input_); }
  void close_output() { close_end(output_); }

  /// The next line without its end; empty when none comes within ten seconds, or at the end.
  [[nodiscard]] std::string read_line();
  [[nodiscard]] std::string read_all_output() const;
  [[nodiscard]] std::string read_all_errors() const;

  /// Exit status, or minus the signal that ended it.
  [[nodiscard]] int wait();

 private:
  static void close_end(int& descriptor);

  pid_t pid_ = -1;
  int input_ = -1;
  int output_ = -1;
  int errors_ = -1;
};

/// What a program left behind.
struct Finished {
  int status = 0;
  std::string output;
  std::string errors;
};

/// Runs a program to its end with this on its standard input.
[[nodiscard]] Finished run(const std::vector<std::string>& command, std::string_view input);

}  // namespace test_support
