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
  /// A contact that is a bare domain, or whose local part looks like a phone number, is of
  /// interest.
  void add(std::string_view jid);

  /// Domains as service_domain() gives them: those with most phone numbers first,
  /// then by name: a roster has no order of its own.
  /// Shape:   `most` of them; how many there are besides, good or not, is in left_out()
  [[nodiscard]] std::vector<std::string> domains(std::size_t most);
  [[nodiscard]] std::size_t left_out() const { return left_out_; }

 private:
  std::unordered_map<std::string, std::size_t> phones_;  ///< by domain
  std::string key_;                                      ///< kept for its memory
  std::size_t left_out_ = 0;
};

}  // namespace plugin
