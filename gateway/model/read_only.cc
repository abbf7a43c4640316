// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/model/read_only.h"

namespace gateway {

std::string how_to_let_write(std::string_view folder) {
  return "the systemd unit lets the gateway write to /var/lib/xmpp-sms-gateway only: allow this "
         "folder too, with ReadWritePaths=" +
         std::string(folder) + " below [Service] in `systemctl edit xmpp-sms-gateway`";
}

}  // namespace gateway
