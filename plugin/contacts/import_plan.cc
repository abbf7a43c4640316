// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/contacts/import_plan.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <utility>

#include "plugin/i18n.h"
#include "plugin/shown_text.h"

namespace plugin {
namespace {

constexpr std::size_t most_shown_characters = 40;
/// Longer than any number: a cut one may not become another.
constexpr std::size_t most_read_characters = 200;

bool has_type(const Tel& tel, std::initializer_list<std::string_view> types) {
  return std::ranges::any_of(tel.types, [&](const std::string& type) {
    return std::ranges::find(types, type) != types.end();
  });
}

bool is_mobile(const Tel& tel) {
  return has_type(tel, {"cell", "mobile", "iphone"}) && !has_type(tel, {"fax", "pager"});
}

bool is_mobile_by_plan(const sms::E164& number) {
  return sms::is_mobile_capable(sms::describe(number).kind);
}

}  // namespace

/// A number of a card, read.
struct ImportPlan::Candidate {
  sms::E164 number;
  std::string text;
};

ImportPlan::ImportPlan(const std::vector<ExistingContact>& existing,
                       std::optional<sms::Region> region)
    : region_(region) {
  for (const ExistingContact& contact : existing)
    existing_.try_emplace(contact.number, contact.name);
}

void ImportPlan::add(const Card& card) {
  const std::string name = shown_text(card.name);
  if (card.tels.empty()) {
    return skip(SkipReason::no_number, name, "", _("The contact has no phone number."));
  }
  std::vector<Candidate> mobile;
  std::vector<const Tel*> others;
  const auto read = [&](const Tel& tel) -> std::optional<Candidate> {
    // Marks that nobody sees stand around numbers that were copied; what is shown in the end is
    // made of the number that was read.
    auto number = sms::parse_number(shown_text(tel.text, most_read_characters), region_);
    std::string text = shown_text(tel.text, most_shown_characters);
    if (number) return Candidate{*number, std::move(text)};
    skip(SkipReason::not_a_number, name, text, std::move(number.error().message));
    return std::nullopt;
  };
  for (const Tel& tel : card.tels) {
    if (!is_mobile(tel)) {
      others.push_back(&tel);
    } else if (std::optional<Candidate> candidate = read(tel)) {
      mobile.push_back(std::move(*candidate));
    }
  }
  std::vector<std::string> without_texts;
  const bool is_said = !mobile.empty();
  for (const Tel* tel : others) {
    if (is_said || has_type(*tel, {"fax", "pager"})) {
      without_texts.push_back(shown_text(tel->text, most_shown_characters));
    } else if (std::optional<Candidate> candidate = read(*tel)) {
      if (is_mobile_by_plan(candidate->number)) {
        mobile.push_back(std::move(*candidate));
      } else {
        without_texts.push_back(candidate->text);
      }
    }
  }
  for (const std::string& text : without_texts) {
    if (mobile.empty()) {
      skip(SkipReason::no_mobile_number, name, text, _("This is not a mobile number."));
    } else {
      skip(SkipReason::not_the_mobile, name, text,
           _("The contact's mobile number is taken instead."));
    }
  }
  plan(name, mobile);
}

void ImportPlan::plan(const std::string& name, const std::vector<Candidate>& chosen) {
  std::vector<sms::E164> of_this_card;
  for (const Candidate& candidate : chosen) {
    if (std::ranges::find(of_this_card, candidate.number) != of_this_card.end()) continue;
    of_this_card.push_back(candidate.number);
    if (const auto known = existing_.find(candidate.number); known != existing_.end()) {
      skip(SkipReason::already_a_contact, name, candidate.text,
           // Translators: %s is a contact's name.
           textf(_("It is an SMS contact already: %s."), shown_text(known->second).c_str()));
      continue;
    }
    if (planned_.contains(candidate.number)) {
      skip(SkipReason::twice_in_the_file, name, candidate.text,
           _("The same number appears earlier in the file."));
      continue;
    }
    if (is_full()) {
      pass_by();
      continue;
    }
    planned_.insert(candidate.number);
    const std::string shown = sms::display(candidate.number, region_);
    std::string own_name = name.empty() ? shown : name;
    if (!name.empty() && of_this_card.size() > 1) {
      own_name += " (" + std::to_string(of_this_card.size()) + ")";
    }
    contacts_.push_back({std::move(own_name), candidate.number, shown});
  }
}

void ImportPlan::add_unreadable(const std::string& line, const std::string& why) {
  // Translators: the first %s is a line number, the second ends the sentence, as in “has no
  // END:VCARD: the file ends before”.
  skip(SkipReason::unreadable, "", "",
       textf(_("The contact in line %s %s."), shown_text(line, most_shown_characters).c_str(),
             shown_text(why).c_str()));
}

void ImportPlan::skip(SkipReason reason, const std::string& name, const std::string& text,
                      std::string sentence) {
  ++counts_[static_cast<std::size_t>(reason)];
  if (skipped_.size() < most_listed) skipped_.push_back({reason, name, text, std::move(sentence)});
}

std::size_t ImportPlan::skipped_count() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
}

}  // namespace plugin
