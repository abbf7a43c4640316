// SPDX-License-Identifier: GPL-2.0-or-later
// Texts that the XMPP server did not take just then, until their next try.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

#include "gateway/core/context.h"

namespace gateway {

/// All of them wait on disk; here are those that are in memory, too.
class Returned {
 public:
  Returned(Context& context, std::function<void(Message)> again)
      : context_(context), again_(std::move(again)) {}

  /// Until it is due, then `again` gets it. False: too many wait.
  [[nodiscard]] bool wait(Message message);
  /// What waits for this user waits no longer, in order.
  void hurry(const std::string& user);
  [[nodiscard]] bool has(MessageId id) const { return waiting_.contains(id.value); }
  [[nodiscard]] bool is_empty() const { return waiting_.empty(); }

 private:
  struct Waiting {
    Message message;
    Timer timer;
  };
  void end(std::int64_t id);

  Context& context_;
  std::function<void(Message)> again_;
  std::unordered_map<std::int64_t, Waiting> waiting_;
};

}  // namespace gateway
