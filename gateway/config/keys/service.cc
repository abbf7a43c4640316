// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/keys/tables.h"

namespace gateway::config::keys {
Section xmpp() {
  return {"xmpp",
          "The XMPP server, which the gateway joins as a component (XEP-0114).",
          {
              {.name = "server",
               .target = in<&Config::xmpp, &Xmpp::server>,
               .help = "Its host name or address."},
              {.name = "port",
               .target = in<&Config::xmpp, &Xmpp::port>,
               .help = "Its port for components.",
               .least = 1,
               .most = most_ports},
              {.name = "domain",
               .target = in<&Config::xmpp, &Xmpp::domain>,
               .help = "The domain of the gateway: phones are +13075551212@DOMAIN.",
               .example = "\"sms.example.com\"",
               .is_required = true},
              {.name = "server-domain",
               .target = in<&Config::xmpp, &Xmpp::server_domain>,
               .help = "The server's own domain, which is asked whether it has read what was sent; "
                       "without it the gateway's, after its first dot.",
               .example = "\"example.com\""},
              {.name = "secret",
               .target = in<&Config::xmpp, &Xmpp::secret>,
               .help = "What the server knows the component by. Better: secret-file, a file that "
                       "holds nothing else, or secret-env, the name of an environment variable.",
               .example = "\"…\"",
               .is_required = true},
          }};
}

Section store() {
  return {
      "store",
      "Where texts are kept until they are through.",
      {
          {.name = "path", .target = in<&Config::store, &Store::path>, .help = "The SQLite file."},
          {.name = "keep",
           .target = in<&Config::store, &Store::keep>,
           .help = "How long a text is kept after it is through, for usage and export; \"1d\" at "
                   "least."},
      }};
}

Section http() {
  return {
      "http",
      "The one listener: webhooks of carriers, the simulator, health and metrics.",
      {
          {.name = "listen",
           .target = in<&Config::http, &Http::listen>,
           .help =
               "The address to listen on. With a simulator anything but loopback needs a token."},
          {.name = "port",
           .target = in<&Config::http, &Http::port>,
           .help = "The port; 0 takes any free one.",
           .least = 0,
           .most = most_ports},
          {.name = "public-url",
           .target = in<&Config::http, &Http::public_url>,
           .help = "How carriers reach the listener from outside, up to the path.",
           .example = "\"https://sms.example.com\""},
          {.name = "tls-certificate",
           .target = in<&Config::http, &Http::tls_certificate>,
           .help = "A PEM file; with tls-key the listener speaks HTTPS only.",
           .example = "\"/etc/xmpp-sms-gateway/fullchain.pem\""},
          {.name = "tls-key",
           .target = in<&Config::http, &Http::tls_key>,
           .help = "The certificate's key, a PEM file.",
           .example = "\"/etc/xmpp-sms-gateway/key.pem\""},
          {.name = "token",
           .target = in<&Config::http, &Http::token>,
           .help = "What the simulator and the metrics ask for beyond loopback; also token-file "
                   "and token-env.",
           .example = "\"…\""},
          {.name = "max-body",
           .target = in<&Config::http, &Http::max_body>,
           .help = "The longest request body, in bytes.",
           .least = 1024,
           .most = 1 << 30},
          {.name = "requests-per-second",
           .target = in<&Config::http, &Http::requests_per_second>,
           .help = "How many requests one address may make, webhooks excepted.",
           .least = 1,
           .most = 100000},
          {.name = "timeout",
           .target = in<&Config::http, &Http::timeout>,
           .help = "How long a request may take to arrive."},
      }};
}

Section log() {
  return {
      "log",
      "What the gateway says about itself. Never a text or a secret; whole numbers only at debug "
      "level.",
      {
          {.name = "level",
           .target = in<&Config::log, &Log::level>,
           .help = "From which level on.",
           .choices = {"error", "warning", "info", "debug"}},
          {.name = "format",
           .target = in<&Config::log, &Log::format>,
           .help = "auto: for the journal when it listens, else text.",
           .choices = {"auto", "text", "json", "journal"}},
      }};
}

}  // namespace gateway::config::keys
