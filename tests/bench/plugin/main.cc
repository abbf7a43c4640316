// SPDX-License-Identifier: GPL-2.0-or-later
// plugin-bench: what the plugin costs a client, without the network. Timings never decide its exit
// status; a handler that does not do its work does.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/bench/plugin/emission.h"
#include "tests/bench/plugin/leftovers.h"
#include "tests/bench/plugin/loading.h"
#include "tests/bench/plugin/report.h"

namespace {

struct Options {
  int rounds = 200;
  int samples = 5;
  long leftovers = 3'000'000;
  int loads = 21;
  std::string csv;
};

constexpr char usage[] =
    "Usage: plugin-bench [--rounds N] [--samples N] [--leftovers STANZAS] [--loads N] [--csv "
    "FILE]\n"
    "  --rounds     how often each handler has its turn (200)\n"
    "  --samples    batches measured per turn and stanza (5)\n"
    "  --leftovers  stanzas sent to see whether memory grows (3000000; 0: skip)\n"
    "  --loads      fresh processes that load the plugin (21; 0: skip)\n"
    "  --csv        the times per emission go to FILE too\n";

bool read_options(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    if (i + 1 == argc) return false;
    const char* value = argv[i + 1];
    const long number = std::strtol(value, nullptr, 10);
    if (name == "--rounds" && number > 0) {
      options.rounds = static_cast<int>(number);
    } else if (name == "--samples" && number > 0) {
      options.samples = static_cast<int>(number);
    } else if (name == "--leftovers" && number >= 0) {
      options.leftovers = number;
    } else if (name == "--loads" && number >= 0) {
      options.loads = static_cast<int>(number);
    } else if (name == "--csv") {
      options.csv = value;
    } else {
      return false;
    }
  }
  return true;
}

bool report_loading(int times) {
  std::printf("Loading, medians of %d fresh processes\n%-18s  %10s  %10s  %12s\n", times, "",
              "probe ms", "load ms", "private KiB");
  const auto print = [times](const char* name, const char* file) {
    const std::optional<bench::Loading> loading = bench::measure_loading(file, times);
    if (!loading) {
      std::printf("%-18s  does not load\n", name);
      return false;
    }
    std::printf("%-18s  %10.3f  %10.3f  %12.0f\n", name, loading->probe_ms, loading->load_ms,
                loading->private_kib);
    return true;
  };
  print("Perl", PERL_PLUGIN_FILE);  // may be missing
  const bool is_noop_loaded = print("a plugin of nothing", NOOP_PLUGIN_FILE);
  return print("ours", XMPP_SMS_PLUGIN_FILE) && is_noop_loaded;
}

void report_leftovers(const bench::Host& host, const std::vector<bench::Handler>& handlers,
                      long count) {
  std::printf("\nBytes left behind by %ld stanzas\n%-18s  %12s  %12s\n", count, "", "heap",
              "resident");
  for (const bench::Handler* handler : {&handlers.front(), &handlers.back()}) {
    const bench::Leftovers left = bench::count_leftovers(host, *handler, count);
    std::printf("%-18s  %12ld  %12ld\n", handler->name.c_str(), left.heap_bytes,
                left.resident_bytes);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "--load-once") return bench::load_once(argv[2]);
  Options options;
  if (!read_options(argc, argv, options)) {
    std::fputs(usage, stderr);
    return 2;
  }

  // First, because what this process has loaded too would count as shared.
  if (options.loads > 0 && !report_loading(options.loads)) return 1;

  const bench::ScratchDir user_dir;
  const bench::Host host = bench::start_host(user_dir.path());
  const std::vector<bench::Handler> handlers = bench::make_handlers(host);
  bool is_all_right = true;
  for (const bench::Handler& handler : handlers)
    is_all_right &= bench::is_right(host, handler);
  if (!is_all_right) return 1;

  const bench::Timings timings =
      bench::time_emissions(host, handlers, options.rounds, options.samples);
  bench::print_timings(handlers, timings);
  if (!options.csv.empty() && !bench::write_csv(options.csv, handlers, timings)) {
    std::fprintf(stderr, "plugin-bench: cannot write %s\n", options.csv.c_str());
    return 1;
  }
  if (options.leftovers > 0) report_leftovers(host, handlers, options.leftovers);
  return 0;
}
