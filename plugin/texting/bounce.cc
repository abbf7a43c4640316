// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/bounce.h"

#include <algorithm>
#include <array>
#include <utility>

namespace plugin {
namespace {

using Meaning = std::pair<std::string_view, BounceKind>;

constexpr std::array conditions = {
    Meaning{"not-allowed", BounceKind::unannounced},
    Meaning{"item-not-found", BounceKind::invalid_number},
    Meaning{"jid-malformed", BounceKind::invalid_number},
    Meaning{"gone", BounceKind::invalid_number},
    Meaning{"registration-required", BounceKind::not_registered},
    Meaning{"subscription-required", BounceKind::not_registered},
    Meaning{"not-authorized", BounceKind::not_registered},
    Meaning{"resource-constraint", BounceKind::quota},
    Meaning{"policy-violation", BounceKind::quota},
    Meaning{"payment-required", BounceKind::quota},
    Meaning{"service-unavailable", BounceKind::gateway_away},
    Meaning{"remote-server-not-found", BounceKind::gateway_away},
    Meaning{"remote-server-timeout", BounceKind::gateway_away},
    Meaning{"recipient-unavailable", BounceKind::phone_away},
    Meaning{"forbidden", BounceKind::forbidden},
};

constexpr std::array codes = {
    Meaning{"400", BounceKind::other},          Meaning{"401", BounceKind::not_registered},
    Meaning{"402", BounceKind::quota},          Meaning{"403", BounceKind::forbidden},
    Meaning{"404", BounceKind::invalid_number}, Meaning{"405", BounceKind::unannounced},
    Meaning{"407", BounceKind::not_registered}, Meaning{"408", BounceKind::gateway_away},
    Meaning{"502", BounceKind::gateway_away},   Meaning{"503", BounceKind::gateway_away},
    Meaning{"504", BounceKind::gateway_away},   Meaning{"510", BounceKind::gateway_away},
};

// 21610 and 21617 are Twilio's and those of services that speak as it does.
constexpr std::array words = {
    Meaning{"opted out", BounceKind::opted_out},    Meaning{"opted-out", BounceKind::opted_out},
    Meaning{"opt-out", BounceKind::opted_out},      Meaning{"opt out", BounceKind::opted_out},
    Meaning{"unsubscribed", BounceKind::opted_out}, Meaning{"21610", BounceKind::opted_out},
    Meaning{"too long", BounceKind::too_long},      Meaning{"21617", BounceKind::too_long},
};

template <class Table>
const Meaning* find_in(const Table& table, std::string_view key) {
  const auto found = std::ranges::find(table, key, &Meaning::first);
  return found == table.end() ? nullptr : &*found;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

BounceKind kind_of(const BounceParts& parts, std::string_view reason) {
  if (parts.is_blocked) return BounceKind::blocked;
  std::string lowered(reason);
  std::ranges::transform(lowered, lowered.begin(), lower);
  for (const auto& [word, kind] : words) {
    if (lowered.find(word) != std::string::npos) return kind;
  }
  for (const std::string& condition : parts.conditions) {
    if (const Meaning* meaning = find_in(conditions, condition)) return meaning->second;
  }
  // A condition that says nothing to us says more than the number, which only sums it up.
  const bool has_condition = !parts.conditions.empty();
  const Meaning* meaning =
      has_condition && parts.code != "405" ? nullptr : find_in(codes, parts.code);
  return meaning != nullptr ? meaning->second : BounceKind::other;
}

}  // namespace

Bounce understand(const BounceParts& parts) {
  Bounce bounce;
  // What is understood is what is shown: words far behind the part that one sees decide nothing.
  bounce.reason = shown_text(parts.text, longest_explanation);
  bounce.is_sms_error_11 = bounce.reason.find("SMS_ERROR_11") != std::string::npos;
  bounce.kind = bounce.is_sms_error_11 ? BounceKind::unannounced : kind_of(parts, bounce.reason);
  return bounce;
}

}  // namespace plugin
