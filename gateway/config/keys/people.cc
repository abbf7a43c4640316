// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/keys/tables.h"

namespace gateway::config::keys {
namespace {

template <auto Member>
Target in_user(const Sections& at) {
  return &(at.user->*Member);
}

template <auto Member>
Target in_pool(const Sections& at) {
  return &(at.pool->*Member);
}

}  // namespace

Section users() {
  return {
      "users.*",
      "Who may text, by bare JID, and from which number. A number alone is "
      "enough:\n\"juliet@example.com\" = \"+13075550100\"",
      {
          {.name = "number",
           .target = in_user<&User::number>,
           .help = "The user's own number.",
           .example = "\"+13075550100\""},
          {.name = "pool",
           .target = in_user<&User::pool>,
           .help = "Instead of a number, a pool: each of the user's conversations gets a number of "
                   "its own.",
           .example = "\"us\""},
          {.name = "also",
           .target = in_user<&User::also>,
           .help = "Further numbers that receive for this user; replies are sent from number.",
           .example = "[\"+13075550103\"]"},
          {.name = "admin",
           .target = in_user<&User::is_admin>,
           .help = "Whether the user may run the operator's commands."},
      }};
}

Section pools() {
  return {"pools.*",
          "Numbers that several users share.",
          {
              {.name = "numbers",
               .target = in_pool<&Pool::numbers>,
               .help = "The numbers of the pool. A reply reaches the user who texted that phone.",
               .example = R"(["+13075550101", "+13075550102"])",
               .is_required = true},
          }};
}

}  // namespace gateway::config::keys
