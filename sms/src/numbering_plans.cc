// SPDX-License-Identifier: GPL-2.0-or-later
#include "numbering_plans.h"

#include <dlfcn.h>

namespace sms::detail {
namespace {

// Without a folder the loader looks where the object that holds this code was told to (its
// RUNPATH): in the build tree there, in the private library folder when installed.
#ifndef SMS_NUMBERING_PLANS
#define SMS_NUMBERING_PLANS "sms-numbering-plans.so"
#endif
constexpr char module_file[] = SMS_NUMBERING_PLANS;

#define SMS_IN_QUOTES(name) SMS_AS_IT_IS(name)
#define SMS_AS_IT_IS(name) #name
constexpr char module_symbol[] = SMS_IN_QUOTES(SMS_NUMBERING_PLANS_SYMBOL);

NumberDescription undescribed(const E164& number) {
  return {NumberKind::unassigned, std::string(number.text()), std::string(number.text())};
}

/// What stands in for plans that are not there.
constexpr NumberingPlans no_plans = {
    .resolve = [](const std::string&, std::optional<Region>) -> tl::expected<E164, Refusal> {
      return tl::unexpected(Refusal{NumberErrorCode::no_numbering_plans, std::nullopt});
    },
    .has_plan = [](Region) { return true; },  // whatever is wrong, it is not the region
    .whole_short_number = [](const std::string&, Region) { return std::optional<E164>(); },
    .describe = undescribed,
    .international = [](const E164& number) { return std::string(number.text()); },
    .national_in = [](const E164&, Region) { return std::optional<std::string>(); },
    .example_of = [](Region) { return std::optional<E164>(); },
    .example_text = [](Region) { return std::optional<std::string>(); },
    .country_of = [](const std::string&) { return std::optional<Country>(); },
};

struct Loaded {
  const NumberingPlans* plans = &no_plans;
  std::string problem;
};

Loaded load() {
  // Never closed: the library keeps its plans for as long as the process lives.
  void* const module = dlopen(module_file, RTLD_LAZY | RTLD_LOCAL);
  const void* const symbol = module != nullptr ? dlsym(module, module_symbol) : nullptr;
  if (symbol == nullptr) return {.plans = &no_plans, .problem = dlerror()};
  return {.plans = static_cast<const NumberingPlans*>(symbol), .problem = {}};
}

const Loaded& loaded() {
  static const Loaded once = load();
  return once;
}

}  // namespace

const NumberingPlans& plans() {
  return *loaded().plans;
}

const std::string& plans_problem() {
  return loaded().problem;
}

}  // namespace sms::detail
