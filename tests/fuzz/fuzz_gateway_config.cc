// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes are a configuration or a list of problems, each with something to say.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "gateway/config/read.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gateway::config;
  const Surroundings nowhere = {
      .read_file = [](const std::string&) -> tl::expected<std::string, std::string> { return "s"; },
      .environment = [](const std::string&) -> std::optional<std::string> { return "s"; }};
  const auto config = read({reinterpret_cast<const char*>(data), size}, nowhere);
  if (config) {
    if (config->xmpp.domain.empty() || config->carriers.empty()) std::abort();
    return 0;
  }
  if (config.error().empty()) std::abort();
  for (const Problem& problem : config.error()) {
    if (problem.message.empty() || problem.line("f").empty()) std::abort();
  }
  return 0;
}
