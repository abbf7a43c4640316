// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/twilio/signature.h"

#include <glib.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/base/glib.h"
#include "gateway/http/route.h"

namespace gateway::twilio {
namespace {

constexpr std::string_view default_user = "sms";

std::string_view host_part(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t begin = scheme == std::string_view::npos ? 0 : scheme + 3;
  return url.substr(begin, url.find('/', begin) - begin);
}

/// With the port that goes without saying, or without it; nullopt when another is there.
std::optional<std::string> other_port(std::string_view url) {
  const std::string_view port = url.starts_with("https:") ? ":443" : ":80";
  const std::string_view host = host_part(url);
  const auto end = static_cast<std::size_t>(host.data() + host.size() - url.data());
  std::string other(url);
  if (host.ends_with(port)) return other.erase(end - port.size(), port.size());
  const std::size_t colon = host.rfind(':');
  const std::size_t bracket = host.rfind(']');
  const bool has_port =
      colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  if (has_port) return std::nullopt;
  return other.insert(end, port);
}

/// The user and password of HTTP basic authentication, as "user:password".
std::optional<std::string> basic(const http::Request& request) {
  constexpr std::string_view scheme = "basic ";
  const std::string_view header = request.header("authorization").value_or("");
  const auto is_same = [](char a, char b) { return g_ascii_tolower(a) == b; };
  if (header.size() < scheme.size() || !std::equal(scheme.begin(), scheme.end(), header.begin(),
                                                   [&](char b, char a) { return is_same(a, b); })) {
    return std::nullopt;
  }
  const std::string coded(header.substr(scheme.size()));
  if (coded.empty()) return std::string();
  gsize size = 0;
  const std::unique_ptr<guchar, GFree<&g_free>> plain(g_base64_decode(coded.c_str(), &size));
  return std::string(reinterpret_cast<const char*>(plain.get()), size);
}

bool is_password_right(const std::string& given, const Credentials& credentials) {
  const std::size_t colon = given.find(':');
  if (credentials.password.empty() || colon == std::string::npos) return false;
  const std::string_view user = std::string_view(given).substr(0, colon);
  const std::string_view password = std::string_view(given).substr(colon + 1);
  const bool is_user = credentials.user.empty() || http::is_equal_secret(user, credentials.user);
  const bool is_password = http::is_equal_secret(password, credentials.password);
  return is_user && is_password;
}

using HmacPtr = std::unique_ptr<GHmac, GFree<&g_hmac_unref>>;

HmacPtr keyed(std::string_view key) {
  return HmacPtr(
      g_hmac_new(G_CHECKSUM_SHA1, reinterpret_cast<const guchar*>(key.data()), key.size()));
}

/// Each name with its value, as they are signed behind the address.
std::string sorted_fields(const Form& form) {
  std::vector<std::pair<std::string_view, std::string_view>> sorted(form.begin(), form.end());
  std::ranges::sort(sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::string text;
  for (const auto& [name, value] : sorted)
    text.append(name).append(value);
  return text;
}

void add(GHmac* hmac, std::string_view text) {
  g_hmac_update(hmac, reinterpret_cast<const guchar*>(text.data()),
                static_cast<gssize>(text.size()));
}

std::string finished(const HmacPtr& hmac) {
  guchar digest[20];
  gsize size = sizeof digest;
  g_hmac_get_digest(hmac.get(), digest, &size);
  const GCharPtr coded(g_base64_encode(digest, size));
  return coded.get();
}

/// The likeliest spelling comes first, and none is made when one before it fits. The time may tell
/// which one does: an address is no secret.
bool is_signed(std::string_view given, std::string_view target, const Form& form,
               std::string_view public_url, const Credentials& credentials) {
  const HmacPtr key = keyed(credentials.signing_key);
  const std::string fields = sorted_fields(form);
  const auto fits = [&](std::string_view base) {
    const HmacPtr url(g_hmac_copy(key.get()));
    add(url.get(), base);
    add(url.get(), target);
    const HmacPtr overridden(g_hmac_copy(url.get()));
    add(url.get(), fields);
    if (http::is_equal_secret(given, finished(url))) return true;
    add(overridden.get(), connection_overrides);
    add(overridden.get(), fields);
    return http::is_equal_secret(given, finished(overridden));
  };
  if (fits(public_url)) return true;
  const auto other = other_port(public_url);
  if (other && fits(*other)) return true;
  if (credentials.password.empty()) return false;
  return fits(with_password(public_url, credentials)) ||
         (other && fits(with_password(*other, credentials)));
}

}  // namespace

std::string signature(std::string_view key, std::string_view url, const Form& form) {
  const HmacPtr hmac = keyed(key);
  add(hmac.get(), url);
  add(hmac.get(), sorted_fields(form));
  return finished(hmac);
}

Proof prove(const http::Request& request, const Form& form, std::string_view public_url,
            const Credentials& credentials) {
  auto header = request.header("x-twilio-signature");
  if (!header) header = request.header("x-signalwire-signature");
  const bool can_check = header && !credentials.signing_key.empty() && !public_url.empty();
  if (can_check && is_signed(*header, request.target, form, public_url, credentials)) {
    return Proof::good;
  }
  const auto given = basic(request);
  if (given && is_password_right(*given, credentials)) return Proof::good;
  if (!given && !credentials.password.empty()) {
    return can_check ? Proof::wrong_signature : Proof::password_missing;
  }
  return header || given ? Proof::wrong : Proof::missing;
}

std::string with_password(std::string_view public_url, const Credentials& credentials) {
  const std::size_t scheme = public_url.find("://");
  std::string url(public_url);
  if (credentials.password.empty() || scheme == std::string_view::npos) return url;
  const std::string_view user =
      credentials.user.empty() ? default_user : std::string_view(credentials.user);
  return url.insert(scheme + 3,
                    percent_encoded(user) + ":" + percent_encoded(credentials.password) + "@");
}

}  // namespace gateway::twilio
