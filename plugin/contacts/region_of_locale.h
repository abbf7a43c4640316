// SPDX-License-Identifier: GPL-2.0-or-later
// The country that a person's language settings name.
#pragma once

#include <optional>
#include <string_view>

#include "sms/region.h"

namespace plugin {

/// Source:  POSIX.1-2017 §8.2: language[_territory][.codeset][@modifier]
/// Example: "de_AT.UTF-8@euro" -> AT; "C.UTF-8", "POSIX", "de" -> nullopt
[[nodiscard]] std::optional<sms::Region> region_of_locale(std::string_view locale);

/// The country of the first variable that is set: they override each other in this order, so that
/// LC_ALL=C means none.
/// Source:  POSIX.1-2017 §8.2; LC_TELEPHONE is glibc's
[[nodiscard]] std::optional<sms::Region> region_of_environment(std::string_view lc_all,
                                                               std::string_view lc_telephone,
                                                               std::string_view lang);

}  // namespace plugin
