// SPDX-License-Identifier: GPL-2.0-or-later
// Which domains of a roster may be gateways: each once, however many contacts it has.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace plugin {

/// True when a local part looks like a phone number's: '+' and a digit first, or digits alone, as
/// many as a number has.
[[nodiscard]] bool looks_like_a_number(std::string_view local_part);

/// Takes a roster entry by entry.
class RosterDomains {
 public:
  /// A contact that is a bare domain, or whose local part looks like a phone number, is of interest.
  void add(std::string_view jid);

  /// Domains as service_domain() gives them: first those of phone numbers, most contacts first.
  [[nodiscard]] std::vector<std::string> domains() const;

 private:
  struct Counts {
    std::size_t place = 0;  ///< order of appearance, which makes the result stable
    std::size_t phones = 0;
  };

  std::unordered_map<std::string, Counts> seen_;
  std::string key_;  ///< kept for its memory
};

}  // namespace plugin
