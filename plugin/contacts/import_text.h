// SPDX-License-Identifier: GPL-2.0-or-later
// What the import's windows say.
#pragma once

#include <string>

#include "plugin/contacts/import_plan.h"

namespace plugin {

/// "Anna Berg — 0171 1234567"; what tells two contacts apart, too.
[[nodiscard]] std::string contact_line(const PlannedContact& contact);

/// What is not added and why, a line each.
/// Shape:   what needs a person's eye first (broken cards and numbers), what is there already last.
///          Empty when nothing is skipped.
/// Units:   at most 200 lines; the rest is counted
[[nodiscard]] std::string skipped_text(const ImportPlan& plan);

/// How it ended.
struct ImportResult {
  std::size_t added = 0;
  std::size_t there_already = 0;  ///< seen while reading or while adding
  std::size_t left_out = 0;       ///< wanted, but cancelled or stopped before
};

/// "12 contacts added, 3 were there already."
[[nodiscard]] std::string result_text(const ImportResult& result);

}  // namespace plugin
