// SPDX-License-Identifier: GPL-2.0-or-later
// The smallest carrier: it appends texts to a file and never has an answer. Another program may
// read the file and do with them what it likes.
#pragma once

#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "gateway/carrier/carrier.h"
#include "gateway/model/executor.h"

namespace gateway::logfile {

class LogFile : public Carrier {
 public:
  /// Errors:  a sentence that begins with the key: why the file cannot be opened, and what to do
  [[nodiscard]] static tl::expected<std::unique_ptr<LogFile>, std::string> open(
      std::string name, const std::string& path, std::size_t max_segments, Post post);
  /// Whether open() could, as far as can be told without making the file.
  [[nodiscard]] static tl::expected<void, std::string> check(const std::string& name,
                                                             const std::string& path);
  ~LogFile() override;
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] CarrierTraits traits() const override;
  /// A line a text: its id, from, to and the body with \n and \\ written out, separated by tabs.
  void send(const Message& message, std::function<void(SendResult)> done) override;
  void ask(const Message& message, std::function<void(AskResult)> done) override;

 private:
  LogFile(std::string name, int file, std::size_t max_segments, Post post);

  std::string name_;
  int file_;
  std::size_t max_segments_;
  Post post_;
};

/// "carriers.<name>.path: <path> cannot be written: <errno in words>; <what to do>"
[[nodiscard]] std::string why_unwritable(const std::string& name, const std::string& path,
                                         int error_number);

}  // namespace gateway::logfile
