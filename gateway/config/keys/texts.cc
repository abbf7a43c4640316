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
           .help =
               "The country (ISO 3166, two letters) whose way of writing numbers users may use.",
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
           .help = "How many texts a user may send in a day (UTC); 0: no limit.",
           .least = 0,
           .most = 1000000},
          {.name = "corrections",
           .target = in<&Config::texts, &Texts::corrections>,
           .help =
               "What becomes of a corrected message (XEP-0308): a phone cannot take back a text.",
           .choices = {"refuse", "send"}},
          {.name = "lost-answer",
           .target = in<&Config::texts, &Texts::lost_answer>,
           .help =
               "When a carrier's answer was lost and it cannot be asked: tell the user that the "
               "text may not have been sent, or send it again and risk that it comes twice.",
           .choices = {"report", "resend"}},
          {.name = "accepted-is-delivered",
           .target = in<&Config::texts, &Texts::accepted_is_delivered>,
           .help = "Whether a carrier that cannot report delivery counts as delivering what it "
                   "accepts."},
          {.name = "give-up-after",
           .target = in<&Config::texts, &Texts::give_up_after>,
           .help = "How long a text is tried while its carrier, or the one it is for, cannot be "
                   "reached."},
          {.name = "retry-first",
           .target = in<&Config::texts, &Texts::retry_first>,
           .help = "How long to wait before a carrier that did not take a text is tried again; "
                   "doubled each time."},
          {.name = "retry-most",
           .target = in<&Config::texts, &Texts::retry_most>,
           .help = "The longest of these waits."},
          {.name = "ask-after",
           .target = in<&Config::texts, &Texts::ask_after>,
           .help =
               "How long to wait before a carrier is asked about a text whose answer was lost."},
          {.name = "drain",
           .target = in<&Config::texts, &Texts::drain>,
           .help = "How long stopping may wait for answers that are under way."},
      }};
}

}  // namespace gateway::config::keys
