// SPDX-License-Identifier: GPL-2.0-or-later
// What is connected to the signal while it is measured.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/bench/plugin/host.h"
#include "tests/bench/plugin/stanzas.h"

namespace bench {

enum class Rewrites { nothing, presence_without_ext, presence };

struct Handler {
  std::string name;
  Rewrites rewrites;
  std::function<bool()> connect;
  std::function<void()> disconnect;
};

/// In the order of the table: none, empty C, one call, minimal C, Perl, ours. Without libpurple's
/// Perl loader there is no Perl, and a line on stderr says so.
/// Errors:  exits with a message when our own plugin does not load
std::vector<Handler> make_handlers(const Host& host);

/// True when the handler makes of each stanza what it must; else a line on stderr says what it
/// made.
bool is_right(const Host& host, const Handler& handler);

}  // namespace bench
