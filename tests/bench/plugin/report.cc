// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/plugin/report.h"

#include <cstdio>
#include <optional>

namespace bench {
namespace {

std::optional<std::size_t> find(const std::vector<Handler>& handlers, const char* name) {
  for (std::size_t i = 0; i < handlers.size(); ++i) {
    if (handlers[i].name == name) return i;
  }
  return std::nullopt;
}

void print_ratio(const std::vector<Handler>& handlers, const Timings& timings, std::size_t stanza,
                 const char* one, const char* other) {
  const auto above = find(handlers, one);
  const auto below = find(handlers, other);
  if (!above || !below) {
    std::printf("  %14s", "-");
    return;
  }
  std::printf("  %14.2f", timings[*above][stanza].ratio_to(timings[*below][stanza]));
}

}  // namespace

void print_timings(const std::vector<Handler>& handlers, const Timings& timings) {
  std::printf("\nNanoseconds per emission: median (least)\n%-18s", "");
  for (const Handler& handler : handlers)
    std::printf("  %15s", handler.name.c_str());
  std::printf("\n");
  for (std::size_t stanza = 0; stanza < stanzas.size(); ++stanza) {
    std::printf("%-18s", stanzas[stanza].name);
    for (const auto& of_handler : timings) {
      std::printf("  %6.1f (%6.1f)", of_handler[stanza].median(), of_handler[stanza].least());
    }
    std::printf("\n");
  }

  std::printf("\nRatios, medians over the rounds\n%-18s  %14s  %14s  %14s  %14s  %14s\n", "",
              "ours/empty C", "ours/one call", "ours/minimal C", "Perl/ours", "Perl/one call");
  for (std::size_t stanza = 0; stanza < stanzas.size(); ++stanza) {
    std::printf("%-18s", stanzas[stanza].name);
    print_ratio(handlers, timings, stanza, "ours", "empty C");
    print_ratio(handlers, timings, stanza, "ours", "one call");
    print_ratio(handlers, timings, stanza, "ours", "minimal C");
    print_ratio(handlers, timings, stanza, "Perl", "ours");
    print_ratio(handlers, timings, stanza, "Perl", "one call");
    std::printf("\n");
  }
}

bool write_csv(const std::string& path, const std::vector<Handler>& handlers,
               const Timings& timings) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  if (file == nullptr) return false;
  std::fprintf(file, "stanza");
  for (const Handler& handler : handlers) {
    std::fprintf(file, ",%s,%s least", handler.name.c_str(), handler.name.c_str());
  }
  std::fprintf(file, "\n");
  for (std::size_t stanza = 0; stanza < stanzas.size(); ++stanza) {
    std::fprintf(file, "%s", stanzas[stanza].name);
    for (const auto& of_handler : timings) {
      std::fprintf(file, ",%.1f,%.1f", of_handler[stanza].median(), of_handler[stanza].least());
    }
    std::fprintf(file, "\n");
  }
  return std::fclose(file) == 0;
}

}  // namespace bench
