// SPDX-License-Identifier: GPL-2.0-or-later
// Everything in one include: what a text message is.
#pragma once

#include "sms/address.h"        // IWYU pragma: export
#include "sms/gsm7.h"           // IWYU pragma: export
#include "sms/gsm_safe.h"       // IWYU pragma: export
#include "sms/jid_escape.h"     // IWYU pragma: export
#include "sms/number.h"         // IWYU pragma: export
#include "sms/number_error.h"   // IWYU pragma: export
#include "sms/phone_address.h"  // IWYU pragma: export
#include "sms/region.h"         // IWYU pragma: export
#include "sms/segments.h"       // IWYU pragma: export
#include "sms/text_error.h"     // IWYU pragma: export
#include "sms/uri.h"            // IWYU pragma: export
#include "sms/utf8.h"           // IWYU pragma: export
#include "sms/utf8_decode.h"    // IWYU pragma: export
