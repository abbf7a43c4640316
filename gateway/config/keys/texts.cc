// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/keys/tables.h"

namespace gateway::config::keys {
Section texts() {
  return {
      "texts",
      "Rules for texts.",
      {
          {.name = "region",
           .target = in<&Config::texts, &Texts::region>,
           .help = "The country (ISO 3166, two letters) whose national way of writing numbers "
                   "users may use.",
           .example = "\"US\""},
          {.name = "open-registration",
           .target = in<&Config::texts, &Texts::open_registration>,
           .help = "Whether users of the server may register for themselves (XEP-0077)."},
          {.name = "registration-pool",
           .target = in<&Config::texts, &Texts::registration_pool>,
           .help =
               "The pool that new registrants get numbers from; needed when registration is open.",
           .example = "\"us\""},
          {.name = "per-day",
           .target = in<&Config::texts, &Texts::per_day>,
           .help = "How many texts a user may send a day (UTC); 0: no limit.",
           .least = 0,
           .most = 1000000},
          {.name = "corrections",
           .target = in<&Config::texts, &Texts::corrections>,
           .help = "What to do with a corrected message (XEP-0308): a text on a phone cannot be "
                   "changed.",
           .choices = {"refuse", "send"}},
          {.name = "lost-answer",
           .target = in<&Config::texts, &Texts::lost_answer>,
           .help = "When a carrier's answer was lost and the carrier cannot be asked: tell the "
                   "user that the text may not have been sent, or send it again and risk that it "
                   "arrives twice.",
           .choices = {"report", "resend"}},
          {.name = "accepted-is-delivered",
           .target = in<&Config::texts, &Texts::accepted_is_delivered>,
           .help = "Whether a text counts as delivered when a carrier that cannot report delivery "
                   "accepts it."},
          {.name = "give-up-after",
           .target = in<&Config::texts, &Texts::give_up_after>,
           .help = "How long to keep trying a text whose carrier or recipient cannot be reached."},
          {.name = "retry-first",
           .target = in<&Config::texts, &Texts::retry_first>,
           .help = "How long to wait before trying again when a carrier did not take a text; "
                   "doubled each time."},
          {.name = "retry-most",
           .target = in<&Config::texts, &Texts::retry_most>,
           .help = "The longest of these waits."},
          {.name = "ask-after",
           .target = in<&Config::texts, &Texts::ask_after>,
           .help =
               "How long to wait before asking a carrier about a text when its answer was lost."},
          {.name = "drain",
           .target = in<&Config::texts, &Texts::drain>,
           .help = "How long to wait, when stopping, for answers that are still to come."},
      }};
}

}  // namespace gateway::config::keys
