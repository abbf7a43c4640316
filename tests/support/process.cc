// SPDX-License-Identifier: GPL-2.0-or-later
#include "process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <future>
#include <system_error>
#include <utility>

namespace test_support {
namespace {

constexpr int patience_milliseconds = 10'000;

/// Both ends are closed in programs that are started, but for those handed over on purpose.
std::pair<int, int> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category());
  return {ends[0], ends[1]};
}

std::string read_all(int descriptor) {
  std::string result;
  char buffer[1 << 16];
  ssize_t count = 0;
  while ((count = ::read(descriptor, buffer, sizeof buffer)) > 0) {
    result.append(buffer, static_cast<std::size_t>(count));
  }
  return result;
}

}  // namespace

Process::Process(const std::vector<std::string>& command) {
  // A program that ends early must show in its status, not end the test.
  (void)std::signal(SIGPIPE, SIG_IGN);
  const auto [child_input, input] = make_pipe();
  const auto [output, child_output] = make_pipe();
  const auto [errors, child_errors] = make_pipe();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, child_input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, child_output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, child_errors, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);

  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  const int error =
      ::posix_spawn(&pid_, arguments[0], &actions, &attributes, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  for (const int end : {child_input, child_output, child_errors})
    ::close(end);
  input_ = input;
  output_ = output;
  errors_ = errors;
  if (error != 0) throw std::system_error(error, std::generic_category(), command.front());
}

Process::~Process() {
  for (int* const end : {&input_, &output_, &errors_})
    close_end(*end);
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    (void)wait();
  }
}

void Process::write(std::string_view text) const {
  while (!text.empty()) {
    const ssize_t written = ::write(input_, text.data(), text.size());
    if (written < 0) return;  // the program has ended: its status says why
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string Process::read_line() {
  std::string line;
  pollfd ready = {output_, POLLIN, 0};
  char next = 0;
  while (::poll(&ready, 1, patience_milliseconds) == 1 && ::read(output_, &next, 1) == 1) {
    if (next == '\n') return line;
    line += next;
  }
  return {};
}

std::string Process::read_all_output() const {
  return read_all(output_);
}

std::string Process::read_all_errors() const {
  return read_all(errors_);
}

int Process::wait() {
  int status = 0;
  ::waitpid(std::exchange(pid_, -1), &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

void Process::close_end(int& descriptor) {
  if (descriptor >= 0) ::close(std::exchange(descriptor, -1));
}

Finished run(const std::vector<std::string>& command, std::string_view input) {
  Process process(command);
  auto writing = std::async(std::launch::async, [&] {
    process.write(input);
    process.close_input();
  });
  auto errors = std::async(std::launch::async, [&] { return process.read_all_errors(); });
  Finished result;
  result.output = process.read_all_output();
  result.errors = errors.get();
  writing.get();
  result.status = process.wait();
  return result;
}

}  // namespace test_support
