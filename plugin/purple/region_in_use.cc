// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/region_in_use.h"

#include <cstdlib>

#include "plugin/contacts/region_of_locale.h"
#include "plugin/purple/settings.h"

namespace plugin {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

}  // namespace

std::optional<sms::Region> region_of_system() {
  return region_of_environment(variable("LC_ALL"), variable("LC_TELEPHONE"), variable("LANG"));
}

std::optional<sms::Region> region_in_use() {
  const std::string set = settings::region_code();
  return set.empty() ? region_of_system() : sms::Region::parse(set);
}

}  // namespace plugin
