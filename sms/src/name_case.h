// SPDX-License-Identifier: GPL-2.0-or-later
// Letter case of senders' names, which are GSM text that travels in case-folded addresses.
#pragma once

#include <string>
#include <string_view>

namespace sms::detail {

/// A sender's name as servers fold a local part: in lower case. Source: RFC 7622 §3.3
std::string fold_name(std::string_view name);

/// A folded name as GSM text again: letters whose lower case the alphabet lacks (ç, Greek) return
/// to upper case, all others stay. fold_name() of it gives `folded` again.
std::string unfold_name(std::string_view folded);

}  // namespace sms::detail
