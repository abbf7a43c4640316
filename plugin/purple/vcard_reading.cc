// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/vcard_reading.h"

#include <optional>
#include <string_view>

#include "plugin/contacts/read_card.h"
#include "plugin/i18n.h"
#include "plugin/purple/xml_node.h"

namespace plugin {
namespace {

constexpr std::string_view card_begins = "<vcard>";

std::string explain(std::string_view reason, const std::string& said) {
  if (reason == "empty") return _("The file is empty. Export the contacts again.");
  if (reason == "no-card") {
    return _(
        "There is no contact in it. Export your contacts as vCard (a file that ends in .vcf) "
        "from your phone or address book, and choose that file.");
  }
  // Translators: %s is the system's reason, such as “Permission denied”.
  return textf(_("The file cannot be read: %s"), said.c_str());
}

}  // namespace

void VcardReading::step(std::chrono::microseconds budget) {
  const auto until = std::chrono::steady_clock::now() + budget;
  while (!is_over() && std::chrono::steady_clock::now() < until) {
    if (const std::optional<std::string> line = process_->next_line()) {
      take(*line);
    } else if (process_->is_over()) {
      failure_ = _("The program that reads the file stopped before reaching its end.");
    } else {
      return;
    }
  }
}

void VcardReading::take(const std::string& line) {
  if (line.starts_with(card_begins)) {
    ++cards_;
    // What there is no room for is not worth parsing: a file may have millions.
    if (plan_.is_full()) return plan_.pass_by();
  }
  const XmlNodePtr parsed(xmlnode_from_str(line.c_str(), static_cast<gssize>(line.size())));
  if (!parsed) return;
  const XmlNode element(parsed.get());
  if (const std::optional<Card> card = read_card(element)) {
    plan_.add(*card);
  } else if (element.name() == "broken") {
    plan_.add_unreadable(std::string(element.attribute("line").value_or("")), element.text());
  } else if (element.name() == "end") {
    is_complete_ = true;
  } else if (element.name() == "failed") {
    failure_ = explain(element.attribute("reason").value_or(""), element.text());
  }
}

}  // namespace plugin
