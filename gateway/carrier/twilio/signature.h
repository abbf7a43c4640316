// SPDX-License-Identifier: GPL-2.0-or-later
// Whether a webhook comes from the carrier.
#pragma once

#include <string>
#include <string_view>

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
  password_missing,  ///< the same, or a signature that nothing here can check, where a password
                     ///< would do: to be asked for
  wrong_signature,   ///< where a password would do: to be asked for all the same, since a proxy may
                     ///< change what is signed, and the password comes only when it is asked for
  wrong,
};

/// Shape:   `public_url` without a slash at its end; what is signed is this and what the request
///          asks for, byte for byte: with or without the default port, the user and password that
///          stand in the address the carrier was given, and the connection overrides
/// SECURITY: compared in constant time; a request is good by its signature or by its password, and
/// by neither when neither is configured
[[nodiscard]] Proof prove(const http::Request& request, const Form& form,
                          std::string_view public_url, const Credentials& credentials);

/// Asks the carrier to tell again what it could not tell: it does so only when the address says so.
/// Source:  Twilio, Webhooks: Connection Overrides (rc: retries, rp: on which failures)
inline constexpr std::string_view connection_overrides = "#rc=5&rp=all";

/// `https://sms.example.com` -> `https://USER:PASSWORD@sms.example.com`; the carrier then sends
/// them. Without a password: as it is.
[[nodiscard]] std::string with_password(std::string_view public_url,
                                        const Credentials& credentials);

}  // namespace gateway::twilio
