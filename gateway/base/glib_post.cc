// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/base/glib_post.h"

#include <glib.h>

#include <exception>
#include <memory>
#include <utility>

namespace gateway {
namespace {

using Work = std::function<void()>;

gboolean on_idle(gpointer data) noexcept {
  try {
    (*static_cast<Work*>(data))();
  } catch (const std::exception& error) {
    g_critical("posted work failed: %s", error.what());
  } catch (...) {
    g_critical("posted work failed");
  }
  return G_SOURCE_REMOVE;
}

void on_destroy(gpointer data) noexcept {
  const std::unique_ptr<Work> gone(static_cast<Work*>(data));
}

}  // namespace

Post glib_post(GMainContext* context) {
  return [context](Work work) {
    auto owned = std::make_unique<Work>(std::move(work));
    // Never at once, even when asked on the loop's own thread: a `done` runs after its call
    // returned.
    GSource* source = g_idle_source_new();
    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    g_source_set_callback(source, on_idle, owned.release(), on_destroy);
    g_source_attach(source, context);
    g_source_unref(source);
  };
}

}  // namespace gateway
