// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/jid.h"

namespace gateway {

Jid cut_jid(std::string_view jid) {
  Jid cut;
  const auto slash = jid.find('/');
  cut.bare = jid.substr(0, slash);
  if (slash != std::string_view::npos) cut.resource = jid.substr(slash + 1);
  const auto at = cut.bare.find('@');
  if (at == std::string_view::npos) {
    cut.domain = cut.bare;
  } else {
    cut.local = cut.bare.substr(0, at);
    cut.domain = cut.bare.substr(at + 1);
  }
  return cut;
}

std::string user_of(std::string_view jid) {
  std::string user(cut_jid(jid).bare);
  for (char& c : user) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return user;
}

}  // namespace gateway
