// SPDX-License-Identifier: GPL-2.0-or-later
// GLib's and GIO's handles with an owner.
#pragma once

#include <gio/gio.h>

#include <memory>
#include <type_traits>
#include <utility>

namespace gateway {

/// A deleter that calls one function of GLib's.
template <auto Free>
struct GFree {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};

template <class T>
using GObjectPtr = std::unique_ptr<T, GFree<&g_object_unref>>;
using GErrorPtr = std::unique_ptr<GError, GFree<&g_error_free>>;
using GCharPtr = std::unique_ptr<char, GFree<&g_free>>;
using MainContextPtr = std::unique_ptr<GMainContext, GFree<&g_main_context_unref>>;

/// The context that asynchronous calls of this thread answer in.
[[nodiscard]] inline MainContextPtr current_context() {
  return MainContextPtr(g_main_context_ref_thread_default());
}

/// For `GError**` parameters: `g_call(…, Into(error))` fills `error` once the call is over.
class Into {
 public:
  explicit Into(GErrorPtr& target) : target_(&target) {}
  Into(const Into&) = delete;
  Into& operator=(const Into&) = delete;
  ~Into() { target_->reset(raw_); }
  operator GError**() { return &raw_; }  // NOLINT(google-explicit-constructor)

 private:
  GErrorPtr* target_;
  GError* raw_ = nullptr;
};

/// An attached source; gone from its context, and never called again, when this goes. Move-only.
class Source {
 public:
  Source() = default;
  /// Takes the reference over.
  explicit Source(GSource* source) : source_(source) {}
  Source(Source&& other) noexcept : source_(std::exchange(other.source_, nullptr)) {}
  Source& operator=(Source&& other) noexcept {
    std::swap(source_, other.source_);
    other.reset();
    return *this;
  }
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  ~Source() { reset(); }

  void reset() {
    if (source_ == nullptr) return;
    GSource* const gone = std::exchange(source_, nullptr);
    g_source_destroy(gone);
    g_source_unref(gone);
  }
  [[nodiscard]] GSource* get() const { return source_; }
  explicit operator bool() const { return source_ != nullptr; }

 private:
  GSource* source_ = nullptr;
};

}  // namespace gateway
