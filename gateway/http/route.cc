// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http/route.h"

#include <algorithm>
#include <array>

namespace gateway::http {
namespace {

std::optional<std::string_view> first(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return {};
}

/// "127.0.0.1:8780" -> "127.0.0.1"; "[::1]:8780" -> "[::1]"
std::string_view host_of(std::string_view authority) {
  const std::size_t colon = authority.rfind(':');
  const std::size_t bracket = authority.rfind(']');
  if (colon == std::string_view::npos) return authority;
  if (bracket != std::string_view::npos && colon < bracket) return authority;
  return authority.substr(0, colon);
}

bool is_loopback_name(std::string_view host) {
  constexpr std::array<std::string_view, 3> names = {"localhost", "127.0.0.1", "[::1]"};
  return std::ranges::find(names, host) != names.end();
}

/// A proxy on this machine asks in the name of somebody else.
bool is_forwarded(const Request& request) {
  constexpr std::array<std::string_view, 4> marks = {"forwarded", "via", "x-forwarded-for",
                                                     "x-real-ip"};
  return std::ranges::any_of(
      marks, [&](std::string_view mark) { return request.header(mark).has_value(); });
}

bool has_token(const Request& request, std::string_view token) {
  if (token.empty()) return false;
  constexpr std::string_view bearer = "Bearer ";
  const std::string_view header = request.header("authorization").value_or("");
  if (header.starts_with(bearer) && is_equal_secret(header.substr(bearer.size()), token))
    return true;
  // A browser cannot set a header for a page or an event stream: a cookie, or the link once.
  const std::string_view cookie = request.header("cookie").value_or("");
  constexpr std::string_view name = "xmpp-sms-token=";
  if (const auto at = cookie.find(name); at != std::string_view::npos) {
    std::string_view value = cookie.substr(at + name.size());
    value = value.substr(0, value.find(';'));
    if (is_equal_secret(value, token)) return true;
  }
  const auto in_link = request.query_value("token");
  return in_link && is_equal_secret(*in_link, token);
}

}  // namespace

std::optional<std::string_view> Request::header(std::string_view name) const {
  return first(headers, name);
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  return first(query, name);
}

Routes::Found Routes::find(std::string_view method, std::string_view path) const {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  Found found;
  std::size_t longest = 0;
  for (const Route& route : routes_) {
    const bool fits =
        path == route.path || (route.path.ends_with('/') && path.starts_with(route.path));
    if (!fits || route.path.size() < longest) continue;
    if (route.path.size() > longest) found = {};
    longest = route.path.size();
    if (route.method == wanted) {
      found = {&route, 200};
    } else if (found.route == nullptr) {
      found.status = 405;
    }
  }
  return found;
}

bool is_equal_secret(std::string_view a, std::string_view b) {
  unsigned char difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const char other = b.empty() ? '\0' : b[i % b.size()];
    difference |= static_cast<unsigned char>(a[i] ^ other);
  }
  return difference == 0;
}

std::optional<Response> refuse(const Request& request, std::string_view token) {
  const std::string_view host = request.header("host").value_or("");
  if (!has_token(request, token)) {
    if (!token.empty() || !request.is_loopback) {
      return Response{.status = 401,
                      .body =
                          "A token is needed: open this page as …?token=TOKEN, with the "
                          "http.token of the configuration.\n",
                      .headers = {{"WWW-Authenticate", "Bearer"}}};
    }
    if (is_forwarded(request)) {
      return Response{.status = 403,
                      .body =
                          "A proxy passed this on, and pages without a token are for this machine "
                          "only: set http.token.\n"};
    }
    if (!is_loopback_name(host_of(host))) {
      return Response{.status = 403,
                      .body =
                          "This page is served to this machine only: use 127.0.0.1 as the host, "
                          "or set http.token.\n"};
    }
  }
  const auto origin = request.header("origin");
  if (request.method != "GET" && request.method != "HEAD" && origin) {
    const std::size_t scheme = origin->find("://");
    if (scheme == std::string_view::npos || origin->substr(scheme + 3) != host) {
      return Response{.status = 403, .body = "Another site's page may not do this.\n"};
    }
  }
  return {};
}

std::string format_event(std::string_view event, std::string_view data) {
  std::string text = "event: " + std::string(event) + "\n";
  for (std::size_t at = 0; at <= data.size();) {
    const std::size_t end = std::min(data.find_first_of("\r\n", at), data.size());
    text += "data: ";
    text += data.substr(at, end - at);
    text += '\n';
    at = end + (data.substr(end).starts_with("\r\n") ? 2 : 1);
  }
  return text + '\n';
}

}  // namespace gateway::http
