// SPDX-License-Identifier: GPL-2.0-or-later
// Everything in one include: which bundles a presence announces, by XEP-0115's legacy ext.
#pragma once

#include "smscaps/announce.h"      // IWYU pragma: export
#include "smscaps/bundle_name.h"   // IWYU pragma: export
#include "smscaps/bundle_query.h"  // IWYU pragma: export
#include "smscaps/element.h"       // IWYU pragma: export
#include "smscaps/names.h"         // IWYU pragma: export
#include "smscaps/nmtoken.h"       // IWYU pragma: export
#include "smscaps/presence.h"      // IWYU pragma: export
#include "smscaps/token_list.h"    // IWYU pragma: export
