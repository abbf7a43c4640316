// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/vcards/converter.h"

#include <utility>

#include "plugin/vcards/person.h"
#include "plugin/vcards/xcard.h"

namespace vcards {

Converter::Converter(std::function<void(std::string_view)> write)
    : write_(std::move(write)),
      cutter_([this](const RawCard& card) { take(card); }),
      lines_([this](ContentLine line) { cutter_.feed(std::move(line)); }) {}

void Converter::feed(std::string_view bytes) {
  lines_.feed(text_.feed(bytes));
}

void Converter::finish() {
  lines_.feed(text_.finish());
  lines_.finish();
  cutter_.finish();
}

void Converter::take(const RawCard& card) {
  if (!card.broken.empty()) return say_broken(card, card.broken);
  const Person person = read_person(card);
  ++cards_;
  write_(write_xcard(person.card) + "\n");
  if (person.numbers > most_numbers) {
    say_broken(card, "has more than " + std::to_string(most_numbers) +
                         " numbers; only the first of them were read");
  }
}

void Converter::say_broken(const RawCard& card, std::string_view why) {
  ++broken_;
  write_("<broken line='" + std::to_string(card.line) + "'>" + xml_text(why) + "</broken>\n");
}

}  // namespace vcards
