// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/gateway/child.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#include <ctime>

#include <array>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace gateway::bench {

Child::Child(const std::vector<std::string>& command) {
  std::array<int, 2> pipe{};
  if (pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  pid_ = fork();
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(pipe[1], STDOUT_FILENO);
    std::vector<char*> arguments;
    for (const std::string& word : command)
      arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execv(arguments.front(), arguments.data());
    _exit(EXIT_FAILURE);
  }
  close(pipe[1]);
  out_ = pipe[0];
}

Child::Child(const std::function<void()>& work) : pid_(fork()) {
  if (pid_ != 0) return;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  try {
    work();
  } catch (const std::exception&) {
    _exit(EXIT_FAILURE);
  }
  _exit(EXIT_SUCCESS);
}

Child::~Child() {
  stop();
  if (out_ >= 0) close(out_);
}

void Child::stop() {
  if (pid_ <= 0) return;
  kill(pid_, SIGTERM);
  waitpid(std::exchange(pid_, 0), nullptr, 0);
}

std::string Child::line() const {
  std::string text;
  for (char c = 0; read(out_, &c, 1) == 1 && c != '\n';)
    text += c;
  return text;
}

std::chrono::duration<double, std::micro> Child::cpu() const {
  clockid_t clock{};
  timespec time{};
  if (clock_getcpuclockid(pid_, &clock) != 0 || clock_gettime(clock, &time) != 0) {
    throw std::runtime_error("what is measured is gone");
  }
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

double Child::mebibytes(const std::string& field) const {
  std::ifstream file("/proc/" + std::to_string(pid_) + "/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(field + ":")) return std::stod(line.substr(field.size() + 1)) / 1024;
  }
  return 0;
}

void Child::forget_peak() const {
  std::ofstream("/proc/" + std::to_string(pid_) + "/clear_refs") << '5';
}

}  // namespace gateway::bench
