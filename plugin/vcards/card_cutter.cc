// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/vcards/card_cutter.h"

#include "plugin/vcards/ascii.h"

namespace vcards {
namespace {

/// What a line counts besides its text: millions of empty ones take memory, too.
constexpr std::size_t overhead = 32;

bool is_card(const ContentLine& line) {
  return equals_ignoring_case(trimmed(line.value()), "VCARD");
}

}  // namespace

void CardCutter::feed(ContentLine line) {
  const bool is_agent = std::exchange(is_agent_next_, false);
  if (line.name == "BEGIN" && is_card(line)) {
    if (depth_ > 0 && is_agent) {
      ++depth_;
      return;
    }
    if (depth_ > 0) give("has no END:VCARD before the next card begins");
    return begin(line);
  }
  if (depth_ == 0) return;
  if (line.name == "END" && is_card(line)) return end();
  if (line.name == "AGENT") {
    const std::string_view value = trimmed(line.value());
    is_agent_next_ = value.empty();
    if (equals_ignoring_case(value, "BEGIN:VCARD")) ++depth_;
    return;
  }
  if (depth_ > 1 || line.text.empty() || line.name == "BEGIN" || line.name == "END") return;
  bytes_ += line.text.size() + overhead;
  if (bytes_ > most_bytes) {
    card_.broken = "is larger than 1 MiB, even without its pictures";
    card_.lines.clear();
    return;
  }
  card_.lines.push_back(std::move(line));
}

void CardCutter::finish() {
  if (depth_ > 0) give("has no END:VCARD: the file ends before");
}

void CardCutter::begin(const ContentLine& line) {
  depth_ = 1;
  bytes_ = 0;
  card_ = {.line = line.number, .lines = {}, .broken = {}};
}

void CardCutter::end() {
  if (depth_ == 1) return give(std::move(card_.broken));
  --depth_;
}

void CardCutter::give(std::string broken) {
  depth_ = 0;
  card_.broken = std::move(broken);
  take_(std::exchange(card_, {}));
}

}  // namespace vcards
