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
  return text.size() == 34 && text.starts_with(prefix) && is_plain(text);
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
  Checker(const Carrier& carrier, const Http& http) : carrier_(carrier), http_(http) {}

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

  void check_account() {
    if (carrier_.account.empty()) {
      fault("", is_twilio() ? "needs account = \"AC…\", the Account SID"
                            : "needs account = \"…\", the project's id");
    } else if (is_twilio() && !is_sid(carrier_.account, "AC")) {
      fault("account", "is not an Account SID, which is AC and 32 hexadecimal digits");
    } else if (!is_plain(carrier_.account)) {
      fault("account", "may have letters, digits and - only");
    }
    if (carrier_.api_key.empty() == carrier_.api_secret.is_set()) {
      fault(carrier_.api_key.empty() ? "api-secret" : "api-key",
            "needs its other half: an API key is api-key and api-secret");
    }
    if (carrier_.api_key.empty() && !carrier_.auth_token.is_set()) {
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
        carrier_.signing_key.is_set() || (is_twilio() && carrier_.auth_token.is_set());
    if (carrier_.is_send_only) {
      // SECURITY: without a proof to look for the carrier's room refuses every webhook.
      if (is_signed || carrier_.webhook_password.is_set()) {
        fault("send-only",
              fmt::format("refuses webhooks, but {} is there to check them; remove one of the two",
                          carrier_.webhook_password.is_set() ? "webhook-password"
                          : carrier_.signing_key.is_set()    ? "signing-key"
                                                             : "auth-token"));
      }
    } else if (!is_signed && !carrier_.webhook_password.is_set()) {
      fault("", fmt::format("needs {} or webhook-password-file = \"…\", or anybody could send "
                            "texts to your users",
                            is_twilio() ? "auth-token-file = \"…\"" : "signing-key-file = \"…\""));
    }
    if (is_signed && !carrier_.is_send_only && !carrier_.webhook_password.is_set() &&
        http_.public_url.empty()) {
      fault("", "needs http.public-url, the address that the carrier signs its webhooks with");
    }
    if (!carrier_.webhook_user.empty() && !carrier_.webhook_password.is_set()) {
      fault("webhook-user", "needs webhook-password-file = \"…\"");
    }
  }

  void check_address() {
    if (carrier_.base_url.empty()) {
      if (!is_twilio()) fault("", "needs base-url = \"https://YOURSPACE.signalwire.com\"");
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
                                                                    const Http& http) {
  return Checker(carrier, http).all();
}

}  // namespace gateway::config
