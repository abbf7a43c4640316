// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/draft_edits.h"

#include <algorithm>
#include <utility>

#include "sms/gsm_safe.h"
#include "sms/segments.h"

namespace plugin {
namespace {

bool is_tail(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t character_length(std::string_view text, std::size_t offset) {
  std::size_t end = offset + 1;
  while (end < text.size() && is_tail(text[end]))
    ++end;
  return end - offset;
}

/// Whether it has a spelling of its own, or joins the letter before it. What has none (a picture,
/// an emoji) is part of no edit.
bool may_change(std::string_view character) {
  if (sms::segment(character).value().forcing.empty()) return false;
  const std::string behind_a_letter = "e" + std::string(character);
  return sms::gsm_safe(behind_a_letter).value().text != behind_a_letter;
}

/// Without what is the same at both ends, whole characters only.
void trim(DraftEdit& edit) {
  while (!edit.before.empty() && !edit.after.empty()) {
    const std::size_t length = character_length(edit.before, 0);
    if (edit.before.compare(0, length, edit.after, 0, character_length(edit.after, 0)) != 0) break;
    edit.before.erase(0, length);
    edit.after.erase(0, length);
    ++edit.offset;
  }
  const auto last = [](const std::string& text) {
    std::size_t start = text.size() - 1;
    while (start > 0 && is_tail(text[start]))
      --start;
    return start;
  };
  while (!edit.before.empty() && !edit.after.empty()) {
    const std::size_t before = last(edit.before);
    const std::size_t after = last(edit.after);
    if (edit.before.compare(before, std::string::npos, edit.after, after) != 0) break;
    edit.before.erase(before);
    edit.after.erase(after);
  }
}

void append(DraftEdits& edits, std::size_t offset, std::string_view before) {
  auto safe = sms::gsm_safe(before);
  if (!safe) return;
  DraftEdit edit{offset, std::string(before), std::move(safe->text)};
  trim(edit);
  if (edit.before != edit.after) edits.push_back(std::move(edit));
}

}  // namespace

std::size_t character_count(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, is_tail));
}

DraftEdits safe_edits(std::string_view text) {
  DraftEdits edits;
  const auto safe = sms::gsm_safe(text);
  if (!safe || safe->text == text) return edits;
  // Runs of what changes, each with the letter before it, which an accent of its own joins.
  std::size_t run = std::string_view::npos;  // where the open run starts, in bytes
  std::size_t run_offset = 0;                // in characters
  std::size_t previous = 0;
  std::size_t offset = 0;
  for (std::size_t byte = 0; byte < text.size(); ++offset) {
    const std::size_t length = character_length(text, byte);
    const bool changes = may_change(text.substr(byte, length));
    if (changes && run == std::string_view::npos) {
      run = offset == 0 ? byte : previous;
      run_offset = offset == 0 ? 0 : offset - 1;
    } else if (!changes && run != std::string_view::npos) {
      append(edits, run_offset, text.substr(run, byte - run));
      run = std::string_view::npos;
    }
    previous = byte;
    byte += length;
  }
  if (run != std::string_view::npos) append(edits, run_offset, text.substr(run));
  if (applied(text, edits) == safe->text) return edits;
  DraftEdit whole{0, std::string(text), safe->text};
  trim(whole);
  return {whole};
}

DraftEdits inverse(const DraftEdits& edits) {
  DraftEdits back;
  back.reserve(edits.size());
  std::size_t gained = 0;  // modulo 2^n: what the edits before this one added less what they took
  for (const DraftEdit& edit : edits) {
    back.push_back({edit.offset + gained, edit.after, edit.before});
    gained += character_count(edit.after) - character_count(edit.before);
  }
  return back;
}

std::size_t moved(std::size_t offset, const DraftEdits& edits) {
  std::size_t gained = 0;
  for (const DraftEdit& edit : edits) {
    if (offset <= edit.offset) break;
    const std::size_t end = edit.offset + character_count(edit.before);
    if (offset < end) return edit.offset + gained + character_count(edit.after);
    gained += character_count(edit.after) - character_count(edit.before);
  }
  return offset + gained;
}

std::string applied(std::string_view text, const DraftEdits& edits) {
  std::string result;
  std::size_t byte = 0;
  std::size_t offset = 0;
  for (const DraftEdit& edit : edits) {
    for (; offset < edit.offset && byte < text.size(); ++offset) {
      const std::size_t length = character_length(text, byte);
      result += text.substr(byte, length);
      byte += length;
    }
    result += edit.after;
    byte += edit.before.size();
    offset += character_count(edit.before);
  }
  if (byte < text.size()) result += text.substr(byte);
  return result;
}

}  // namespace plugin
