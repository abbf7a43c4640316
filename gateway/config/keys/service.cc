// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/keys/tables.h"

namespace gateway::config::keys {
Section xmpp() {
  return {
      "xmpp",
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
           .help =
               "The XMPP server's own domain. It is pinged to confirm delivery. Default: domain "
               "without its first label.",
           .example = "\"example.com\""},
          {.name = "secret",
           .target = in<&Config::xmpp, &Xmpp::secret>,
           .help = "The component's secret, as the server has it. Better: secret-file, a file that "
                   "holds nothing else, or secret-env, the name of an environment variable.",
           .example = "\"…\"",
           .is_required = true},
      }};
}

Section store() {
  return {"store",
          "Where texts are kept.",
          {
              {.name = "path",
               .target = in<&Config::store, &Store::path>,
               .help = "The SQLite file.",
               .is_path = true},
              {.name = "keep",
               .target = in<&Config::store, &Store::keep>,
               .help = "How long a text is kept once it is delivered or has failed, for usage and "
                       "export; at least \"1d\"."},
          }};
}

Section http() {
  return {
      "http",
      "The gateway's HTTP listener, for carriers' webhooks, the simulator, health and metrics.",
      {
          {.name = "listen",
           .target = in<&Config::http, &Http::listen>,
           .help = "The address to listen on. With a simulator, any address but loopback needs a "
                   "token."},
          {.name = "port",
           .target = in<&Config::http, &Http::port>,
           .help = "The port; 0 picks any free one.",
           .least = 0,
           .most = most_ports},
          {.name = "public-url",
           .target = in<&Config::http, &Http::public_url>,
           .help = "The listener's address as carriers reach it from outside, without the path.",
           .example = "\"https://sms.example.com\""},
          {.name = "tls-certificate",
           .target = in<&Config::http, &Http::tls_certificate>,
           .help =
               "The certificate, a PEM file; with it and tls-key the listener speaks HTTPS only.",
           .example = "\"/etc/xmpp-sms-gateway/fullchain.pem\"",
           .is_path = true},
          {.name = "tls-key",
           .target = in<&Config::http, &Http::tls_key>,
           .help = "The certificate's key, a PEM file.",
           .example = "\"/etc/xmpp-sms-gateway/key.pem\"",
           .is_path = true},
          {.name = "token",
           .target = in<&Config::http, &Http::token>,
           .help = "The token that the simulator and the metrics ask for beyond loopback; also "
                   "token-file and token-env.",
           .example = "\"…\""},
          {.name = "max-body",
           .target = in<&Config::http, &Http::max_body>,
           .help = "The longest request body, in bytes.",
           .least = 1024,
           .most = 1 << 30},
          {.name = "requests-per-second",
           .target = in<&Config::http, &Http::requests_per_second>,
           .help = "How many requests a second one address may make, not counting webhooks.",
           .least = 1,
           .most = 100000},
          {.name = "timeout",
           .target = in<&Config::http, &Http::timeout>,
           .help = "How long a request may take to arrive."},
      }};
}

Section log() {
  return {"log",
          "The gateway's log. It never has a text or a secret, and whole phone numbers only at "
          "debug level.",
          {
              {.name = "level",
               .target = in<&Config::log, &Log::level>,
               .help = "The least severe level that is logged.",
               .choices = {"error", "warning", "info", "debug"}},
              {.name = "format",
               .target = in<&Config::log, &Log::format>,
               .help = "auto: journal when the systemd journal is listening, otherwise text.",
               .choices = {"auto", "text", "json", "journal"}},
          }};
}

}  // namespace gateway::config::keys
