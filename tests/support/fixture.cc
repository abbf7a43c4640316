// SPDX-License-Identifier: GPL-2.0-or-later
#include "fixture.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

namespace test_support {
namespace {

namespace fs = std::filesystem;

using Error = tl::unexpected<std::string>;

tl::expected<std::string, std::string> read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error(path.string() + " cannot be read");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

tl::expected<Operation, std::string> parse_operation(const std::string& text) {
  std::istringstream words(text);
  Operation operation;
  std::vector<std::string> names;
  for (std::string word; words >> word;) {
    if (word == "--withdraw") {
      operation.withdraw = true;
    } else if (word == "--bundle") {
      if (!(words >> names.emplace_back())) return Error("--bundle without a name");
    } else if (word == "--create") {
      smscaps::NewCaps create;
      if (!(words >> create.node >> create.ver)) return Error("--create without NODE VER");
      operation.create = create;
    } else {
      return Error("unknown option " + word);
    }
  }
  if (!names.empty()) operation.names = names;
  return operation;
}

tl::expected<Fixture, std::string> load(const fs::path& folder) {
  const auto input = read(folder / "input.xml");
  const auto expected = read(folder / "expected.xml");
  const auto description = read(folder / "case.md");
  for (const auto* file : {&input, &expected, &description}) {
    if (!*file) return Error(file->error());
  }
  if (std::ranges::count(*description, '\n') != 3 || description->back() != '\n') {
    return Error((folder / "case.md").string() +
                 " must have three lines: what the case shows, its source, why it is here");
  }
  Fixture result{folder, folder.filename().string(), *input, *expected, {}};
  if (fs::exists(folder / "options")) {
    const auto operation = read(folder / "options").and_then(parse_operation);
    if (!operation) return Error((folder / "options").string() + ": " + operation.error());
    result.operation = *operation;
  }
  return result;
}

}  // namespace

std::vector<smscaps::BundleName> Operation::bundles() const {
  std::vector<smscaps::BundleName> result;
  for (const std::string& name : names) {
    result.push_back(smscaps::BundleName::parse(name).value());  // throws on a wrong fixture
  }
  return result;
}

tl::expected<std::vector<Fixture>, std::string> load_fixtures(const fs::path& folder) {
  std::vector<Fixture> result;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    auto fixture = load(entry.path());
    if (!fixture) return Error(fixture.error());
    result.push_back(*std::move(fixture));
  }
  if (error) return Error(folder.string() + ": " + error.message());
  if (result.empty()) return Error(folder.string() + " holds no case: did its path change?");
  std::ranges::sort(result, {}, &Fixture::name);
  return result;
}

}  // namespace test_support
