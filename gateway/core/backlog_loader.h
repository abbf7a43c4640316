// SPDX-License-Identifier: GPL-2.0-or-later
// What a backlog left on disk, brought into memory when there is room.
#pragma once

#include <functional>
#include <utility>

#include "gateway/core/backlog.h"
#include "gateway/core/context.h"

namespace gateway {

class BacklogLoader {
 public:
  /// `take` gets what is kept, in order. `go_on` runs after each page, and some time after the
  /// store could not be read; it is to call load_page() again.
  BacklogLoader(Context& context, Backlog& backlog, std::function<void(Message)> take,
                std::function<void()> go_on)
      : context_(context), backlog_(backlog), take_(std::move(take)), go_on_(std::move(go_on)) {}

  /// Asks for the next page, when there is one and room for it. One at a time: more calls are
  /// nothing.
  void load_page();

 private:
  Context& context_;
  Backlog& backlog_;
  std::function<void(Message)> take_;
  std::function<void()> go_on_;
  Timer again_;
};

}  // namespace gateway
