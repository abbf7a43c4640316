// SPDX-License-Identifier: GPL-2.0-or-later
// What each kind of fixture row claims. A check fails through GoogleTest's expectations.
#pragma once

#include <string>
#include <string_view>

#include "fixture_rows.h"
#include "sms/phone_address.h"

namespace fixtures {

void check_number(const Row& row);
void check_segments(const Row& row);
void check_safe_spelling(const Row& row);
void check_address(const Row& row);
void check_gateway_error(const Row& row);
void check_escape(const Row& row);
void check_uri(const Row& row);

/// How fixtures write a party: "+13075551212", "short:40404", "name:INFO".
std::string notation(const sms::PhoneAddress& party);

}  // namespace fixtures
