// SPDX-License-Identifier: GPL-2.0-or-later
// Where imported contacts go.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "plugin/contacts/import_plan.h"
#include "sms/phone_address.h"
#include "sms/region.h"

namespace plugin {

struct AddResult {
  enum class Outcome {
    added,
    there_already,
    stopped,  ///< this one and all after it cannot be added
  };

  Outcome outcome = Outcome::added;
  std::string why;  ///< of stopped: a sentence for the user
};

/// An account, a gateway and a group, chosen before.
struct ImportTarget {
  /// The region that national numbers are read in.
  std::optional<sms::Region> region;
  /// The contacts with a number that are there.
  std::function<std::vector<ExistingContact>()> existing;
  /// Adds one. `done` runs at once, or when the gateway has told the address; the next one waits.
  std::function<void(const std::string& name, const sms::E164& number,
                     const std::function<void(AddResult)>& done)>
      add;
};

}  // namespace plugin
