// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/keys.h"

namespace gateway::config {
namespace {

constexpr std::int64_t most_ports = 65535;

// One for each struct that holds keys: the member a key's value goes to.
template <auto Part, auto Member>
Target in(const Sections& at) {
  return &(at.config->*Part.*Member);
}
template <auto Member>
Target in_pool(const Sections& at) {
  return &(at.pool->*Member);
}
template <auto Member>
Target in_user(const Sections& at) {
  return &(at.user->*Member);
}
template <auto Member>
Target in_carrier(const Sections& at) {
  return &(at.carrier->*Member);
}

std::vector<Section> make() {
  return {
      {"xmpp",
       "The XMPP server, which the gateway joins as a component (XEP-0114).",
       {
           {"server", in<&Config::xmpp, &Xmpp::server>, "Its host name or address.", ""},
           {"port",
            in<&Config::xmpp, &Xmpp::port>,
            "Its port for components.",
            "",
            false,
            {},
            1,
            most_ports},
           {"domain", in<&Config::xmpp, &Xmpp::domain>,
            "The domain of the gateway: phones are +13075551212@DOMAIN.", "\"sms.example.com\"",
            true},
           {"server-domain", in<&Config::xmpp, &Xmpp::server_domain>,
            "The server's own domain, which is asked whether it has read what was sent; without it "
            "the gateway's, after its first dot.",
            "\"example.com\""},
           {"secret", in<&Config::xmpp, &Xmpp::secret>,
            "What the server knows the component by. Better: secret-file, a file that holds "
            "nothing "
            "else, or secret-env, the name of an environment variable.",
            "\"…\"", true},
       }},
      {"store",
       "Where texts are kept until they are through.",
       {
           {"path", in<&Config::store, &Store::path>, "The SQLite file.", ""},
           {"keep", in<&Config::store, &Store::keep>,
            "How long a text is kept after it is through, for usage and export.", ""},
       }},
      {"http",
       "The one listener: webhooks of carriers, the simulator, health and metrics.",
       {
           {"listen", in<&Config::http, &Http::listen>,
            "The address to listen on. Anything but loopback needs a token.", ""},
           {"port",
            in<&Config::http, &Http::port>,
            "The port; 0 takes any free one.",
            "",
            false,
            {},
            0,
            most_ports},
           {"public-url", in<&Config::http, &Http::public_url>,
            "How carriers reach the listener from outside, up to the path.",
            "\"https://sms.example.com\""},
           {"tls-certificate", in<&Config::http, &Http::tls_certificate>,
            "A PEM file; with tls-key the listener speaks HTTPS only.",
            "\"/etc/xmpp-sms-gateway/fullchain.pem\""},
           {"tls-key", in<&Config::http, &Http::tls_key>, "The certificate's key, a PEM file.",
            "\"/etc/xmpp-sms-gateway/key.pem\""},
           {"token", in<&Config::http, &Http::token>,
            "What the simulator and the metrics ask for beyond loopback; also token-file and "
            "token-env.",
            "\"…\""},
           {"max-body",
            in<&Config::http, &Http::max_body>,
            "The longest request body, in bytes.",
            "",
            false,
            {},
            1024,
            1 << 30},
           {"requests-per-second",
            in<&Config::http, &Http::requests_per_second>,
            "How many requests one address may make, webhooks excepted.",
            "",
            false,
            {},
            1,
            100000},
           {"timeout", in<&Config::http, &Http::timeout>, "How long a request may take to arrive.",
            ""},
       }},
      {"log",
       "What the gateway says about itself. Never a text, a secret or a whole number, but at debug "
       "level the number.",
       {
           {"level",
            in<&Config::log, &Log::level>,
            "From which level on.",
            "",
            false,
            {"error", "warning", "info", "debug"}},
           {"format",
            in<&Config::log, &Log::format>,
            "auto: for the journal when it listens, else text.",
            "",
            false,
            {"auto", "text", "json", "journal"}},
       }},
      {"texts",
       "Rules for texts.",
       {
           {"region", in<&Config::texts, &Texts::region>,
            "The country (ISO 3166, two letters) whose way of writing numbers users may use.",
            "\"US\""},
           {"open-registration", in<&Config::texts, &Texts::open_registration>,
            "Whether users of the server may register for themselves (XEP-0077).", ""},
           {"registration-pool", in<&Config::texts, &Texts::registration_pool>,
            "The pool whose numbers those get who register; needed when registration is open.",
            "\"us\""},
           {"per-day",
            in<&Config::texts, &Texts::per_day>,
            "How many texts a user may send in 24 hours; 0: no limit.",
            "",
            false,
            {},
            0,
            1000000},
           {"corrections",
            in<&Config::texts, &Texts::corrections>,
            "What becomes of a corrected message (XEP-0308): a phone cannot take back a text.",
            "",
            false,
            {"refuse", "send"}},
           {"lost-answer",
            in<&Config::texts, &Texts::lost_answer>,
            "When a carrier's answer was lost and it cannot be asked: tell the user that the text "
            "may not have been sent, or send it again and risk that it comes twice.",
            "",
            false,
            {"report", "resend"}},
           {"accepted-is-delivered", in<&Config::texts, &Texts::accepted_is_delivered>,
            "Whether a carrier that cannot report delivery counts as delivering what it accepts.",
            ""},
           {"give-up-after", in<&Config::texts, &Texts::give_up_after>,
            "How long a text is tried while its carrier cannot be reached.", ""},
           {"drain", in<&Config::texts, &Texts::drain>,
            "How long stopping may wait for answers that are under way.", ""},
       }},
      {"users.*",
       "Who may text, by bare JID, and from which number. A number alone does:\n"
       "\"juliet@example.com\" = \"+13075550100\"",
       {
           {"number", in_user<&User::number>, "The user's own number.", "\"+13075550100\""},
           {"pool", in_user<&User::pool>,
            "Or a pool, which gives each phone that the user texts a number of its own.", "\"us\""},
           {"admin", in_user<&User::is_admin>, "Whether the user may run the gateway's commands.",
            ""},
       }},
      {"pools.*",
       "Numbers that several users share.",
       {
           {"numbers", in_pool<&Pool::numbers>, "They answer to whom they texted.",
            "[\"+13075550101\", \"+13075550102\"]", true},
       }},
      {"carriers.*",
       "The phone networks.",
       {
           {"type",
            in_carrier<&Carrier::type>,
            "What kind it is.",
            "\"simulator\"",
            true,
            {"simulator", "logfile"}},
           {"numbers", in_carrier<&Carrier::numbers>,
            "Which numbers it sends from and receives at; with one carrier: all.",
            "[\"+13075550100\"]"},
           {"max-in-flight",
            in_carrier<&Carrier::max_in_flight>,
            "How many requests at once.",
            "",
            false,
            {},
            1,
            1000},
           {"max-segments",
            in_carrier<&Carrier::max_segments>,
            "The longest text, in SMS.",
            "",
            false,
            {},
            1,
            255},
           {"phones",
            in_carrier<&Carrier::phones>,
            "The handsets on the simulator's page; others appear when they are texted.",
            "[\"+13075551212\"]",
            false,
            {},
            0,
            0,
            "simulator"},
           {"path",
            in_carrier<&Carrier::path>,
            "The file that texts are appended to.",
            "\"/var/lib/xmpp-sms-gateway/texts.log\"",
            false,
            {},
            0,
            0,
            "logfile"},
       }},
  };
}

}  // namespace

std::span<const Section> sections() {
  static const std::vector<Section> all = make();
  return all;
}

}  // namespace gateway::config
