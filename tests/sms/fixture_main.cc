// SPDX-License-Identifier: GPL-2.0-or-later
// Runs the rows of fixture files, each as a test of its own: sms_fixture_test FILE...
// A file's folder and columns tell what its rows claim.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <utility>

#include <gtest/gtest.h>

#include "row_checks.h"

namespace {

using Check = void (*)(const fixtures::Row&);

Check check_for(const fixtures::Row& row) {
  const std::string folder = row.file.parent_path().filename().string();
  if (folder == "numbers") return fixtures::check_number;
  if (folder == "uris") return fixtures::check_uri;
  if (folder == "segments") {
    return row.has("safe") ? fixtures::check_safe_spelling : fixtures::check_segments;
  }
  if (folder == "addresses") {
    if (row.has("escaped")) return fixtures::check_escape;
    return row.has("error") ? fixtures::check_gateway_error : fixtures::check_address;
  }
  throw std::runtime_error("no check is known for " + row.file.string());
}

class RowTest : public testing::Test {
 public:
  RowTest(fixtures::Row row, Check check) : row_(std::move(row)), check_(check) {}

  void TestBody() override {
    SCOPED_TRACE(row_.file.string() + ":" + std::to_string(row_.line) + ": " + row_["name"]);
    check_(row_);
  }

 private:
  fixtures::Row row_;
  Check check_;
};

void register_file(const std::filesystem::path& file) {
  const std::string suite = file.parent_path().filename().string() + "." + file.stem().string();
  for (const fixtures::Row& row : fixtures::read_rows(file)) {
    const Check check = check_for(row);
    testing::RegisterTest(suite.c_str(), row["name"].c_str(), nullptr, nullptr,
                          row.file.string().c_str(), row.line,
                          [row, check]() -> testing::Test* { return new RowTest(row, check); });
  }
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  try {
    if (argc < 2) throw std::runtime_error("no fixture file was given");
    for (int i = 1; i < argc; ++i)
      register_file(argv[i]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return RUN_ALL_TESTS();
}
