// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/check_http_carrier.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace gateway::config {
namespace {

/// 1,600 characters, as Twilio counts; ten SMS never have more.
constexpr std::int64_t most_segments = 10;

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
}

bool is_sid(std::string_view text, std::string_view prefix) {
  return text.size() == 34 && text.starts_with(prefix) &&
         text.find_first_not_of("0123456789abcdefABCDEF", prefix.size()) == std::string_view::npos;
}

std::string_view host_of(std::string_view url) {
  const std::size_t begin = url.find("://") + 3;
  const std::string_view authority = url.substr(begin, url.find('/', begin) - begin);
  if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
  return authority.substr(0, authority.find(':'));
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

class Checker {
 public:
  Checker(const Carrier& carrier, const Http& http, const Attempts& attempts)
      : carrier_(carrier), http_(http), attempts_(attempts) {}

  std::vector<std::pair<std::string, std::string>> all() {
    check_account();
    check_webhooks();
    check_address();
    check_limits();
    return std::move(faults_);
  }

 private:
  void fault(const char* key, std::string message) {
    faults_.emplace_back(key, std::move(message));
  }
  [[nodiscard]] bool is_twilio() const { return carrier_.type == "twilio"; }
  /// Whether it is there, or would be but for another mistake.
  [[nodiscard]] bool has(const char* key, bool is_set) const {
    return is_set || attempts_.contains(fmt::format("carriers.{}.{}", carrier_.name, key));
  }
  [[nodiscard]] bool has_token() const { return has("auth-token", carrier_.auth_token.is_set()); }
  [[nodiscard]] bool has_key() const { return has("api-key", !carrier_.api_key.empty()); }
  [[nodiscard]] bool has_password() const {
    return has("webhook-password", carrier_.webhook_password.is_set());
  }

  void check_account() {
    if (has("account", false)) {
      // said already
    } else if (carrier_.account.empty()) {
      fault("", is_twilio() ? "needs account = \"AC…\", the Account SID"
                            : "needs account = \"…\", the project's id");
    } else if (is_twilio() && !is_sid(carrier_.account, "AC")) {
      fault("account", "is not an Account SID, which is AC and 32 hexadecimal digits");
    } else if (!is_plain(carrier_.account)) {
      fault("account", "may have letters, digits and - only");
    }
    if (has_key() != has("api-secret", carrier_.api_secret.is_set())) {
      fault(has_key() ? "api-key" : "api-secret",
            "needs its other half: an API key is api-key and api-secret");
    }
    if (!has_key() && !has_token()) {
      fault("", "needs auth-token-file = \"…\", or api-key and api-secret-file, to send with");
    }
    if (!carrier_.messaging_service.empty() && is_twilio() &&
        !is_sid(carrier_.messaging_service, "MG")) {
      fault("messaging-service",
            "is not a Messaging Service SID, which is MG and 32 hexadecimal digits");
    }
  }

  void check_webhooks() {
    const bool is_signed =
        has("signing-key", carrier_.signing_key.is_set()) || (is_twilio() && has_token());
    if (carrier_.is_send_only) {
      // SECURITY: without a proof to look for the carrier's room refuses every webhook.
      if (is_signed || has_password()) {
        fault("send-only",
              fmt::format("refuses webhooks, but {} is there to check them; remove one of the two",
                          has_password()                                      ? "webhook-password"
                          : has("signing-key", carrier_.signing_key.is_set()) ? "signing-key"
                                                                              : "auth-token"));
      }
    } else if (!is_signed && !has_password()) {
      fault("", fmt::format("needs {} or webhook-password-file = \"…\", or anybody could send "
                            "texts to your users",
                            is_twilio() ? "auth-token-file = \"…\"" : "signing-key-file = \"…\""));
    }
    if (is_signed && !carrier_.is_send_only && !has_password() && http_.public_url.empty() &&
        !attempts_.contains("http.public-url")) {
      fault("", "needs http.public-url, the address that the carrier signs its webhooks with");
    }
    if (!carrier_.webhook_user.empty() && !has_password()) {
      fault("webhook-user", "needs webhook-password-file = \"…\"");
    }
  }

  void check_address() {
    if (carrier_.base_url.empty()) {
      if (!is_twilio() && !has("base-url", false))
        fault("", "needs base-url = \"https://YOURSPACE.signalwire.com\"");
      return;
    }
    if (!is_base_url(carrier_.base_url)) {
      return fault("base-url", "is not an address such as \"https://api.example.com\"");
    }
    if (carrier_.base_url.starts_with("http://") && !carrier_.allow_plain_http &&
        !is_loopback(host_of(carrier_.base_url))) {
      fault(
          "base-url",
          "would send passwords and texts for all to read: use https://, or set allow-plain-http = "
          "true");
    }
  }

  void check_limits() {
    if (carrier_.max_segments > most_segments) {
      fault("max-segments",
            fmt::format("{} is too large: the carrier takes 1,600 characters, which is {} SMS",
                        carrier_.max_segments, most_segments));
    }
    if (carrier_.timeout.count() < 1) fault("timeout", "has to be at least \"1s\"");
    if (carrier_.connect_timeout.count() < 1) fault("connect-timeout", "has to be at least \"1s\"");
  }

  const Carrier& carrier_;
  const Http& http_;
  const Attempts& attempts_;
  std::vector<std::pair<std::string, std::string>> faults_;
};

}  // namespace

bool is_base_url(std::string_view url) {
  if (!url.starts_with("http://") && !url.starts_with("https://")) return false;
  const auto is_odd = [](char c) {
    return static_cast<unsigned char>(c) <= 0x20U || static_cast<unsigned char>(c) >= 0x7FU ||
           c == '?' || c == '#' || c == '@';
  };
  return std::ranges::none_of(url, is_odd) && !host_of(url).empty();
}

std::vector<std::pair<std::string, std::string>> check_http_carrier(const Carrier& carrier,
                                                                    const Http& http,
                                                                    const Attempts& attempts) {
  return Checker(carrier, http, attempts).all();
}

std::optional<std::string> webhook_path_in(std::string_view url, std::string_view carrier) {
  url = url.substr(0, url.find_first_of("?#"));
  for (const char* kind : {"message", "status"}) {
    std::string path = fmt::format("/{}/{}", carrier, kind);
    if (url.ends_with(path) || url.ends_with(path + "/")) return path;
  }
  return {};
}

}  // namespace gateway::config
