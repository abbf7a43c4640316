// SPDX-License-Identifier: GPL-2.0-or-later
// The vCard reader over any bytes: what comes out does not depend on how they arrive, is XML line
// by line, and is bounded.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

#include "canonical_xml.h"
#include "check.h"
#include "plugin/vcards/converter.h"
#include "plugin/vcards/evcard.h"

namespace {

using fuzz::check;

/// A hundred numbers, each with types, escaped: more than any card can give.
constexpr std::size_t most_line_bytes = 256 << 10;

struct Output {
  std::string lines;
  std::size_t count = 0;
};

Output convert(std::string_view input, std::size_t chunk_bytes) {
  Output output;
  vcards::Converter converter([&](std::string_view line) {
    check(line.ends_with('\n') && std::ranges::count(line, '\n') == 1, "one line at a time", line);
    check(line.size() < most_line_bytes, "a line is bounded");
    output.lines += line;
    ++output.count;
  });
  for (; !input.empty() && !converter.is_binary();
       input.remove_prefix(std::min(chunk_bytes, input.size()))) {
    converter.feed(input.substr(0, chunk_bytes));
  }
  if (!converter.is_binary()) converter.finish();
  check(converter.cards() + converter.broken() == output.count, "each line is counted");
  return output;
}

void check_xml(std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    const std::string line(lines.substr(0, end));
    lines.remove_prefix(end + 1);
    try {
      (void)test_support::canonical(line);
    } catch (const std::exception& error) {
      check(false, "each line is an XML document", line + "\n" + error.what());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bool is_silent = (vcards::silence_library(), true);
  (void)is_silent;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const Output whole = convert(input, std::max<std::size_t>(size, 1));
  check_xml(whole.lines);
  check(convert(input, 3).lines == whole.lines, "the same whatever the chunks", whole.lines);
  return 0;
}
