// SPDX-License-Identifier: GPL-2.0-or-later
// Secrets that the gateway's user may not read, as when root made them for itself.
#include "gateway/config/unreadable.h"

#include <gtest/gtest.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "gateway/config/read.h"

namespace gateway::config {
namespace {

namespace fs = std::filesystem;

/// A folder with a secret in it. Root looks at them as another user; who is not root takes the
/// rights from himself.
class Unreadable : public testing::Test {
 protected:
  Unreadable() {
    std::string name = (fs::temp_directory_path() / "xmpp-sms-secret-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder");
    folder_ = name;
    std::ofstream(secret()) << "s3cret";
    set(folder_, 0755);
    set(secret(), 0644);
  }
  ~Unreadable() override {
    set(folder_, 0700);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  static void set(const fs::path& path, mode_t mode) {
    if (chmod(path.c_str(), mode) != 0) throw std::runtime_error("no chmod");
  }
  /// What is read, or why not.
  [[nodiscard]] std::string read() const {
    const bool is_root = geteuid() == 0;
    if (is_root && (setegid(nobody) != 0 || seteuid(nobody) != 0)) return "not another user";
    const auto content = real_surroundings().read_file(secret().string());
    if (is_root && (seteuid(0) != 0 || setegid(0) != 0)) return "not root again";
    return content ? *content : content.error();
  }
  [[nodiscard]] fs::path secret() const { return folder_ / "secret"; }
  static constexpr uid_t nobody = 65'534;
  fs::path folder_;
};

TEST_F(Unreadable, NothingIsSaidOfWhatCanBeRead) {
  EXPECT_EQ(read(), "s3cret");
}

TEST_F(Unreadable, AFileIsTold) {
  set(secret(), geteuid() == 0 ? 0600 : 0);
  const std::string told = read();
  EXPECT_EQ(told.find(secret().string() + " cannot be read: Permission denied; this runs as "), 0U)
      << told;
  EXPECT_NE(told.find(", who must be able to: chgrp "), std::string::npos) << told;
  EXPECT_NE(told.find(" && chmod 0640 " + secret().string()), std::string::npos) << told;
}

TEST_F(Unreadable, AFolderOnTheWayIsTold) {
  set(folder_, geteuid() == 0 ? 0700 : 0);
  const std::string told = read();
  EXPECT_NE(told.find("able to get into " + folder_.string() + ": chgrp "), std::string::npos)
      << told;
  EXPECT_NE(told.find(" && chmod g+x " + folder_.string()), std::string::npos) << told;
}

TEST_F(Unreadable, WhatIsNotThereIsNoMatterOfRights) {
  EXPECT_EQ(why_unreadable("/nonexistent", ENOENT),
            "/nonexistent cannot be read: No such file or directory");
}

}  // namespace
}  // namespace gateway::config
