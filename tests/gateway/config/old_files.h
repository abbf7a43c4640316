// SPDX-License-Identifier: GPL-2.0-or-later
// A world of a few files, some of them in folders.
#pragma once

#include <map>
#include <string>

#include "gateway/config/read.h"

namespace gateway::config::test {

using Files = std::map<std::string, std::string>;

inline Surroundings world_of(Files files) {
  return {
      .read_file = [files](const std::string& path) -> tl::expected<std::string, std::string> {
        const auto found = files.find(path);
        if (found != files.end()) return found->second;
        return tl::make_unexpected(path + " cannot be read: No such file or directory");
      },
      .environment = [](const std::string&) -> std::optional<std::string> { return {}; },
      .list_folder =
          [files](const std::string& path) -> tl::expected<std::vector<std::string>, std::string> {
        std::vector<std::string> names;
        bool is_there = false;
        const std::string prefix = path.ends_with('/') ? path : path + "/";
        for (const auto& [file, content] : files) {
          if (!file.starts_with(prefix)) continue;
          is_there = true;
          const std::string rest = file.substr(prefix.size());
          if (rest.find('/') == std::string::npos) names.push_back(rest);
        }
        if (!is_there) {
          return tl::make_unexpected(path + " cannot be read: No such file or directory");
        }
        return names;
      }};
}

/// As sms-over-xmpp's documentation has them.
inline Files present_version() {
  return {{"/old/config",
           "xmpp_server xmpp.example.com:5347\nxmpp_domain sms.example.com\n"
           "xmpp_secret 6iLNu1YGNCcZyEqn\n"},
          {"/old/users",
           "andrew@example.com personal:+12125551212\n"
           "jon@example.com    personal:+14015551122\n"
           "sales@example.com  work:+14155551221\n"},
          {"/old/providers/personal",
           "type            twilio\naccount_sid     AC0123456789abcdef0123456789abcdef\nkey_sid    "
           "     SK0123456789abcdef0123456789abcdef\n"
           "key_secret      k3ysecret\nhttp_password   EDIVMA8HLvrZOV5N\n"},
          {"/old/providers/work",
           "type            signalwire\ndomain          example.signalwire.com\n"
           "project_id      YourProjectID\nauth_token      YourAuthToken\n"
           "http_password   5VKFT8pByMkO6IG6\n"}};
}

inline constexpr char first_version[] = R"([xmpp]
host = "127.0.0.1"
port = 5347
name = "sms.example.com"
secret = "s3cret"

[http]
username = "telephony-user"
password = "t3lephony"
public-url = "https://example.com/sms/"

[twilio]
account-sid = "AC0123456789abcdef0123456789abcdef"
key-sid = "SK0123456789abcdef0123456789abcdef"
key-secret = "k3ysecret"

[users]
"joe@example.com" = "+13075551212"
)";

}  // namespace gateway::config::test
