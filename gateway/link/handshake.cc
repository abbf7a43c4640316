// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/handshake.h"

#include "gateway/base/glib.h"
#include "gateway/xml/escape.h"
#include "gateway/xml/names.h"

namespace gateway {

std::string stream_opening(std::string_view domain) {
  std::string result = "<?xml version='1.0'?><stream:stream xmlns='";
  result += xml::component_namespace;
  result += "' xmlns:stream='";
  result += xml::streams_namespace;
  result += "' to='";
  xml::append_escaped(result, domain, xml::Place::attribute);
  result += "'>";
  return result;
}

std::string stream_error(std::string_view condition) {
  std::string result = "<stream:error><";
  result += condition;
  result += " xmlns='";
  result += xml::stream_errors_namespace;
  result += "'/></stream:error>";
  result += stream_closing;
  return result;
}

std::string handshake(std::string_view stream_id, std::string_view secret) {
  std::string both(stream_id);
  both += secret;
  const GCharPtr digest(g_compute_checksum_for_string(G_CHECKSUM_SHA1, both.data(),
                                                      static_cast<gssize>(both.size())));
  return "<handshake>" + std::string(digest.get()) + "</handshake>";
}

}  // namespace gateway
