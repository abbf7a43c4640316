// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/backlog_loader.h"

#include "gateway/core/keep.h"

namespace gateway {

void BacklogLoader::load_page() {
  auto select = backlog_.next();
  if (!select) return;
  context_.store().select(
      *std::move(select),
      context_.alive([this](tl::expected<std::vector<Message>, StoreError> page) {
        if (!page) {
          ++context_.counters().store_errors;
          backlog_.failed();
          again_ = Timer(context_.scheduler(), context_.now() + pause_after_store_error, go_on_);
          return;
        }
        for (Message& message : backlog_.loaded(*std::move(page)))
          take_(std::move(message));
        go_on_();
      }));
}

}  // namespace gateway
