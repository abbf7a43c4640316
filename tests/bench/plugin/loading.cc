// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/plugin/loading.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <vector>

#include "plugin/purple/handles.h"
#include "tests/bench/plugin/host.h"

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

long private_kib() {
  long sum = 0;
  std::FILE* file = std::fopen("/proc/self/smaps_rollup", "r");
  if (file == nullptr) return 0;
  std::array<char, 256> line{};
  while (std::fgets(line.data(), line.size(), file) != nullptr) {
    long kib = 0;
    if (std::sscanf(line.data(), "Private_Clean: %ld", &kib) == 1 ||
        std::sscanf(line.data(), "Private_Dirty: %ld", &kib) == 1) {
      sum += kib;
    }
  }
  std::fclose(file);
  return sum;
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

// A process of its own, started anew: a forked one would count every page it merely writes to.
std::optional<Loading> run_load_once(const std::string& plugin_file) {
  std::array<const char*, 4> arguments = {"/proc/self/exe", "--load-once", plugin_file.c_str(),
                                          nullptr};
  char* output = nullptr;
  int status = 1;
  const gboolean is_run =
      g_spawn_sync(nullptr, const_cast<char**>(arguments.data()), nullptr, G_SPAWN_DEFAULT, nullptr,
                   nullptr, &output, nullptr, &status, nullptr);
  const plugin::GCharPtr text(output);
  Loading loading;
  if (is_run == FALSE || status != 0 ||
      std::sscanf(text.get(), "%lf %lf %lf", &loading.probe_ms, &loading.load_ms,
                  &loading.private_kib) != 3) {
    return std::nullopt;
  }
  return loading;
}

}  // namespace

std::optional<Loading> measure_loading(const std::string& plugin_file, int times) {
  std::vector<double> probe_ms;
  std::vector<double> load_ms;
  std::vector<double> kib;
  for (int run = 0; run < times; ++run) {
    const std::optional<Loading> loading = run_load_once(plugin_file);
    if (!loading) return std::nullopt;
    probe_ms.push_back(loading->probe_ms);
    load_ms.push_back(loading->load_ms);
    kib.push_back(loading->private_kib);
  }
  return Loading{median(probe_ms), median(load_ms), median(kib)};
}

int load_once(const std::string& plugin_file) {
  const ScratchDir user_dir;
  start_host(user_dir.path());
  private_kib();  // its own buffers are not the plugin's
  const long kib_before = private_kib();
  const Clock::time_point start = Clock::now();
  PurplePlugin* plugin = purple_plugin_probe(plugin_file.c_str());
  const double probe_ms = milliseconds_since(start);
  if (plugin == nullptr) return 1;
  const Clock::time_point probed = Clock::now();
  if (purple_plugin_load(plugin) == FALSE) return 1;
  const double load_ms = milliseconds_since(probed);
  std::printf("%f %f %ld\n", probe_ms, load_ms, private_kib() - kib_before);
  return 0;
}

}  // namespace bench
