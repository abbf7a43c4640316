// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/keep.h"

#include <utility>

namespace gateway {

void keep(Context& context, Update update, std::function<void()> then) {
  auto done = [&context, update, then = std::move(then)](tl::expected<void, StoreError> stored) {
    if (stored) return then();
    ++context.counters().store_errors;
    const auto warn = [&] {
      context.warn("cannot store what became of message " + std::to_string(update.id.value) + ": " +
                   stored.error().message);
    };
    switch (stored.error().code) {
      case StoreErrorCode::unknown_id:
        warn();
        return then();  // deleted by hand; there is nothing to keep
      case StoreErrorCode::conflict: {
        warn();
        // The carrier gave the same id to two texts: then its reports mean the first.
        Update without = update;
        without.carrier_id.reset();
        return keep(context, std::move(without), then);
      }
      default:  // the store's trouble: it says so itself, once, and not for each message
        break;
    }
    context.scheduler().call_at(
        context.now() + pause_after_store_error,
        context.alive([&context, update, then] { keep(context, update, then); }));
  };
  context.store().update(std::move(update), context.alive(std::move(done)));
}

}  // namespace gateway
