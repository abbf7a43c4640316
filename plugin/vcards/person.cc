// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/vcards/person.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin/vcards/ascii.h"
#include "plugin/vcards/evcard.h"

namespace vcards {
namespace {

using plugin::Tel;

/// A name's parts in the order one says them: N has family, given, additional, prefix, suffix.
/// Source:  RFC 6350 §6.2.2
std::string spoken(const std::vector<std::string>& parts) {
  constexpr auto order = std::to_array<std::size_t>({3, 1, 2, 0, 4});
  std::string name;
  for (const std::size_t index : order) {
    if (index >= parts.size()) continue;
    const std::string_view part = trimmed(parts[index]);
    if (part.empty()) continue;
    if (!name.empty()) name += ' ';
    name += part;
  }
  return name;
}

std::string joined(const std::vector<std::string>& parts, char separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (&part != &parts.front()) text += separator;
    text += part;
  }
  return text;
}

/// The words a label may be that say what kind of number it is; Apple's own are "_$!<Mobile>!$_".
std::string label_type(std::string_view label) {
  label = trimmed(label);
  if (label.starts_with("_$!<") && label.ends_with(">!$_") && label.size() >= 8) {
    label = label.substr(4, label.size() - 8);
  }
  return in_lower_case(label);
}

bool is_type(std::string_view word) {
  return !word.empty() && word.size() <= 32 &&
         word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string_view::npos;
}

void add_type(Tel& tel, const std::string& type) {
  constexpr std::size_t most_types = 10;
  if (!is_type(type) || tel.types.size() == most_types) return;
  if (std::ranges::find(tel.types, type) == tel.types.end()) tel.types.push_back(type);
}

std::string name_in(const Property& property) {
  if (property.name == "N") return spoken(property.values);
  // Of an organization its units follow; in the others a semicolon is one that was not escaped.
  return joined(property.values, property.name == "ORG" ? ' ' : ';');
}

/// The first property of a kind that says something; the others are not even decoded.
std::string name_of(const RawCard& card) {
  for (const std::string_view source : {"FN", "N", "ORG", "NICKNAME"}) {
    for (const ContentLine& line : card.lines) {
      if (line.name != source) continue;
      const std::optional<Property> property = read_property(line.text);
      if (!property) continue;
      const std::string name = name_in(*property);
      if (!trimmed(name).empty()) return std::string(trimmed(name));
    }
  }
  return {};
}

/// The numbers, with what their labels say.
class Numbers {
 public:
  void take(const ContentLine& line) {
    // More numbers than anybody has are counted without being read.
    if (line.name == "TEL" && count_ > most_numbers) {
      ++count_;
      return;
    }
    const std::optional<Property> property = read_property(line.text);
    if (!property) return;
    if (line.name == "TEL") return take_number(*property);
    labels_.try_emplace(property->group, label_type(joined(property->values, ';')));
  }

  [[nodiscard]] std::size_t count() const { return count_; }

  [[nodiscard]] std::vector<Tel> labelled() {
    for (const auto& [index, group] : groups_) {
      const auto label = labels_.find(group);
      if (label != labels_.end()) add_type(tels_[index], label->second);
    }
    return std::move(tels_);
  }

 private:
  void take_number(const Property& property) {
    // COMPAT(evolution-data-server 3.46): it takes tel:+1-307;ext=5 for two values.
    Tel tel{
        .text = joined(property.values, ';'), .types = {}, .is_preferred = property.is_preferred};
    if (trimmed(tel.text).empty()) return;
    if (++count_ > most_numbers) return;
    for (const std::string& type : property.types)
      add_type(tel, type);
    if (!property.group.empty()) groups_[tels_.size()] = property.group;
    tels_.push_back(std::move(tel));
  }

  std::vector<Tel> tels_;
  std::size_t count_ = 0;
  std::map<std::string, std::string> labels_;  ///< by group
  std::map<std::size_t, std::string> groups_;  ///< by the index of the number
};

}  // namespace

Person read_person(const RawCard& card) {
  Numbers numbers;
  for (const ContentLine& line : card.lines) {
    if (line.name == "TEL" || line.name == "X-ABLABEL") numbers.take(line);
  }
  Person person;
  person.numbers = numbers.count();
  person.card = {.name = name_of(card), .tels = numbers.labelled()};
  return person;
}

}  // namespace vcards
