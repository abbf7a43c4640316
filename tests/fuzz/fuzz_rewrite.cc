// SPDX-License-Identifier: GPL-2.0-or-later
// The rewrite rules over any document: what they promise holds for every tree.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "canonical_xml.h"
#include "check.h"
#include "libxml_tree.h"
#include "smscaps/announce.h"
#include "smscaps/presence.h"
#include "smscaps/token_list.h"

namespace {

using fuzz::check;
using smscaps::BundleName;
using smscaps::NewCaps;
using smscaps::Outcome;
using test_support::canonical_without_ext;
using test_support::LibxmlTree;

using Names = std::vector<BundleName>;

bool is_settled(Outcome outcome) {
  return outcome == Outcome::rewritten || outcome == Outcome::already_so;
}

std::optional<std::string> ext_of(const LibxmlTree& tree) {
  const auto caps = smscaps::find_caps(tree.root());
  const auto ext = caps ? caps->attribute("ext") : std::nullopt;
  return ext ? std::optional(std::string(*ext)) : std::nullopt;
}

/// True when withdraw() gives back what advertise() was given.
bool is_restorable(const std::optional<std::string>& ext, const Names& names) {
  return !ext || (!ext->empty() && smscaps::with_tokens(*ext, {}, {}) == *ext &&
                  std::ranges::none_of(names, [&](BundleName name) {
                    return smscaps::has_token(*ext, name.text());
                  }));
}

void check_advertise(std::string_view xml, const Names& names, const NewCaps* create) {
  const LibxmlTree tree(xml);
  const std::string before = tree.text();
  const bool had_caps = smscaps::find_caps(tree.root()).has_value();
  const bool can_be_restored = is_restorable(ext_of(tree), names) && !(create && had_caps);

  const Outcome outcome = smscaps::advertise(tree.root(), names, create);
  const std::string after = tree.text();
  const bool made = !had_caps && smscaps::find_caps(tree.root()).has_value();
  check((outcome == Outcome::rewritten) == (after != before), "only rewritten changes", after);
  check(!made || create != nullptr, "an element is made on request only", after);
  for (const BundleName name : names) {
    check(smscaps::advertises(tree.root(), name) == is_settled(outcome), "announced", after);
  }
  check(canonical_without_ext(after, made) == canonical_without_ext(before), "others stay", after);

  const Outcome again = smscaps::advertise(tree.root(), names, create);
  check(again != Outcome::rewritten && tree.text() == after, "the same the second time", after);

  const Outcome undone = smscaps::withdraw(tree.root(), names, create);
  for (const BundleName name : names) {
    check(!smscaps::advertises(tree.root(), name), "withdrawn", tree.text());
  }
  if (can_be_restored) {
    check(undone == outcome && tree.text() == before, "withdraw undoes advertise", tree.text());
  }
  check(smscaps::withdraw(tree.root(), names, create) != Outcome::rewritten, "withdrawn twice");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view xml(reinterpret_cast<const char*>(data), size);
  if (xml.find("<!D") != std::string_view::npos) return 0;  // the reader refuses DTDs
  try {
    // Throws too on what libxml2 reads but cannot write, such as '<' in a namespace name.
    (void)test_support::canonical(LibxmlTree(xml).text());
  } catch (const std::runtime_error&) {
    return 0;
  }
  const NewCaps create = {"http://example.com/app", "1.0"};
  check_advertise(xml, {"sms-v1"}, nullptr);
  check_advertise(xml, {"sms-v1", "sms-v2"}, nullptr);
  check_advertise(xml, {"sms-v1"}, &create);
  return 0;
}
