// SPDX-License-Identifier: GPL-2.0-or-later
// What the first number costs a process, and what it has cost before: nothing. A program of its
// own, because the other benchmark links libphonenumber, which must not be there at the start.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>

#include "sms/sms.h"

namespace {

using Clock = std::chrono::steady_clock;

struct Memory {
  long resident_kib = 0;
  long private_kib = 0;
  bool has_library = false;
};

Memory memory_now() {
  Memory memory;
  std::array<char, 512> line{};
  if (std::FILE* const file = std::fopen("/proc/self/smaps_rollup", "r")) {
    long kib = 0;
    while (std::fgets(line.data(), line.size(), file) != nullptr) {
      std::sscanf(line.data(), "Rss: %ld", &memory.resident_kib);
      if (std::sscanf(line.data(), "Private_Dirty: %ld", &kib) == 1) memory.private_kib += kib;
      if (std::sscanf(line.data(), "Private_Clean: %ld", &kib) == 1) memory.private_kib += kib;
    }
    std::fclose(file);
  }
  if (std::FILE* const file = std::fopen("/proc/self/maps", "r")) {
    while (std::fgets(line.data(), line.size(), file) != nullptr) {
      if (std::strstr(line.data(), "libphonenumber") != nullptr) memory.has_library = true;
    }
    std::fclose(file);
  }
  return memory;
}

void print(const char* when, Memory memory) {
  std::printf("%-38s %6ld KiB resident, %5ld KiB private, libphonenumber %s\n", when,
              memory.resident_kib, memory.private_kib,
              memory.has_library ? "is loaded" : "is not there");
}

}  // namespace

int main() {
  print("at start", memory_now());
  const bool has_worked = sms::segment("a text").has_value() &&
                          sms::parse_uri("sms:+15105550101?body=hello").has_value() &&
                          sms::E164::parse("+13075551212").has_value();
  print("after texts, links, canonical numbers", memory_now());
  const Clock::time_point start = Clock::now();
  const std::clock_t cpu_start = std::clock();
  const auto number = sms::parse_number("+1 307 555 1212");
  const double cpu = 1000.0 * static_cast<double>(std::clock() - cpu_start) / CLOCKS_PER_SEC;
  const double wall = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
  print("after the first number", memory_now());
  std::printf("the first number: %.1f ms, of it %.1f ms CPU (limit 15)\n", wall, cpu);
  if (!number) std::printf("%s\n", number.error().message.c_str());
  return has_worked && number ? 0 : 1;
}
