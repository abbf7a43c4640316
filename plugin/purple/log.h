// SPDX-License-Identifier: GPL-2.0-or-later
// The debug log, under our own category. Never a message body, a password or a whole stanza.
#pragma once

#include <cstdint>
#include <string_view>

namespace plugin {

/// How much we say. Source: the preference debug_level.
enum class Verbosity : int { errors = 0, normal = 1, verbose = 2 };

void set_verbosity(Verbosity verbosity);

/// Something the user may want to know when looking for a cause.
void log_info(std::string_view text);
/// What happened to each stanza; only when verbose.
void log_detail(std::string_view text);
/// An exception that was caught at the edge.
void log_caught(const char* where, const char* what) noexcept;

/// Kinds of things we pass by. Each is explained once while the plugin is loaded, however often it
/// comes: a client sends thousands of stanzas, and one line says it all.
enum class Passed : std::uint8_t {
  no_stanza,  ///< another plugin took the stanza off the wire
  presence_not_available,
  presence_without_caps,
  presence_foreign,
  query_other_node,
  query_unknown_bundle,
  query_not_announced,
  query_without_id,
  refusal_elsewhere,
  refusal_from_nobody,
};

void log_passed(Passed kind, std::string_view why);
/// Starts counting anew: the plugin was loaded.
void forget_passed();

}  // namespace plugin
