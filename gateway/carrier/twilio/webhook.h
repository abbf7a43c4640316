// SPDX-License-Identifier: GPL-2.0-or-later
// What the carrier tells us, as values.
#pragma once

#include <string>

#include <tl/expected.hpp>

#include "gateway/carrier/carrier.h"
#include "gateway/carrier/twilio/form.h"

namespace gateway::twilio {

/// A text that came in.
/// Shape:   at most ten media, whatever NumMedia says; a body that is no UTF-8 gets U+FFFD in its
///          place, since the carrier would tell the same again
/// Errors:  a sentence: which field is not as it should be; it quotes nothing
[[nodiscard]] tl::expected<Inbound, std::string> read_inbound(const Form& form);

/// What became of one that we sent.
/// Errors:  as above
[[nodiscard]] tl::expected<DeliveryReport, std::string> read_report(const Form& form);

}  // namespace gateway::twilio
