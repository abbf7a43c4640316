// SPDX-License-Identifier: GPL-2.0-or-later
// Never built: libpurple comes by one header, and the other plugin and the gateway not at all.
#include <purple.h>  // wrong

#include "gateway/core/jid.h"           // wrong
#include "plugin/pidgin/counter_row.h"  // wrong
#include "plugin/purple/purple_api.h"
#include "plugin/texting/draft_cost.h"
