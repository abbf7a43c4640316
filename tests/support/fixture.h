// SPDX-License-Identifier: GPL-2.0-or-later
// The cases of tests/fixtures/rewrite, for any XML tree.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "smscaps/announce.h"

namespace test_support {

/// What a case does to its input. Without a file `options`: advertise sms-v1.
struct Operation {
  bool withdraw = false;
  std::vector<std::string> names = {"sms-v1"};
  std::optional<smscaps::NewCaps> create;

  /// The same bundles the other way round.
  [[nodiscard]] Operation inverse() const { return {!withdraw, names, create}; }

  /// Borrows from names.
  [[nodiscard]] std::vector<smscaps::BundleName> bundles() const;

  template <smscaps::WritableElement E>
  [[nodiscard]] smscaps::Outcome apply(E stanza) const {
    const smscaps::NewCaps* const made = create ? &*create : nullptr;
    return withdraw ? smscaps::withdraw(stanza, bundles(), made)
                    : smscaps::advertise(stanza, bundles(), made);
  }
};

/// One directory: input.xml, expected.xml, case.md (three lines: what it shows, its source, why it
/// is here), and perhaps options.
struct Fixture {
  std::filesystem::path folder;
  std::string name;
  std::string input;
  std::string expected;
  Operation operation;

  /// Nothing may change, not even in bytes.
  [[nodiscard]] bool is_untouched() const { return name.starts_with("untouched_"); }
};

/// Shape:   sorted by name
/// Errors:  the first directory that is not a case, and why; a folder without any
[[nodiscard]] tl::expected<std::vector<Fixture>, std::string> load_fixtures(
    const std::filesystem::path& folder);

}  // namespace test_support
