/* SPDX-License-Identifier: GPL-2.0-or-later
 * Handlers in plain C, to compare with. */
#pragma once

#include <glib.h>
#include <purple.h>

G_BEGIN_DECLS

/* What being connected costs. */
void empty_hook(PurpleConnection* connection, xmlnode** packet, gpointer data);

/* What a plugin author would write at first: no check of type or namespace, no look at the tokens,
 * and a second call appends a second time. */
void minimal_hook(PurpleConnection* connection, xmlnode** packet, gpointer data);

/* The least that adding an attribute can cost through libpurple's API: pointers are followed to the
 * capabilities, and one constant is set. Capabilities that have an ext are left as they are. */
void one_call_hook(PurpleConnection* connection, xmlnode** packet, gpointer data);

G_END_DECLS
