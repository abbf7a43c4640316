// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/presence_hook.h"

#include <algorithm>
#include <array>

#include "plugin/purple/log.h"
#include "plugin/purple/settings.h"

namespace plugin {
namespace {

using smscaps::BundleName;
using smscaps::Outcome;

constexpr std::array<BundleName, 2> bundles = {BundleName(smscaps::sms_v1),
                                               BundleName(smscaps::sms_v2)};
constexpr std::span<const BundleName> only_v1(bundles.data(), 1);
constexpr std::span<const BundleName> only_v2(bundles.data() + 1, 1);

smscaps::Announcement announcement(bool is_on, bool is_sms_v2_on) {
  if (!is_on) return {.present = {}, .absent = bundles};
  if (is_sms_v2_on) return {.present = bundles, .absent = {}};
  return {.present = only_v1, .absent = only_v2};
}

void explain(Outcome outcome) {
  switch (outcome) {
    case Outcome::not_a_presence:
      return log_passed(Passed::presence_foreign,
                        "a presence of a foreign namespace passed unchanged");
    case Outcome::not_available:
      return log_passed(Passed::presence_not_available,
                        "a presence with a type (unavailable, subscribe…) announces nothing and "
                        "passed unchanged");
    case Outcome::no_caps:
      return log_passed(Passed::presence_without_caps,
                        "a presence without capabilities (XEP-0115) passed unchanged: nothing "
                        "to add sms-v1 to");
    case Outcome::already_so:
      return log_detail("a presence left as it was: it announces what it should");
    case Outcome::rewritten:
      return log_detail("a presence left with its announcement set");
  }
}

}  // namespace

std::span<const BundleName> announced_bundles(bool is_sms_v2_on) {
  return is_sms_v2_on ? std::span<const BundleName>(bundles) : only_v1;
}

void PresenceHook::refresh() {
  is_sms_v2_on_ = settings::is_sms_v2_on();
  is_any_account_off_ = !std::ranges::all_of(xmpp_accounts(), settings::is_switched_on);
}

void PresenceHook::rewrite(PurpleConnection* connection, XmlNode presence) {
  // Mostly no account is off, and then there is nothing to look up.
  const bool is_on =
      !is_any_account_off_ || settings::is_switched_on(purple_connection_get_account(connection));
  const Outcome outcome = smscaps::announce(presence, announcement(is_on, is_sms_v2_on_));
  explain(outcome);

  // Rooms and gateways get their own copies, but only the broadcast one tells the server.
  const bool is_broadcast = !presence.attribute("to") && smscaps::is_available(presence);
  if (!is_broadcast || outcome == Outcome::not_a_presence) return;
  const std::optional<XmlNode> caps = smscaps::find_caps(presence);
  const std::string_view node =
      caps ? caps->attribute("node").value_or(std::string_view()) : std::string_view();
  log_.presence_left(connection, outcome, is_on, node);
}

}  // namespace plugin
