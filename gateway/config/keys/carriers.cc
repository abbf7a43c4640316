// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/keys/tables.h"

namespace gateway::config::keys {
namespace {

template <auto Member>
Target in_carrier(const Sections& at) {
  return &(at.carrier->*Member);
}

constexpr const char* http_api = "twilio or signalwire";

}  // namespace

Section carriers() {
  return {
      "carriers.*",
      "A connection to a phone network.",
      {
          {.name = "type",
           .target = in_carrier<&Carrier::type>,
           .help = "The kind of carrier.",
           .example = "\"simulator\"",
           .is_required = true,
           .choices = {"simulator", "logfile", "twilio", "signalwire"}},
          {.name = "numbers",
           .target = in_carrier<&Carrier::numbers>,
           .help = "The numbers it sends from and receives at; by default all, if it is the only "
                   "carrier.",
           .example = "[\"+13075550100\"]"},
          {.name = "max-in-flight",
           .target = in_carrier<&Carrier::max_in_flight>,
           .help = "How many requests may be under way at once.",
           .least = 1,
           .most = 1000},
          {.name = "max-segments",
           .target = in_carrier<&Carrier::max_segments>,
           .help = "The longest text to send, in SMS segments.",
           .least = 1,
           .most = 255},
          {.name = "phones",
           .target = in_carrier<&Carrier::phones>,
           .help = "The handsets on the simulator's page; others appear when they are texted.",
           .example = "[\"+13075551212\"]",
           .only_for = "simulator"},
          {.name = "path",
           .target = in_carrier<&Carrier::path>,
           .help = "The file that texts are appended to.",
           .example = "\"/var/lib/xmpp-sms-gateway/texts.log\"",
           .is_path = true,
           .only_for = "logfile"},
          {.name = "account",
           .target = in_carrier<&Carrier::account>,
           .help = "Your account with the carrier: Twilio's Account SID, SignalWire's project ID.",
           .example = "\"AC0123456789abcdef0123456789abcdef\"",
           .only_for = http_api},
          {.name = "auth-token",
           .target = in_carrier<&Carrier::auth_token>,
           .help = "The account's token. Twilio signs its webhooks with it. Better: "
                   "auth-token-file or auth-token-env.",
           .example = "\"…\"",
           .only_for = http_api},
          {.name = "api-key",
           .target = in_carrier<&Carrier::api_key>,
           .help = "An API key to send with, instead of the token.",
           .example = "\"SK0123456789abcdef0123456789abcdef\"",
           .only_for = http_api},
          {.name = "api-secret",
           .target = in_carrier<&Carrier::api_secret>,
           .help = "The API key's secret; also api-secret-file and api-secret-env.",
           .example = "\"…\"",
           .only_for = http_api},
          {.name = "signing-key",
           .target = in_carrier<&Carrier::signing_key>,
           .help = "The key that webhooks are signed with, unless it is auth-token: SignalWire's "
                   "signing key. Also signing-key-file and signing-key-env.",
           .example = "\"…\"",
           .only_for = http_api},
          {.name = "webhook-user",
           .target = in_carrier<&Carrier::webhook_user>,
           .help = "The user name that goes with webhook-password; if not set, any user name is "
                   "accepted.",
           .example = "\"sms\"",
           .only_for = http_api},
          {.name = "webhook-password",
           .target = in_carrier<&Carrier::webhook_password>,
           .help = "The password in the webhooks' address, https://USER:PASSWORD@…, instead of "
                   "signatures or in addition to them. Also webhook-password-file and "
                   "webhook-password-env.",
           .example = "\"…\"",
           .only_for = http_api},
          {.name = "webhooks-anywhere",
           .target = in_carrier<&Carrier::webhooks_anywhere>,
           .help = "Whether webhooks are accepted at every path, not only at /NAME/message and "
                   "/NAME/status, as the first version of sms-over-xmpp did.",
           .only_for = http_api},
          {.name = "send-only",
           .target = in_carrier<&Carrier::is_send_only>,
           .help = "Whether the carrier is for sending only. Its webhooks are then refused, so "
                   "they need no token, key or password; no texts come in, and the carrier cannot "
                   "report delivery.",
           .only_for = http_api},
          {.name = "messaging-service",
           .target = in_carrier<&Carrier::messaging_service>,
           .help = "A Messaging Service to send through; its sender pool must contain the numbers.",
           .example = "\"MG0123456789abcdef0123456789abcdef\"",
           .only_for = http_api},
          {.name = "base-url",
           .target = in_carrier<&Carrier::base_url>,
           .help = "The API's address, up to /2010-04-01. Twilio's is known; SignalWire's is that "
                   "of your own space.",
           .example = "\"https://example.signalwire.com\"",
           .only_for = http_api},
          {.name = "allow-plain-http",
           .target = in_carrier<&Carrier::allow_plain_http>,
           .help = "Whether base-url may be http:// beyond this machine. Passwords and texts can "
                   "then be read on the way.",
           .only_for = http_api},
          {.name = "verify-tls",
           .target = in_carrier<&Carrier::verify_tls>,
           .help = "Whether the carrier must have a certificate that is valid for its name.",
           .only_for = http_api},
          {.name = "ca-file",
           .target = in_carrier<&Carrier::ca_file>,
           .help = "A PEM file of the certificate authorities to trust, instead of the system's.",
           .example = "\"/etc/xmpp-sms-gateway/ca.pem\"",
           .is_path = true,
           .only_for = http_api},
          {.name = "timeout",
           .target = in_carrier<&Carrier::timeout>,
           .help = "How long a request may take.",
           .only_for = http_api},
          {.name = "connect-timeout",
           .target = in_carrier<&Carrier::connect_timeout>,
           .help = "How long connecting may take.",
           .only_for = http_api},
          {.name = "settle",
           .target = in_carrier<&Carrier::settle>,
           .help =
               "If a text with a lost answer is still not in the carrier's list after this time, "
               "it is sent again.",
           .only_for = http_api},
          {.name = "per-second",
           .target = in_carrier<&Carrier::per_second>,
           .help = "How many SMS a second one number may send; 0: no limit. Any more wait in the "
                   "gateway.",
           .least = 0,
           .most = 1000,
           .only_for = http_api},
          {.name = "mms",
           .target = in_carrier<&Carrier::has_mms>,
           .help =
               "Whether links to pictures go out as media (MMS); otherwise they stay in the text.",
           .only_for = http_api},
      }};
}

}  // namespace gateway::config::keys
