// SPDX-License-Identifier: GPL-2.0-or-later
// The one place that includes GTK and Pidgin.
#pragma once

// Their headers have guards for C++, and must stand outside the block below, which would pull
// templates of GLib's into it.
#include <gtk/gtk.h>
#include <purple.h>

// Pidgin's own have no guards. gtkblist.h, which does not compile as C++ (a parameter is named
// `new`), is not among them.
extern "C" {
#include <gtkconv.h>
#include <gtkimhtml.h>
#include <gtkplugin.h>
}
