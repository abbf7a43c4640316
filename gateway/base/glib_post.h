// SPDX-License-Identifier: GPL-2.0-or-later
// The way from another thread to the GLib main loop.
#pragma once

#include "gateway/model/executor.h"

using GMainContext = struct _GMainContext;  // NOLINT(bugprone-reserved-identifier): GLib's own name

namespace gateway {

/// Work runs at default priority, beside sockets, in the order in which it was posted; an exception
/// of it is logged and ends only that piece of work.
/// Shape:   context: nullptr for the default one; it must outlive every call
[[nodiscard]] Post glib_post(GMainContext* context = nullptr);

}  // namespace gateway
