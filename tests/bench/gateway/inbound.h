// SPDX-License-Identifier: GPL-2.0-or-later
// What carriers send when a text came in for the gateway.
#pragma once

#include <cstddef>
#include <string>

namespace gateway::bench {

/// A whole request, for the carrier that costs nothing.
/// Shape:   `run` sets apart what is otherwise the same: no carrier gives a text's name twice
[[nodiscard]] std::string null_webhook(std::size_t number, std::size_t run);

/// The same as Twilio sends it: a form with its signature.
[[nodiscard]] std::string twilio_webhook(std::size_t number, std::size_t run);

/// What each text says; numbers tell them apart.
[[nodiscard]] std::string body(std::size_t number);

}  // namespace gateway::bench
