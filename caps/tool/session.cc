// SPDX-License-Identifier: GPL-2.0-or-later
#include "session.h"

#include <algorithm>
#include <new>
#include <optional>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "explain.h"
#include "input.h"
#include "libxml_element.h"
#include "smscaps/announce.h"
#include "smscaps/presence.h"

namespace sms_caps {
namespace {

constexpr std::size_t buffer_bytes = 1 << 16;

std::string to_text(xmlNode* node) {
  const XmlBufferPtr buffer(xmlBufferCreate());
  if (!buffer || xmlNodeDump(buffer.get(), node->doc, node, 0, 0) < 0) throw std::bad_alloc();
  return from_xml(xmlBufferContent(buffer.get()));
}

}  // namespace

ExitStatus Session::run() {
  for (const std::string& path : options_.files) {
    process(path);
    output_.flush();
    if (output_.error()) {
      complaints_ << "sms-caps: cannot write to standard output: " << *output_.error() << '\n';
      return trouble;
    }
  }
  if (has_trouble_) return trouble;
  const bool all_announce = available_presences_ > 0 && presences_not_announcing_ == 0;
  return options_.check && !all_announce ? check_failed : all_well;
}

void Session::process(const std::string& path) {
  const tl::expected<Input, std::string> input = Input::open(path);
  if (!input) {
    complain(path, input.error());
    return;
  }
  StanzaReader reader;
  std::vector<char> buffer(buffer_bytes);
  bool at_end = false;
  while (!at_end && !reader.error() && !output_.error()) {
    const auto bytes = input->read(buffer);
    if (!bytes) {
      complain(path, bytes.error());
      return;
    }
    at_end = bytes->empty();
    std::vector<ReadEvent> events = at_end ? reader.finish() : reader.feed(*bytes);
    for (ReadEvent& event : events)
      handle(event);
    output_.flush();
  }
  if (reader.error()) {
    const auto& [where, what] = *reader.error();
    complain(path, "line " + std::to_string(where.line) + ", column " +
                       std::to_string(where.column) + ": " + what);
  }
}

void Session::handle(ReadEvent& event) {
  if (auto* stanza = std::get_if<Stanza>(&event)) {
    handle_stanza(*stanza);
    stanza->element.reset();  // a big batch is freed while it is printed
  } else if (!options_.check && !options_.explain) {
    if (const auto* header = std::get_if<StreamHeader>(&event)) output_.line(header->text);
    if (const auto* end = std::get_if<StreamEnd>(&event)) output_.line(end->text);
  }
}

void Session::handle_stanza(Stanza& stanza) {
  if (options_.check) {
    check_stanza(stanza);
    return;
  }
  const LibxmlElement element(stanza.element.get());
  const smscaps::NewCaps* const create = options_.create ? &*options_.create : nullptr;
  const smscaps::Outcome outcome = options_.withdraw
                                       ? smscaps::withdraw(element, options_.bundles, create)
                                       : smscaps::advertise(element, options_.bundles, create);
  if (options_.explain) {
    output_.line(identify(element) + ": " + explain_outcome(element, outcome, options_));
  } else if (outcome == smscaps::Outcome::rewritten) {
    output_.line(to_text(stanza.element.get()));
  } else {
    output_.line(stanza.text);
  }
}

void Session::check_stanza(const Stanza& stanza) {
  const LibxmlElement element(stanza.element.get());
  if (smscaps::is_presence(element) && smscaps::is_available(element)) {
    ++available_presences_;
    const auto is_announced = [&](smscaps::BundleName bundle) {
      return smscaps::advertises(element, bundle);
    };
    if (!std::ranges::all_of(options_.bundles, is_announced)) ++presences_not_announcing_;
  }
  if (options_.explain) {
    output_.line(identify(element) + ": " + explain_check(element, options_.bundles));
  }
}

void Session::complain(const std::string& path, const std::string& what) {
  has_trouble_ = true;
  output_.flush();  // what came before the trouble is seen before it
  complaints_ << "sms-caps: " << (path == "-" ? "standard input" : path) << ": " << what << '\n'
              << std::flush;
}

}  // namespace sms_caps
