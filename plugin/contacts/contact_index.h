// SPDX-License-Identifier: GPL-2.0-or-later
// The SMS contacts, to find by number or by name.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugin/contacts/sms_contact.h"

namespace plugin {

/// A value: what the buddy list was when it was read. Pointers into it are good until add().
class ContactIndex {
 public:
  /// Text in a form in which spellings that a reader takes for the same are equal: without case.
  using Fold = std::function<std::string(std::string_view)>;

  explicit ContactIndex(Fold fold) : fold_(std::move(fold)) {}

  void add(SmsContact contact);

  /// In the order in which they were added.
  [[nodiscard]] const std::vector<SmsContact>& all() const { return contacts_; }

  /// All with this number, however their JIDs spell it.
  [[nodiscard]] std::vector<const SmsContact*> with_party(const sms::PhoneAddress& party) const;

  /// Who may be meant by a name: those of exactly this name, else those with words that begin so.
  /// Shape:   without regard to case; a number that is there several times only once
  /// Example: "jul", "capulet", "juliet c" -> Juliet Capulet
  [[nodiscard]] std::vector<const SmsContact*> named(std::string_view name) const;

  /// How much of the line is a contact's whole name, ended by a space or the line's end; the
  /// longest wins; 0: none.
  /// Units:   bytes
  [[nodiscard]] std::size_t longest_name(std::string_view line) const;

 private:
  struct Hash {
    std::size_t operator()(const sms::PhoneAddress& party) const {
      return std::hash<std::string_view>()(text_of(party));
    }
  };

  Fold fold_;
  std::vector<SmsContact> contacts_;
  std::vector<std::string> folded_;  ///< their names
  std::unordered_multimap<sms::PhoneAddress, std::size_t, Hash> by_party_;
  std::unordered_multimap<std::string, std::size_t> by_name_;
};

}  // namespace plugin
