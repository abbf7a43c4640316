// SPDX-License-Identifier: GPL-2.0-or-later
// What importing an address book would add, and what not and why.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "plugin/contacts/card.h"
#include "sms/number.h"

namespace plugin {

/// Somebody who is in the buddy list with a number.
struct ExistingContact {
  sms::E164 number;
  std::string name;
};

struct PlannedContact {
  std::string name;
  sms::E164 number;
  std::string shown;  ///< the number for a reader
};

enum class SkipReason : std::uint8_t {
  already_a_contact,
  twice_in_the_file,
  no_number,
  not_a_number,
  no_mobile_number,  ///< the plans say that none of the card's numbers takes texts
  not_the_mobile,    ///< the card has a number that does
  unreadable,        ///< the card
};
inline constexpr std::size_t skip_reasons = 7;

struct SkippedContact {
  SkipReason reason;
  std::string name;      ///< may be empty
  std::string text;      ///< the number as the card has it, made fit to be shown; may be empty
  std::string sentence;  ///< why, for the user
};

/// Takes cards one by one, so that a long file can be planned in slices.
/// Shape:   of a card those numbers that say cell, mobile or iphone; without such a one those whose
///          numbering plan has them take texts. In the order of the file. A person with several is
///          "Anna", "Anna (2)".
/// Units:   at most most_contacts are planned and most_listed of the skipped listed; the rest is
///          counted
class ImportPlan {
 public:
  static constexpr std::size_t most_contacts = 10'000;
  static constexpr std::size_t most_listed = 1'000;

  /// Shape:   `region` is the one that national numbers are read in
  ImportPlan(const std::vector<ExistingContact>& existing, std::optional<sms::Region> region);

  void add(const Card& card);
  /// A card that could not be read, or not wholly.
  void add_unreadable(const std::string& line, const std::string& why);
  /// A card that there is no room for: not looked at, only counted.
  void pass_by() { ++passed_by_; }

  [[nodiscard]] bool is_full() const { return contacts_.size() >= most_contacts; }
  [[nodiscard]] const std::vector<PlannedContact>& contacts() const { return contacts_; }
  [[nodiscard]] const std::vector<SkippedContact>& skipped() const { return skipped_; }
  /// All of them, listed or not.
  [[nodiscard]] std::size_t skipped_count() const;
  [[nodiscard]] std::size_t count(SkipReason reason) const {
    return counts_[static_cast<std::size_t>(reason)];
  }
  [[nodiscard]] std::size_t passed_by() const { return passed_by_; }

 private:
  struct Candidate;

  void plan(const std::string& name, const std::vector<Candidate>& chosen);
  void skip(SkipReason reason, const std::string& name, const std::string& text,
            std::string sentence);

  std::optional<sms::Region> region_;
  std::unordered_map<sms::E164, std::string> existing_;
  std::unordered_set<sms::E164> planned_;
  std::vector<PlannedContact> contacts_;
  std::vector<SkippedContact> skipped_;
  std::array<std::size_t, skip_reasons> counts_{};
  std::size_t passed_by_ = 0;
};

}  // namespace plugin
