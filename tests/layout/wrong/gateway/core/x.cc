// SPDX-License-Identifier: GPL-2.0-or-later
// Never built: a room that decides, and all that it must not know.
#include <glib.h>  // wrong

#include <chrono>
#include <fstream>  // wrong
#include <thread>   // wrong

#include "gateway/base/glib.h"        // wrong
#include "gateway/base/loop_timer.h"  // wrong
#include "gateway/carrier/carrier.h"
#include "gateway/carrier/twilio/twilio.h"  // wrong
#include "gateway/core/jid.h"
#include "gateway/http_client/client.h"  // wrong
#include "gateway/language/language.h"
#include "gateway/link/component_link.h"  // wrong
#include "gateway/link/link.h"
#include "gateway/protocol/registry.h"   // wrong
#include "gateway/store/maintenance.h"   // wrong
#include "gateway/store/sqlite/store.h"  // wrong
#include "gateway/store/store.h"
#include "sms/number.h"

inline auto looks() {
  return std::chrono::system_clock::now();  // wrong
}
