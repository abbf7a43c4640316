// SPDX-License-Identifier: GPL-2.0-or-later
// The real libpurple without a window, with one XMPP account that never opens a socket.
#pragma once

#include <string>

#include "plugin/purple/purple_api.h"

namespace bench {

/// libpurple is one per process; so is this.
struct Host {
  PurplePlugin* xmpp;            ///< the protocol plugin, on which the signal is emitted
  PurpleConnection* connection;  ///< real and registered, but without a stream behind it
};

/// Starts libpurple on a user folder of its own.
/// Errors:  exits with a message when libpurple does not start or has no XMPP
Host start_host(const std::string& user_dir);

/// A folder that is deleted with all its content when the object goes.
class ScratchDir {
 public:
  ScratchDir();
  ~ScratchDir();
  ScratchDir(const ScratchDir&) = delete;
  ScratchDir& operator=(const ScratchDir&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace bench
