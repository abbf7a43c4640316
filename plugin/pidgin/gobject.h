// SPDX-License-Identifier: GPL-2.0-or-later
// Typed connections to GTK's signals and owning handles for its objects. G_CALLBACK() casts away a
// wrong prototype; here it does not compile.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "plugin/pidgin/pidgin_api.h"
#include "plugin/purple/guarded.h"
#include "plugin/purple/handles.h"

namespace plugin {

template <class T>
using GObjectPtr = std::unique_ptr<T, CallFree<g_object_unref>>;

/// A reference of our own.
template <class T>
[[nodiscard]] GObjectPtr<T> share(T* object) {
  g_object_ref(object);
  return GObjectPtr<T>(object);
}

/// A signal's name with the prototype that GTK's documentation gives its handlers, without the
/// emitting object and the user data.
template <class Prototype>
struct GSignal {
  const char* name;
};

namespace gtk_signals {

inline constexpr GSignal<void()> changed{"changed"};  ///< of a GtkTextBuffer
inline constexpr GSignal<void()> clicked{"clicked"};  ///< of a GtkButton
inline constexpr GSignal<void()> destroy{"destroy"};  ///< of a GtkObject
inline constexpr GSignal<void(GtkStyle*)> style_set{"style-set"};
inline constexpr GSignal<gboolean(gint, gint, gboolean, GtkTooltip*)> query_tooltip{
    "query-tooltip"};

}  // namespace gtk_signals

/// A connected handler; disconnects when it goes. Move-only.
class GConnection {
 public:
  GConnection() = default;
  GConnection(GObjectPtr<GObject> instance, gulong id) : instance_(std::move(instance)), id_(id) {}
  GConnection(GConnection&& other) noexcept
      : instance_(std::move(other.instance_)), id_(std::exchange(other.id_, 0)) {}
  GConnection& operator=(GConnection&& other) noexcept {
    std::swap(instance_, other.instance_);
    std::swap(id_, other.id_);
    return *this;
  }
  GConnection(const GConnection&) = delete;
  GConnection& operator=(const GConnection&) = delete;
  ~GConnection() {
    if (id_ != 0 && g_signal_handler_is_connected(instance_.get(), id_) != FALSE) {
      g_signal_handler_disconnect(instance_.get(), id_);
    }
  }

 private:
  GObjectPtr<GObject> instance_;
  gulong id_ = 0;
};

/// Connects a member function, guarded as in connect() of signal_connection.h.
/// Shape:   `object` outlives the connection
template <auto Method, class Object, class Result, class... Args>
[[nodiscard]] GConnection connect(gpointer instance, GSignal<Result(Args...)> signal,
                                  Object* object) {
  static_assert(std::is_invocable_r_v<Result, decltype(Method), Object*, Args...>,
                "the method does not have the prototype of the signal");
  Result (*handler)(gpointer, Args..., gpointer) = [](gpointer /*instance*/, Args... args,
                                                      gpointer data) noexcept -> Result {
    const auto call = [&] { return (static_cast<Object*>(data)->*Method)(args...); };
    if constexpr (std::is_void_v<Result>) {
      guarded("a handler of GTK's", call);
    } else {
      return guarded("a handler of GTK's", Result{}, call);
    }
  };
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): GLib's own idiom
  const gulong id =
      g_signal_connect(instance, signal.name, reinterpret_cast<GCallback>(handler), object);
  return {share(G_OBJECT(instance)), id};
}

}  // namespace plugin
