// SPDX-License-Identifier: GPL-2.0-or-later
// The one place that includes libpurple. Public headers only: private ones of the XMPP protocol are
// what breaks other plugins on other distributions.
#pragma once

#include <glib.h>
#include <purple.h>
