// SPDX-License-Identifier: GPL-2.0-or-later
// The program that reads vCard files (plugin/vcards), running beside the client.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include <tl/expected.hpp>

namespace plugin {

/// Where the program is: in xmpp-sms/ beside the plugin, or in the system's library folder.
/// Shape:   `plugin_file` is the plugin's own path
/// Errors:  nullopt when it is not installed
[[nodiscard]] std::optional<std::string> find_vcard_program(const std::string& plugin_file);

/// Reads a file in a process of its own, without ever waiting for it.
class VcardProcess {
 public:
  /// Errors:  a sentence for the user, in the system's words, when it cannot be started
  [[nodiscard]] static tl::expected<std::unique_ptr<VcardProcess>, std::string> start(
      const std::string& program, const std::string& file);

  /// Ends the process: it notices that nobody reads any more. GLib has made it a child of init's,
  /// so that nobody needs to wait for it either, and Pidgin, which waits for any child, cannot take
  /// it.
  ~VcardProcess();
  VcardProcess(const VcardProcess&) = delete;
  VcardProcess& operator=(const VcardProcess&) = delete;

  /// The next line without its end, if it is there.
  [[nodiscard]] std::optional<std::string> next_line();
  /// True when all was read and nothing more will come.
  [[nodiscard]] bool is_over() const { return is_over_ && start_ == buffer_.size(); }

 private:
  explicit VcardProcess(int output) : output_(output) {}
  void read_more();

  int output_;
  bool is_over_ = false;
  std::string buffer_;
  std::size_t start_ = 0;  ///< of what was not given away yet
};

}  // namespace plugin
