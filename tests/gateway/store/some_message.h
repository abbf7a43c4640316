// SPDX-License-Identifier: GPL-2.0-or-later
// Messages to keep, and a way to wait for what the store says.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "gateway/store/store.h"
#include "tests/gateway/support/test_loop.h"

namespace gateway::test {

inline Time at(std::int64_t seconds) {
  return Time{std::chrono::seconds{1'700'000'000 + seconds}};
}

inline Message text_out(std::string body = "Wherefore art thou") {
  Message message;
  message.user = "juliet@example.com";
  message.resource = "balcony";
  message.own = "+13075550100";
  message.peer = "+13075551212";
  message.carrier = "simulator";
  message.body = std::move(body);
  message.stanza_id = "s1";
  message.received = message.changed = message.due = at(0);
  return message;
}

inline Message text_in(std::string carrier_id) {
  auto message = text_out("Romeo, doff thy name");
  message.direction = Direction::in;
  message.carrier_id = std::move(carrier_id);
  return message;
}

/// Calls the store with a `done` and runs the loop until that has run.
/// Example: wait<Store::Added>(loop, [&](auto done) { store.add(text_out(), done); })
template <class T, class Call>
tl::expected<T, StoreError> wait(TestLoop& loop, Call call) {
  std::optional<tl::expected<T, StoreError>> result;
  call(Store::Done<T>([&result](tl::expected<T, StoreError> said) { result = std::move(said); }));
  if (!loop.run_until([&result] { return result.has_value(); })) {
    return tl::unexpected(StoreError{StoreErrorCode::io, "the store did not answer"});
  }
  return *std::move(result);
}

}  // namespace gateway::test
