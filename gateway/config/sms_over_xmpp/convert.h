// SPDX-License-Identifier: GPL-2.0-or-later
// sms-over-xmpp's configuration in our own form. Both --convert and running by the old one go
// through this text, so that they cannot differ.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "gateway/config/sms_over_xmpp/old.h"

namespace gateway::config::sms_over_xmpp {

struct Converted {
  std::string toml;                       ///< SECURITY: holds the secrets
  std::map<std::string, Origin> origins;  ///< of our keys, where the operator wrote them
  Remarks notices;                        ///< what means something else here

  /// The place that a problem with our key is about: of the key, or of what it belongs to.
  [[nodiscard]] Origin origin_of(std::string_view key) const;
};

/// Shape:   `store`: the path of the store, which sms-over-xmpp has not
[[nodiscard]] Converted convert(const Old& old, const std::string& store);

/// Text as a TOML string, in quotes.
/// Shape:   `text` UTF-8
[[nodiscard]] std::string toml_string(std::string_view text);

}  // namespace gateway::config::sms_over_xmpp
