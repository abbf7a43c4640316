// SPDX-License-Identifier: GPL-2.0-or-later
// Whether a webhook comes from the carrier.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gateway/carrier/twilio/form.h"
#include "gateway/http/message.h"

namespace gateway::twilio {

/// What the header X-Twilio-Signature of a form has to be.
/// Shape:   `url` exactly as the carrier was told it, with its query
/// Source:  Twilio, Webhooks Security: base64 of HMAC-SHA1 over the URL and each parameter's name
///          and value, sorted by name; of a name that stands twice, each of its different values
[[nodiscard]] std::string signature(std::string_view key, std::string_view url, const Form& form);

struct Credentials {
  std::string signing_key;  ///< empty: no signature counts
  std::string user;         ///< of HTTP basic authentication; empty: any
  std::string password;     ///< empty: none counts
};

enum class Proof {
  good,
  missing,           ///< neither a signature nor a password came with it
  password_missing,  ///< the same, or a wrong signature, where a password would do: to be asked for
  wrong,
};

/// Shape:   `urls` are the spellings that the carrier may have signed
/// SECURITY: compared in constant time; a request is good by its signature or by its password, and
/// by neither when neither is configured
[[nodiscard]] Proof prove(const http::Request& request, const Form& form,
                          const std::vector<std::string>& urls, const Credentials& credentials);

/// The spellings of one address: with and without the default port, with and without the user and
/// password that stand in the address the carrier was given, and with the connection overrides.
/// Shape:   `public_url` without a slash at its end; `path` begins with one; `query` may be empty
[[nodiscard]] std::vector<std::string> signed_spellings(std::string_view public_url,
                                                        std::string_view path,
                                                        const http::Fields& query,
                                                        const Credentials& credentials);

/// Asks the carrier to tell again what it could not tell: it does so only when the address says so.
/// Source:  Twilio, Webhooks: Connection Overrides (rc: retries, rp: on which failures)
inline constexpr std::string_view connection_overrides = "#rc=5&rp=all";

/// `https://sms.example.com` -> `https://USER:PASSWORD@sms.example.com`; the carrier then sends
/// them. Without a password: as it is.
[[nodiscard]] std::string with_password(std::string_view public_url,
                                        const Credentials& credentials);

}  // namespace gateway::twilio
