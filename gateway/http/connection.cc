// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <new>
#include <utility>

namespace gateway::http {
namespace {

struct Collected {
  Fields fields;
  bool is_whole = true;
};

MHD_Result collect(void* data, MHD_ValueKind /*kind*/, const char* name,
                   const char* value) noexcept {
  auto* collected = static_cast<Collected*>(data);
  try {
    collected->fields.emplace_back(name, value != nullptr ? value : "");
    return MHD_YES;
  } catch (...) {
    collected->is_whole = false;
    return MHD_NO;
  }
}

}  // namespace

Peer peer_of(MHD_Connection* connection) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  char text[INET6_ADDRSTRLEN] = "";
  if (info == nullptr || info->client_addr == nullptr) return {};
  if (info->client_addr->sa_family == AF_INET) {
    const auto* address = reinterpret_cast<const sockaddr_in*>(info->client_addr);
    inet_ntop(AF_INET, &address->sin_addr, text, sizeof text);
    return {text, (ntohl(address->sin_addr.s_addr) >> 24) == 127};
  }
  const auto* address = reinterpret_cast<const sockaddr_in6*>(info->client_addr);
  inet_ntop(AF_INET6, &address->sin6_addr, text, sizeof text);
  return {text, IN6_IS_ADDR_LOOPBACK(&address->sin6_addr) != 0};
}

Fields fields_of(MHD_Connection* connection, MHD_ValueKind kind) {
  Collected collected;
  MHD_get_connection_values(connection, kind, collect, &collected);
  if (!collected.is_whole) throw std::bad_alloc();  // what is missing might have decided
  return std::move(collected.fields);
}

}  // namespace gateway::http
