// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/announce/account_report.h"

#include <ctime>

#include "plugin/i18n.h"

namespace plugin {
namespace {

using std::chrono::hours;

std::string local_time(Announced::Clock::time_point when, Announced::Clock::time_point now) {
  const std::time_t seconds = Announced::Clock::to_time_t(when);
  std::tm local{};
  localtime_r(&seconds, &local);
  // Translators: strftime formats, for a time today and for one longer ago.
  const char* format = now - when < hours(20) ? _("%H:%M") : _("%Y-%m-%d %H:%M");
  char text[64];
  const std::size_t length = std::strftime(text, sizeof text, format, &local);
  return {text, length};
}

}  // namespace

std::string short_state(const AccountFacts& facts, Announced::Clock::time_point now) {
  if (!facts.is_switched_on) return _("off");
  if (!facts.is_connected) return _("not connected");
  if (!facts.announced) return _("connecting");
  if (!facts.announced->is_announced) return _("not announced");
  // Translators: %s is a time of day, such as 14:02.
  return textf(_("announced since %s"), local_time(facts.announced->since, now).c_str());
}

std::string explain_state(const AccountFacts& facts) {
  if (!facts.is_switched_on) {
    return _(
        "Switched off in the menu SMS over XMPP ▸ Accounts…: an SMS service that looks for "
        "sms-v1 will refuse texts from this account.");
  }
  if (!facts.is_connected) return _("Announced as soon as the account is connected.");
  if (!facts.announced) return _("No presence has been sent on this connection yet.");
  if (!facts.announced->has_caps) {
    return _(
        "The presence that was sent names no capabilities (XEP-0115) to add sms-v1 to: another "
        "plugin may have removed them.");
  }
  if (!facts.announced->is_announced) {
    return _("Not yet in the presence that was last sent; change your status to send it again.");
  }
  return facts.is_sms_v2_on ? _("The server was told sms-v1 and sms-v2 with your presence.")
                            : _("The server was told sms-v1 with your presence.");
}

}  // namespace plugin
