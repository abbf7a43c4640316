// SPDX-License-Identifier: GPL-2.0-or-later
// discovery-bench: what looking for gateways adds to a sign-on, with the real libpurple and the
// plugin's own edge. Timings never decide its exit status; too many queries do.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/purple/gateways.h"
#include "plugin/purple/settings.h"
#include "tests/bench/discovery/server.h"
#include "tests/bench/discovery/stopwatch.h"
#include "tests/plugin/headless_connection.h"
#include "tests/plugin/headless_core.h"

namespace {

using plugin::testing_support::HeadlessConnection;

constexpr int buddies = 5000;
constexpr int services = 500;

struct Roster {
  const char* name;
  std::string (*jid)(int index);
};

std::string number(int index) {
  return "+1307" + std::to_string(5'550'000 + index);
}

constexpr Roster rosters[] = {
    {"no buddy", nullptr},
    {"people", [](int i) { return "friend" + std::to_string(i) + "@capulet.example"; }},
    {"phones, one gateway", [](int i) { return number(i) + "@sms.capulet.example"; }},
    {"mixed",
     [](int i) {
       if (i % 3 == 0) return number(i) + "@sms.capulet.example";
       if (i % 100 == 1) return "transport" + std::to_string(i) + ".example";
       return "friend" + std::to_string(i) + "@host" + std::to_string(i % 50) + ".example";
     }},
    {"phones, a domain each",
     [](int i) { return number(i) + "@sms" + std::to_string(i) + ".example"; }},
};

struct Result {
  double total_ms = 0;
  double longest_ms = 0;
  int queries = 0;
  int in_flight = 0;
  std::size_t gateways = 0;
};

std::vector<PurpleBuddy*> add_buddies(PurpleAccount* account, const Roster& roster) {
  std::vector<PurpleBuddy*> added;
  for (int i = 0; roster.jid != nullptr && i < buddies; ++i) {
    added.push_back(purple_buddy_new(account, roster.jid(i).c_str(), nullptr));
    purple_blist_add_buddy(added.back(), nullptr, nullptr, nullptr);
  }
  return added;
}

Result sign_on(const Roster& roster, bench::Stopwatch& watch) {
  HeadlessConnection client("juliet@capulet.example");
  client.get()->state = PURPLE_CONNECTING;  // it signs on below
  const std::vector<PurpleBuddy*> added = add_buddies(client.account(), roster);
  bench::Server server(client, watch, services);
  plugin::Gateways gateways(*plugin::Xmpp::find());
  client.get()->state = PURPLE_CONNECTED;

  watch.reset();
  watch.start();
  purple_signal_emit(purple_connections_get_handle(), "signed-on", client.get());
  watch.stop();
  while (gateways.report().front().is_looking)
    g_main_context_iteration(nullptr, TRUE);
  const Result result{.total_ms = watch.total_ms(),
                      .longest_ms = watch.longest_ms(),
                      .queries = server.queries(),
                      .in_flight = server.most_in_flight(),
                      .gateways = gateways.of(client.account()).size()};
  for (PurpleBuddy* buddy : added)
    purple_blist_remove_buddy(buddy);
  return result;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

}  // namespace

int main(int argc, char** argv) {
  int rounds = 5;
  if (argc == 3 && std::string_view(argv[1]) == "--rounds") rounds = std::atoi(argv[2]);
  if (rounds < 1 || (argc != 1 && argc != 3)) {
    std::fputs("Usage: discovery-bench [--rounds N]\n", stderr);
    return 2;
  }
  setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 1);  // a bus would get a copy of every signal
  plugin::testing_support::start_core();
  plugin::settings::add_defaults();
  bench::Stopwatch watch;
  bench::measure_timers(watch);

  std::printf(
      "Looking for gateways after sign-on: %d buddies, %d services on the server, medians "
      "of %d\n%-22s  %14s  %14s  %8s  %10s  %9s\n",
      buddies, services, rounds, "roster", "main loop ms", "longest ms", "queries", "in flight",
      "gateways");
  bool is_all_right = true;
  for (const Roster& roster : rosters) {
    std::vector<double> totals;
    std::vector<double> longest;
    Result last;
    for (int round = 0; round < rounds; ++round) {
      last = sign_on(roster, watch);
      totals.push_back(last.total_ms);
      longest.push_back(last.longest_ms);
    }
    std::printf("%-22s  %14.2f  %14.2f  %8d  %10d  %9zu\n", roster.name, median(totals),
                median(longest), last.queries, last.in_flight, last.gateways);
    is_all_right &= last.queries <= 201 && last.in_flight <= 5 && last.gateways >= 1;
  }
  return is_all_right ? 0 : 1;
}
