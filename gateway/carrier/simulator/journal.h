// SPDX-License-Identifier: GPL-2.0-or-later
// The simulated network's memory: it lives on when the gateway is killed, as a real one does.
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "gateway/carrier/simulator/event.h"

namespace gateway::simulator {

/// A file of events, a line each. Written, not synced: it outlives the gateway, not the machine.
class Journal {
 public:
  Journal() = default;
  ~Journal();
  Journal(Journal&& other) noexcept;
  Journal& operator=(Journal&& other) noexcept;

  /// What a file holds; a line that was cut short is left out. No file: nothing.
  [[nodiscard]] static std::vector<Event> read(const std::string& path);

  /// Begins the file anew with these events; the one before it stays until they are written.
  /// Errors:  a sentence that names the file
  [[nodiscard]] static tl::expected<Journal, std::string> begin(const std::string& path,
                                                                const std::vector<Event>& events);

  /// False: it could not be written, and what the event says has not happened.
  [[nodiscard]] bool append(const std::vector<Event>& events);

 private:
  explicit Journal(int file) : file_(file) {}

  int file_ = -1;  // none: nothing is kept
};

}  // namespace gateway::simulator
