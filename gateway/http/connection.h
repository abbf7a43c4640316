// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include <microhttpd.h>

#include "gateway/http/message.h"

namespace gateway::http {

/// Who is at the other end of a connection.
struct Peer {
  std::string address;  ///< as people write it; empty when libmicrohttpd does not say
  bool is_loopback = false;
};

Peer peer_of(MHD_Connection* connection);

/// The headers of the request that a connection carries, or the arguments of its query, in order.
Fields fields_of(MHD_Connection* connection, MHD_ValueKind kind);

}  // namespace gateway::http
