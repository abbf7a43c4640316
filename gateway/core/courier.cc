// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/courier.h"

#include <iterator>
#include <utility>

namespace gateway {

void Courier::put(Parcel parcel) {
  waiting_.push_back(std::move(parcel));
  pump();
}

void Courier::link_up() {
  link_down();
  pump();
}

void Courier::link_down() {
  ++epoch_;
  fenced_ = 0;
  waiting_.insert(waiting_.begin(), std::make_move_iterator(sent_.begin()),
                  std::make_move_iterator(sent_.end()));
  sent_.clear();
}

void Courier::pump() {
  while (!waiting_.empty() && context_.link().is_up() &&
         context_.link().send(waiting_.front().write())) {
    sent_.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  fence();
}

void Courier::fence() {
  if (fenced_ != 0 || sent_.empty() || !context_.link().is_up()) return;
  fenced_ = sent_.size();
  context_.link().fence(context_.alive([this, epoch = epoch_, count = fenced_](bool has_passed) {
    fenced(epoch, count, has_passed);
  }));
}

void Courier::fenced(std::uint64_t epoch, std::size_t count, bool has_passed) {
  if (epoch != epoch_) return;
  // The link says that it is down, or up again, by itself; until then nothing is sent twice.
  if (!has_passed) return;
  fenced_ = 0;
  for (; count > 0; --count) {
    const Parcel parcel = std::move(sent_.front());
    sent_.pop_front();
    parcel.handed_over();
  }
  pump();
}

}  // namespace gateway
