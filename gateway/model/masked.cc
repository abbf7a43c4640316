// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/model/masked.h"

namespace gateway {
namespace {

constexpr std::size_t shown_digits = 4;

bool is_within_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

std::string masked(std::string_view number) {
  if (number.size() <= shown_digits) return "…";
  std::string_view end = number.substr(number.size() - shown_digits);
  while (!end.empty() && is_within_character(end.front()))
    end.remove_prefix(1);
  return "…" + std::string(end);
}

}  // namespace gateway
