// SPDX-License-Identifier: GPL-2.0-or-later
// The cases of tests/fixtures/vcards: a folder with input.vcf, expected.xml (the lines that come
// out) and case.md (three lines: what it shows, its source, why it is here). With
// XMPP_SMS_REWRITE_EXPECTATIONS=1 in the environment a case writes its expected.xml instead of
// failing: read the difference before committing it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plugin/vcards/converter.h"
#include "plugin/vcards/evcard.h"

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string convert(std::string_view input, std::size_t chunk_bytes) {
  std::string output;
  vcards::Converter converter([&](std::string_view line) { output += line; });
  for (; !input.empty() && !converter.is_binary();
       input.remove_prefix(std::min(chunk_bytes, input.size()))) {
    converter.feed(input.substr(0, chunk_bytes));
  }
  if (!converter.is_binary()) converter.finish();
  return output;
}

class VcardCase : public testing::Test {
 public:
  explicit VcardCase(fs::path folder) : folder_(std::move(folder)) {}

 private:
  void TestBody() override {
    const std::string input = read(folder_ / "input.vcf");
    const std::string output = convert(input, 1 << 16);
    if (std::getenv("XMPP_SMS_REWRITE_EXPECTATIONS") != nullptr) {
      std::ofstream(folder_ / "expected.xml", std::ios::binary) << output;
    }
    EXPECT_EQ(output, read(folder_ / "expected.xml"));
    EXPECT_EQ(convert(input, 1), output) << "however its bytes arrive";
    EXPECT_EQ(convert(input, 7), output) << "however its bytes arrive";
    const std::string description = read(folder_ / "case.md");
    EXPECT_EQ(std::ranges::count(description, '\n'), 3)
        << "case.md: what the case shows, its source, why it is here";
  }

  fs::path folder_;
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  vcards::silence_library();
  std::vector<fs::path> folders;
  for (const fs::directory_entry& entry : fs::directory_iterator(VCARD_FIXTURES))
    folders.push_back(entry.path());
  std::ranges::sort(folders);
  for (const fs::path& folder : folders) {
    testing::RegisterTest(
        "fixtures", folder.filename().c_str(), nullptr, nullptr, (folder / "case.md").c_str(), 1,
        [folder]() -> VcardCase* { return std::make_unique<VcardCase>(folder).release(); });
  }
  if (folders.empty()) return 1;  // did the path change?
  return RUN_ALL_TESTS();
}
