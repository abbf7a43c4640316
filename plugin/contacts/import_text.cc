// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/contacts/import_text.h"

#include "plugin/i18n.h"

namespace plugin {
namespace {

constexpr std::size_t most_lines = 200;

std::string skipped_line(const SkippedContact& skipped) {
  std::string who = skipped.name;
  if (!who.empty() && !skipped.text.empty()) who += " — ";
  who += skipped.text;
  if (who.empty()) return skipped.sentence;
  return who + ": " + skipped.sentence;
}

}  // namespace

std::string contact_line(const PlannedContact& contact) {
  return contact.name + " — " + contact.shown;
}

std::string skipped_text(const ImportPlan& plan) {
  using enum SkipReason;
  std::string text;
  std::size_t lines = 0;
  for (const SkipReason reason : {unreadable, not_a_number, no_mobile_number, no_number,
                                  twice_in_the_file, already_a_contact, not_the_mobile}) {
    for (const SkippedContact& skipped : plan.skipped()) {
      if (skipped.reason != reason || lines == most_lines) continue;
      text += skipped_line(skipped) + "\n";
      ++lines;
    }
  }
  const std::size_t more = plan.skipped_count() - lines;
  if (more > 0) {
    // Translators: %zu is how many more contacts or numbers are not added.
    text += textf(plural("… and %zu more", "… and %zu more", more), more) + "\n";
  }
  if (plan.passed_by() > 0) {
    text += textf(
        // Translators: %zu is how many contacts are left in the file.
        plural("%zu contact comes after the first 10,000: import the file again to add it.",
               "%zu contacts come after the first 10,000: import the file again to add them.",
               plan.passed_by()),
        plan.passed_by());
    text += "\n";
  }
  return text;
}

std::string result_text(const ImportResult& result) {
  // Translators: %zu is a number of contacts.
  std::string text =
      textf(plural("%zu contact added.", "%zu contacts added.", result.added), result.added);
  if (result.there_already > 0) {
    text += " ";
    // Translators: %zu is a number of contacts.
    text += textf(plural("%zu was there already.", "%zu were there already.", result.there_already),
                  result.there_already);
  }
  if (result.left_out > 0) {
    text += " ";
    // Translators: %zu is a number of contacts.
    text += textf(plural("%zu was not added.", "%zu were not added.", result.left_out),
                  result.left_out);
  }
  return text;
}

}  // namespace plugin
