// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/sms_over_xmpp/address.h"

#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace gateway::config::sms_over_xmpp {
namespace {

constexpr std::string_view everywhere = "::";  // both families, as Go listens

std::optional<std::int64_t> parse_port(std::string_view text) {
  std::int64_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port < 1 || port > 65535)
    return {};
  return port;
}

}  // namespace

tl::expected<HostPort, std::string> parse_host_port(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) {
    return tl::unexpected(fmt::format("“{}” has no port; it has to be HOST:PORT", text));
  }
  const auto port = parse_port(text.substr(colon + 1));
  if (!port) {
    return tl::unexpected(
        fmt::format("“{}” is not a port, a number from 1 to 65535", text.substr(colon + 1)));
  }
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return tl::unexpected(fmt::format(
        "“{}” has several colons; an IPv6 address needs brackets, as in [::1]:{}", text, *port));
  }
  return HostPort{std::string(host), *port};
}

tl::expected<Listener, std::string> parse_listener(std::string_view text) {
  Listener listener;
  if (text.starts_with("tls:")) {
    const std::size_t end = text.find(":tcp:");
    const std::string_view certificate =
        text.substr(4, end == std::string_view::npos ? end : end - 4);
    if (!certificate.starts_with('/') || end == std::string_view::npos) {
      return tl::unexpected<std::string>(
          "certificates are not fetched here: write tls:/FILE.pem:tcp:443 with a PEM file of "
          "certificate and key, or let a web server in front speak HTTPS");
    }
    listener.certificate = certificate;
    text.remove_prefix(end + 1);
  }
  if (!text.starts_with("tcp:")) {
    return tl::unexpected(fmt::format(
        "“{}” is not possible here; use tcp:8080, tcp:127.0.0.1:8080 or tls:/FILE.pem:tcp:443",
        text));
  }
  text.remove_prefix(4);
  const std::string with_host =
      text.find(':') == std::string_view::npos ? ":" + std::string(text) : std::string(text);
  auto address = parse_host_port(with_host);
  if (!address) return tl::unexpected(address.error());
  listener.address = address->host.empty() ? everywhere : address->host;
  listener.port = address->port;
  return listener;
}

}  // namespace gateway::config::sms_over_xmpp
