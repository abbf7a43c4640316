// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/sms_over_xmpp/old.h"

namespace gateway::config::sms_over_xmpp {

std::string Remark::line() const {
  return Problem{at.place, at.key, message}.line(at.file);
}

}  // namespace gateway::config::sms_over_xmpp
