// SPDX-License-Identifier: GPL-2.0-or-later
// What the library's promises cost: 1 MB of text, and a number. Each figure has a ratio to
// something in the same run, which tells more than milliseconds of an unknown machine.
#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>

#include <benchmark/benchmark.h>

#include "sms/sms.h"

namespace {

std::atomic<std::size_t> allocations = 0;

void* counted_allocation(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* const memory = std::malloc(std::max<std::size_t>(size, 1))) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) {
  return counted_allocation(size);
}
void* operator new[](std::size_t size) {
  return counted_allocation(size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t text_size = 1'000'000;

std::string text_of(std::string_view pattern) {
  std::string text;
  text.reserve(text_size + pattern.size());
  while (text.size() < text_size)
    text += pattern;
  return text;
}

const std::array<std::string, 4>& texts() {
  static const std::array<std::string, 4> all = {
      text_of("The quick brown fox jumps over the lazy dog. "),
      text_of("Grüße für 5 € [Köln] – “Ça va, François…” "),
      text_of("中文短信一条有七十个字"),
      text_of("😀🎉ok"),
  };
  return all;
}

constexpr std::array<const char*, 4> text_names = {"ascii", "mixed", "chinese", "emoji"};

void set_counters(benchmark::State& state, std::size_t allocations_before, std::size_t bytes) {
  const auto rounds = static_cast<double>(std::max<std::int64_t>(state.iterations(), 1));
  state.counters["allocations"] =
      static_cast<double>(allocations.load() - allocations_before) / rounds;
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

template <class Work>
void run_on_text(benchmark::State& state, Work work) {
  const auto which = static_cast<std::size_t>(state.range(0));
  const std::string& text = texts().at(which);
  state.SetLabel(text_names.at(which));
  const std::size_t before = allocations.load();
  for (auto _ : state)
    benchmark::DoNotOptimize(work(text));
  set_counters(state, before, text.size());
}

void bm_utf8_scan(benchmark::State& state) {
  run_on_text(state, [](const std::string& text) { return sms::first_invalid_utf8(text); });
}
void bm_segment(benchmark::State& state) {
  run_on_text(state, [](const std::string& text) { return sms::segment(text).value(); });
}
void bm_split(benchmark::State& state) {
  run_on_text(state, [](const std::string& text) { return sms::split(text).value(); });
}
void bm_gsm_safe(benchmark::State& state) {
  run_on_text(state, [](const std::string& text) { return sms::gsm_safe(text).value(); });
}

constexpr auto numbers = std::to_array<std::string_view>({
    "(307) 555-1212",
    "+49 (0)30 / 90 18 20",
    "+1 307 555 1212",
    "+44 7400 123456",
    "+55 11 96123-4567",
    "+39 06 6982",
    "00 33 6 12 34 56 78",
    "tel:+1-201-555-0123",
});

template <class Work>
void run_on_numbers(benchmark::State& state, Work work) {
  const std::size_t before = allocations.load();
  std::size_t i = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(work(numbers[i++ % numbers.size()]));
  set_counters(state, before, 0);
}

void bm_libphonenumber_parse(benchmark::State& state) {
  auto* const util = i18n::phonenumbers::PhoneNumberUtil::GetInstance();
  run_on_numbers(state, [util](std::string_view text) {
    i18n::phonenumbers::PhoneNumber number;
    return util->Parse(std::string(text), "US", &number);
  });
}
void bm_parse_number(benchmark::State& state) {
  const sms::Region region = sms::Region::parse("US").value();
  run_on_numbers(state,
                 [region](std::string_view text) { return sms::parse_number(text, region); });
}
void bm_describe(benchmark::State& state) {
  const sms::E164 number = sms::E164::parse("+13075551212").value();
  for (auto _ : state)
    benchmark::DoNotOptimize(sms::describe(number));
}
void bm_number_to_jid(benchmark::State& state) {
  const sms::Gateway gateway = sms::Gateway::at("sms.example.com").value();
  const sms::PhoneAddress number = sms::E164::parse("+13075551212").value();
  for (auto _ : state)
    benchmark::DoNotOptimize(gateway.jid(number));
}
void bm_jid_to_number(benchmark::State& state) {
  const sms::Gateway gateway = sms::Gateway::at("sms.example.com").value();
  for (auto _ : state) {
    benchmark::DoNotOptimize(gateway.parties("+13075551212@sms.example.com/phone"));
  }
}
void bm_uri(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(sms::parse_uri("sms:+15105550101,+15105550102?body=hello%20there"));
  }
}
void bm_ten_thousand_digits(benchmark::State& state) {
  const std::string digits(10'000, '7');
  for (auto _ : state)
    benchmark::DoNotOptimize(sms::parse_number(digits));
}

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

template <class Work>
double best_milliseconds(Work work) {
  double best = 1e9;
  for (int i = 0; i < 20; ++i) {
    const Clock::time_point start = Clock::now();
    benchmark::DoNotOptimize(work());
    best = std::min(best, milliseconds_since(start));
  }
  return best;
}

void print_ratios() {
  for (std::size_t i = 0; i < texts().size(); ++i) {
    const std::string& text = texts().at(i);
    const double scan = best_milliseconds([&] { return sms::first_invalid_utf8(text); });
    const std::size_t before = allocations.load();
    const double count = best_milliseconds([&] { return sms::segment(text).value(); });
    const double per_text = static_cast<double>(allocations.load() - before) / 20;
    std::printf(
        "1 MB of %-8s counted in %5.2f ms (limit 10), %.1f times a UTF-8 scan (%.2f ms), "
        "%.0f allocations\n",
        text_names.at(i), count, count / scan, scan, per_text);
  }
  const auto all_numbers = [](auto parse) {
    return [parse] {
      for (int round = 0; round < 20; ++round) {
        for (const std::string_view number : numbers)
          benchmark::DoNotOptimize(parse(number));
      }
      return 0;
    };
  };
  const sms::Region region = sms::Region::parse("US").value();
  auto* const util = i18n::phonenumbers::PhoneNumberUtil::GetInstance();
  const double per_number = 1000.0 / (20.0 * static_cast<double>(numbers.size()));
  const double ours = per_number * best_milliseconds(all_numbers([region](std::string_view text) {
                        return sms::parse_number(text, region);
                      }));
  const double raw = per_number * best_milliseconds(all_numbers([util](std::string_view text) {
                       i18n::phonenumbers::PhoneNumber number;
                       return util->Parse(std::string(text), "US", &number);
                     }));
  std::printf("a number read in %.1f us (limit 15), %.1f times libphonenumber's Parse (%.1f us)\n",
              ours, ours / raw, raw);
}

}  // namespace

BENCHMARK(bm_utf8_scan)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_segment)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_split)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_gsm_safe)->DenseRange(0, 3)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_libphonenumber_parse)->Unit(benchmark::kMicrosecond);
BENCHMARK(bm_parse_number)->Unit(benchmark::kMicrosecond);
BENCHMARK(bm_describe)->Unit(benchmark::kMicrosecond);
BENCHMARK(bm_number_to_jid)->Unit(benchmark::kMicrosecond);
BENCHMARK(bm_jid_to_number)->Unit(benchmark::kMicrosecond);
BENCHMARK(bm_uri)->Unit(benchmark::kMicrosecond);
BENCHMARK(bm_ten_thousand_digits)->Unit(benchmark::kMicrosecond);

int main(int argc, char** argv) {
  print_ratios();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
