// SPDX-License-Identifier: GPL-2.0-or-later
// One call of the store on its way: asked on the main loop, carried out by the worker, told on the
// main loop.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

#include "gateway/store/sqlite/message_table.h"
#include "gateway/store/sqlite/small_tables.h"
#include "gateway/store/store.h"

namespace gateway::sqlite {

struct Tables {
  MessageTable& messages;
  SmallTables& small;
};

/// Whether a request's commit may wait a moment for others to share it.
enum class Haste { at_once, can_wait };

class Request {
 public:
  Request(bool writes, std::size_t bytes, Haste haste = Haste::at_once)
      : writes_(writes), haste_(haste), bytes_(bytes) {}
  virtual ~Request() = default;
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;

  [[nodiscard]] bool writes() const { return writes_; }
  [[nodiscard]] bool can_wait() const { return haste_ == Haste::can_wait; }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

  /// Does it, within a transaction. May be called again after that was rolled back.
  /// Errors:  throws DatabaseError
  virtual void carry_out(Tables& tables) = 0;
  virtual void fail(const StoreError& error) = 0;
  /// Calls `done`.
  virtual void tell() = 0;

 private:
  bool writes_;
  Haste haste_;
  std::size_t bytes_;
};

/// Shape:   work(Tables&) returns something that a tl::expected<T, StoreError> is made of
template <class T, class Work>
class Call final : public Request {
 public:
  Call(bool writes, std::size_t bytes, Work work, Store::Done<T> done, Haste haste = Haste::at_once)
      : Request(writes, bytes, haste), work_(std::move(work)), done_(std::move(done)) {}

  void carry_out(Tables& tables) override { result_.emplace(work_(tables)); }
  void fail(const StoreError& error) override { result_.emplace(tl::unexpect, error); }
  void tell() override {
    if (done_) done_(*std::move(result_));
  }

 private:
  Work work_;
  Store::Done<T> done_;
  std::optional<tl::expected<T, StoreError>> result_;
};

/// As Call, for work that returns nothing.
template <class Work>
class Command final : public Request {
 public:
  Command(std::size_t bytes, Work work, Store::Done<void> done)
      : Request(true, bytes), work_(std::move(work)), done_(std::move(done)) {}

  void carry_out(Tables& tables) override {
    work_(tables);
    result_ = {};
  }
  void fail(const StoreError& error) override { result_ = tl::unexpected(error); }
  void tell() override {
    if (done_) done_(result_);
  }

 private:
  Work work_;
  Store::Done<void> done_;
  tl::expected<void, StoreError> result_;
};

}  // namespace gateway::sqlite
