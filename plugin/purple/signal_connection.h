// SPDX-License-Identifier: GPL-2.0-or-later
// Typed signal connections. PURPLE_CALLBACK() casts away a wrong prototype; here it does not
// compile.
#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include "plugin/purple/guarded.h"
#include "plugin/purple/purple_api.h"

namespace plugin {

/// A signal's name with the prototype that libpurple's documentation gives its handlers, without
/// the trailing user data.
template <class Prototype>
struct Signal {
  const char* name;
};

/// A connected handler; disconnects when it goes. Move-only.
class SignalConnection {
 public:
  SignalConnection() = default;
  SignalConnection(void* instance, const char* signal, void* handle, PurpleCallback callback)
      : instance_(instance), signal_(signal), handle_(handle), callback_(callback) {}
  SignalConnection(SignalConnection&& other) noexcept { swap(other); }
  SignalConnection& operator=(SignalConnection&& other) noexcept {
    SignalConnection(std::move(other)).swap(*this);
    return *this;
  }
  SignalConnection(const SignalConnection&) = delete;
  SignalConnection& operator=(const SignalConnection&) = delete;
  ~SignalConnection() {
    if (callback_ != nullptr) purple_signal_disconnect(instance_, signal_, handle_, callback_);
  }

 private:
  void swap(SignalConnection& other) noexcept {
    std::swap(instance_, other.instance_);
    std::swap(signal_, other.signal_);
    std::swap(handle_, other.handle_);
    std::swap(callback_, other.callback_);
  }

  void* instance_ = nullptr;
  const char* signal_ = nullptr;
  void* handle_ = nullptr;
  PurpleCallback callback_ = nullptr;
};

/// Connects a member function. It runs guarded: when it throws, the handler returns a
/// value-initialized result (nothing, or "not handled").
/// Shape:   `object` outlives the connection; it is also libpurple's handle for it
template <auto Method, class Object, class Result, class... Args>
[[nodiscard]] SignalConnection connect(void* instance, Signal<Result(Args...)> signal,
                                       Object* object,
                                       int priority = PURPLE_SIGNAL_PRIORITY_DEFAULT) {
  static_assert(std::is_invocable_r_v<Result, decltype(Method), Object*, Args...>,
                "the method does not have the prototype of the signal");
  // NOLINTNEXTLINE(bugprone-exception-escape): guarded() catches all
  Result (*handler)(Args..., gpointer) = [](Args... args, gpointer data) noexcept -> Result {
    const auto call = [&] { return (static_cast<Object*>(data)->*Method)(args...); };
    if constexpr (std::is_void_v<Result>) {
      guarded("a signal handler", call);
    } else {
      return guarded("a signal handler", Result{}, call);
    }
  };
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): libpurple's own idiom
  auto callback = reinterpret_cast<PurpleCallback>(handler);
  purple_signal_connect_priority(instance, signal.name, object, callback, object, priority);
  return {instance, signal.name, object, callback};
}

}  // namespace plugin
