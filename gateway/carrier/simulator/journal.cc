// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/simulator/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <utility>

namespace gateway::simulator {

Journal::~Journal() {
  if (file_ >= 0) close(file_);
}

Journal::Journal(Journal&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

Journal& Journal::operator=(Journal&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

std::vector<Event> Journal::read(const std::string& path) {
  std::vector<Event> events;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (auto event = from_json(line)) events.push_back(std::move(*event));
  }
  return events;
}

tl::expected<Journal, std::string> Journal::begin(const std::string& path,
                                                  const std::vector<Event>& events) {
  const std::string fresh = path + ".new";
  Journal journal(open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600));
  const bool is_written = journal.file_ >= 0 && (events.empty() || journal.append(events)) &&
                          std::rename(fresh.c_str(), path.c_str()) == 0;
  if (!is_written) {
    return tl::make_unexpected("the simulator's file " + path +
                               " cannot be written: " + std::strerror(errno));
  }
  return journal;
}

// NOLINTNEXTLINE(readability-make-member-function-const): it writes to the journal
bool Journal::append(const std::vector<Event>& events) {
  if (file_ < 0) return true;
  std::string lines;
  for (const Event& event : events)
    lines += to_json(event) + '\n';
  // One write: killed at any moment, the file has all of it or a line that reading leaves out.
  const char* rest = lines.data();
  std::size_t left = lines.size();
  while (left != 0) {
    const ssize_t written = write(file_, rest, left);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    rest += written;
    left -= static_cast<std::size_t>(written);
  }
  return true;
}

}  // namespace gateway::simulator
