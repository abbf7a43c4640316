// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/contacts/region_of_locale.h"

namespace plugin {

std::optional<sms::Region> region_of_locale(std::string_view locale) {
  locale = locale.substr(0, locale.find_first_of(".@"));
  const std::size_t territory = locale.find('_');
  if (territory == std::string_view::npos) return std::nullopt;
  return sms::Region::parse(locale.substr(territory + 1));
}

std::optional<sms::Region> region_of_environment(std::string_view lc_all,
                                                 std::string_view lc_telephone,
                                                 std::string_view lang) {
  if (!lc_all.empty()) return region_of_locale(lc_all);
  if (!lc_telephone.empty()) return region_of_locale(lc_telephone);
  return region_of_locale(lang);
}

}  // namespace plugin
