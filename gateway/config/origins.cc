// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/origins.h"

#include <algorithm>

namespace gateway::config {

std::string Origins::told(std::string_view sentence) const {
  const std::string_view key = sentence.substr(0, std::min(sentence.find(": "), sentence.size()));
  const auto found = places.find(key);
  if (found != places.end()) return found->second + std::string(sentence.substr(key.size()));
  return (file.empty() ? file : file + ": ") + std::string(sentence);
}

}  // namespace gateway::config
