// SPDX-License-Identifier: GPL-2.0-or-later
// The stanza reader over any bytes: what it gives does not depend on how they arrive, is a piece of
// the input, and is XML by itself or within its stream.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "check.h"
#include "stanza_reader.h"

namespace {

using fuzz::check;
using sms_caps::ReadError;
using sms_caps::ReadEvent;
using sms_caps::StanzaReader;

struct Reading {
  std::vector<std::string> texts;
  std::optional<ReadError> error;

  void take(const std::vector<ReadEvent>& events) {
    for (const ReadEvent& event : events) {
      std::visit([&](const auto& read) { texts.push_back(read.text); }, event);
    }
  }
};

Reading read(std::string_view input, std::size_t chunk_bytes) {
  Reading result;
  StanzaReader reader;
  for (; !input.empty(); input.remove_prefix(std::min(chunk_bytes, input.size()))) {
    result.take(reader.feed(input.substr(0, chunk_bytes)));
  }
  result.take(reader.finish());
  result.error = reader.error();
  return result;
}

/// Everything that was read, one behind the other.
std::string joined(const std::vector<std::string>& texts) {
  std::string result;
  for (const std::string& text : texts)
    result += text + '\n';
  return result;
}

void check_position(const ReadError& error, std::string_view input) {
  const auto lines = static_cast<std::size_t>(std::ranges::count(input, '\n')) + 1;
  check(error.where.line >= 1 && error.where.line <= lines, "the line is in the input");
  check(error.where.column >= 1 && error.where.column <= input.size() + 1,
        "the column is in the input");
  check(!error.what.empty() && error.what.find('\n') == std::string::npos, "one line says why");
  check(error.what.find("sms-caps") == std::string::npos ||
            input.find("sms-caps") != std::string_view::npos,
        "our own root is not mentioned", error.what);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const Reading whole = read(input, std::max<std::size_t>(size, 1));
  if (whole.error) check_position(*whole.error, input);

  std::size_t from = 0;
  for (const std::string& text : whole.texts) {
    if (text.starts_with("</")) continue;  // the end of an empty stream is not written anywhere
    const bool is_piece =
        input.find(text, from) != std::string_view::npos ||
        input.find(text.substr(0, text.size() - 1), from) != std::string_view::npos;
    check(is_piece, "every text is a piece of the input, in order", text);
    from = input.find(text.substr(0, text.size() - 1), from) + text.size() - 1;
  }

  for (const std::size_t chunk_bytes : {std::size_t{1}, std::size_t{7}}) {
    const Reading parts = read(input, chunk_bytes);
    check(parts.texts == whole.texts, "the same whatever the chunks", joined(parts.texts));
    check(parts.error.has_value() == whole.error.has_value(), "the same error whatever the chunks",
          parts.error   ? parts.error->what
          : whole.error ? whole.error->what
                        : "");
  }

  const Reading again = read(joined(whole.texts), 1 << 16);
  check(!again.error && again.texts == whole.texts, "what was read can be read again",
        again.error ? again.error->what : joined(again.texts));
  return 0;
}
