// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/bounce_advice.h"

#include "plugin/i18n.h"

namespace plugin {
namespace {

std::string explain_unannounced(const BounceFacts& facts) {
  if (facts.asks_to_announce) {
    // Translators: %s is an account (JID).
    return textf(_("Not sent as SMS: the service serves only clients that announce SMS, and "
                   "announcing is switched off for %s. Another window asks whether to switch it on "
                   "and send again."),
                 facts.account.c_str());
  }
  return _(
      "The SMS service does not take texts from you, although SMS is announced to it. Ask "
      "whoever runs it.");
}

std::string meaning(BounceKind kind, const BounceFacts& facts) {
  switch (kind) {
    case BounceKind::unannounced:
      return explain_unannounced(facts);
    case BounceKind::invalid_number:
      return _("The SMS service knows no phone with this number. Check the number.");
    case BounceKind::not_registered:
      return facts.asks_to_register
                 ? _("The SMS service does not know you. Another window asks whether to register.")
                 : _("The SMS service does not know you. Register with it first.");
    case BounceKind::quota:
      return _(
          "The SMS service takes no more texts from you for now. Wait, or see whether you have "
          "credit left there.");
    case BounceKind::opted_out:
      return _(
          "The person at this number asked for no more texts. Only they can change that, "
          "usually by texting START.");
    case BounceKind::blocked:
      return _("This number is blocked: by you, or because it wants no texts from you.");
    case BounceKind::gateway_away:
      return _("The SMS service cannot be reached just now. Try again later.");
    case BounceKind::phone_away:
      return _("The phone cannot be reached just now. Try again later.");
    case BounceKind::forbidden:
      return _("The SMS service does not let you text this number.");
    case BounceKind::too_long:
      return _("The text is too long for the SMS service. Send it in parts.");
    case BounceKind::other:
      break;
  }
  return _("The SMS service did not take the text.");
}

std::string said(const Bounce& bounce) {
  if (!bounce.reason.empty()) {
    // Translators: %s is what the SMS service said, in its own words and language.
    return textf(_("The service said: %s"), bounce.reason.c_str());
  }
  if (bounce.kind != BounceKind::unannounced) return {};
  // Translators: %s is what the SMS service said, in its own words and language.
  return textf(_("The service said: %s"), _("The SMS service does not allow it."));
}

// Translators: /sms retry is a command and stays as it is.
std::string how_to_retry(const BounceFacts& facts) {
  // The window may be closed, or answered “Not now”.
  if (facts.asks_to_announce) return _("The text is kept: /sms retry sends it again later.");
  if (facts.others_kept == 0) return _("Type /sms retry to send it again.");
  // Each is paid for: nobody is to be surprised by what else leaves.
  // Translators: %zu is how many texts of this conversation came back besides.
  return textf(
      plural("Type /sms retry to send it again, together with %zu other text.",
             "Type /sms retry to send it again, together with %zu other texts.", facts.others_kept),
      facts.others_kept);
}

}  // namespace

std::string explain_bounce(const Bounce& bounce, const BounceFacts& facts) {
  std::string text;
  if (!facts.asks_to_announce) {
    text = facts.quote.empty() ? std::string(_("Not delivered."))
                               // Translators: %s is the beginning of a text message.
                               : textf(_("Not delivered: “%s”"), facts.quote.c_str());
    text += '\n';
  }
  text += meaning(bounce.kind, facts);
  if (const std::string reason = said(bounce); !reason.empty()) text += '\n' + reason;
  if (facts.is_kept) {
    text += '\n' + how_to_retry(facts);
  }
  return text;
}

}  // namespace plugin
