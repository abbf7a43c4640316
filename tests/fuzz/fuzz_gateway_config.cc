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
  const auto told = read({reinterpret_cast<const char*>(data), size}, nowhere);
  if (told && (told->config.xmpp.domain.empty() || told->config.carriers.empty())) std::abort();
  if (!told && told.error().empty()) std::abort();
  for (const Problem& problem : told ? told->notices : told.error()) {
    if (problem.message.empty() || problem.line("f").empty()) std::abort();
  }
  return 0;
}
