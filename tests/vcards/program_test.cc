// SPDX-License-Identifier: GPL-2.0-or-later
// xmpp-sms-vcards as the plugin and a person call it.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include "process.h"

namespace {

namespace fs = std::filesystem;
using test_support::Finished;

Finished read_vcards(const std::string& file) {
  return test_support::run({VCARDS_PROGRAM, file}, "");
}

class VcardsProgramTest : public testing::Test {
 protected:
  VcardsProgramTest()
      : folder_(fs::temp_directory_path() / ("vcards-test-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~VcardsProgramTest() override { fs::remove_all(folder_); }

  std::string file_with(const std::string& text) const {
    std::ofstream(folder_ / "file.vcf", std::ios::binary) << text;
    return folder_ / "file.vcf";
  }

  fs::path folder_;
};

TEST_F(VcardsProgramTest, PrintsTheCardsAndHowManyTheyWere) {
  const Finished finished = read_vcards(VCARD_FIXTURES "/hostile_unterminated/input.vcf");
  EXPECT_EQ(finished.status, 0);
  EXPECT_NE(finished.output.find("<fn><text>Kept</text></fn>"), std::string::npos);
  EXPECT_TRUE(finished.output.ends_with("<end cards='1' broken='2'/>\n")) << finished.output;
  EXPECT_EQ(finished.errors, "");
}

TEST_F(VcardsProgramTest, TellsAnEmptyFileFromOneWithoutCards) {
  const std::string empty = file_with("");
  Finished finished = read_vcards(empty);
  EXPECT_EQ(finished.status, 1);
  EXPECT_EQ(finished.output, "<failed reason='empty'>The file is empty.</failed>\n");
  EXPECT_NE(finished.errors.find(empty), std::string::npos) << finished.errors;

  for (const char* name : {"hostile_binary", "hostile_no_card"}) {
    finished = read_vcards(std::string(VCARD_FIXTURES "/") + name + "/input.vcf");
    EXPECT_EQ(finished.status, 1);
    EXPECT_TRUE(finished.output.starts_with("<failed reason='no-card'>")) << finished.output;
  }
}

TEST_F(VcardsProgramTest, SaysWhyAFileCannotBeRead) {
  for (const std::string& path :
       {folder_.string(), (folder_ / "missing").string(), std::string("/dev/zero")}) {
    const Finished finished = read_vcards(path);
    EXPECT_EQ(finished.status, 3) << path;
    EXPECT_TRUE(finished.output.starts_with("<failed reason='unreadable'>")) << finished.output;
    EXPECT_NE(finished.errors.find(path), std::string::npos) << finished.errors;
  }
}

TEST_F(VcardsProgramTest, ExplainsItself) {
  EXPECT_EQ(test_support::run({VCARDS_PROGRAM, "--version"}, "").output,
            "xmpp-sms-vcards " XMPP_SMS_VERSION "\n");
  const Finished help = test_support::run({VCARDS_PROGRAM, "--help"}, "");
  EXPECT_EQ(help.status, 0);
  EXPECT_NE(help.output.find("Exit status"), std::string::npos);
  EXPECT_EQ(test_support::run({VCARDS_PROGRAM}, "").status, 2);
  EXPECT_EQ(test_support::run({VCARDS_PROGRAM, "a", "b"}, "").status, 2);
}

// Without cards there is no output to fail on.
TEST_F(VcardsProgramTest, EndsWhenNobodyReadsAnyMore) {
  const std::string path = file_with("x\n");
  fs::resize_file(path, std::uintmax_t{1} << 40);  // sparse: it would take minutes
  std::fstream(path, std::ios::in | std::ios::out) << "BEGIN:VCARD\r\nFN:x\r\nNOTE:";
  test_support::Process process({VCARDS_PROGRAM, path});
  process.close_output();
  const int status = process.wait();
  EXPECT_TRUE(status == 3 || status == -SIGPIPE) << status;
}

TEST_F(VcardsProgramTest, NeedsNoMoreMemoryForALargeFile) {
  {
    std::ofstream file(folder_ / "file.vcf", std::ios::binary);
    const std::string picture(3 << 20, 'A');
    for (int i = 0; i < 34; ++i) {
      file << "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:P\r\nPHOTO;ENCODING=b:" << picture
           << "\r\nEND:VCARD\r\n";
    }
  }
  const Finished finished = read_vcards(folder_ / "file.vcf");
  EXPECT_TRUE(finished.output.ends_with("<end cards='34' broken='0'/>\n"));
  rusage usage{};
  ASSERT_EQ(getrusage(RUSAGE_CHILDREN, &usage), 0);
#ifndef XMPP_SMS_SANITIZED  // which keeps what was freed
  EXPECT_LT(usage.ru_maxrss, 60 << 10) << "kilobytes";
#endif
}

}  // namespace
