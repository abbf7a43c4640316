// SPDX-License-Identifier: GPL-2.0-or-later
// In which language users write, for what they are told later. In memory only: after a restart
// they read English until they write again.
#pragma once

#include <map>
#include <string>

namespace gateway {

class Languages {
 public:
  /// Shape:   `language` empty: English
  void set(const std::string& user, std::string language) {
    if (language.empty()) {
      of_.erase(user);
    } else {
      of_.insert_or_assign(user, std::move(language));
    }
  }
  [[nodiscard]] std::string of(const std::string& user) const {
    const auto found = of_.find(user);
    return found == of_.end() ? std::string() : found->second;
  }

 private:
  std::map<std::string, std::string> of_;  // by bare JID; users only
};

}  // namespace gateway
