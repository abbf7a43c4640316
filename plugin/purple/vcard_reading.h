// SPDX-License-Identifier: GPL-2.0-or-later
// From what the reading program prints to a plan, slice by slice.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "plugin/contacts/import_plan.h"
#include "plugin/purple/vcard_process.h"

namespace plugin {

class VcardReading {
 public:
  VcardReading(std::unique_ptr<VcardProcess> process, ImportPlan plan)
      : process_(std::move(process)), plan_(std::move(plan)) {}

  /// Takes what is there, for as long as this, never waiting.
  void step(std::chrono::microseconds budget);

  /// True when nothing more will come.
  [[nodiscard]] bool is_over() const { return is_complete_ || !failure_.empty(); }
  /// A sentence that says why nothing could be read and what to do; empty when all is well.
  [[nodiscard]] const std::string& failure() const { return failure_; }
  /// Cards so far.
  [[nodiscard]] std::size_t cards() const { return cards_; }
  [[nodiscard]] const ImportPlan& plan() const { return plan_; }

 private:
  void take(const std::string& line);

  std::unique_ptr<VcardProcess> process_;
  ImportPlan plan_;
  std::size_t cards_ = 0;
  bool is_complete_ = false;
  std::string failure_;
};

}  // namespace plugin
