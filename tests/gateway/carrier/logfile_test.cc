// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/logfile/logfile.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace gateway::logfile {
namespace {

const Post at_once = [](const std::function<void()>& work) { work(); };

TEST(LogFile, WritesALineATextAndHasNoAnswerWhenAsked) {
  char folder[] = "/tmp/xmpp-sms-logfile-XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  const std::string path = std::string(folder) + "/texts";
  auto carrier = LogFile::open("log", path, 10, at_once);
  ASSERT_TRUE(carrier) << carrier.error();
  Message message;
  message.id = {7};
  message.own = "+13075550100";
  message.peer = "+13075551212";
  message.body = "two\nlines\tand \\";
  std::optional<SendResult> result;
  (*carrier)->send(message, [&](SendResult given) { result = std::move(given); });
  ASSERT_TRUE(result);
  EXPECT_EQ(std::get<Accepted>(*result).carrier_id, "line-7");
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  EXPECT_EQ(text.str(), "7\t+13075550100\t+13075551212\ttwo\\nlines\\tand \\\\\n");

  std::optional<AskResult> asked;
  (*carrier)->ask(message, [&](AskResult given) { asked = std::move(given); });
  ASSERT_TRUE(asked);
  EXPECT_TRUE(std::holds_alternative<CannotTell>(*asked));
  std::filesystem::remove_all(folder);
}

TEST(LogFile, NamesTheKeyAndTheFileThatCannotBeWritten) {
  const auto carrier = LogFile::open("log", "/nowhere/texts", 10, at_once);
  ASSERT_FALSE(carrier);
  EXPECT_EQ(carrier.error(),
            "carriers.log.path: /nowhere/texts cannot be written: No such file or directory; its "
            "folder must exist, and the gateway's user must be able to write to it");
}

TEST(LogFile, IsCheckedWithoutBeingMade) {
  char folder[] = "/tmp/xmpp-sms-logfile-XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  const std::string path = std::string(folder) + "/texts";
  EXPECT_TRUE(LogFile::check("log", path));
  EXPECT_FALSE(std::filesystem::exists(path));
  std::ofstream(path) << "a line\n";
  EXPECT_TRUE(LogFile::check("log", path));
  EXPECT_EQ(std::filesystem::file_size(path), 7U);
  for (const std::string& wrong :
       {std::string("/nowhere/texts"), std::string(folder), path + "/x"}) {
    const auto checked = LogFile::check("log", wrong);
    const auto opened = LogFile::open("log", wrong, 10, at_once);
    ASSERT_FALSE(checked) << wrong;
    ASSERT_FALSE(opened) << wrong;
    EXPECT_EQ(checked.error(), opened.error());
  }
  EXPECT_EQ(LogFile::check("log", folder).error(),
            "carriers.log.path: " + std::string(folder) +
                " cannot be written: Is a directory; name a file in this folder");
  std::filesystem::remove_all(folder);
}

TEST(LogFile, NamesTheUnitsKeyWhereAllIsReadOnly) {
  EXPECT_EQ(why_unwritable("log", "/srv/sms/texts", EROFS),
            "carriers.log.path: /srv/sms/texts cannot be written: Read-only file system; the "
            "systemd unit lets the gateway write to /var/lib/xmpp-sms-gateway only: allow this "
            "folder too, with ReadWritePaths=/srv/sms below [Service] in `systemctl edit "
            "xmpp-sms-gateway`");
}

TEST(LogFile, SaysLaterWhenTheDiskIsFull) {
  auto carrier = LogFile::open("log", "/dev/full", 10, at_once);
  ASSERT_TRUE(carrier);
  std::optional<SendResult> result;
  (*carrier)->send(Message(), [&](SendResult given) { result = std::move(given); });
  ASSERT_TRUE(result);
  EXPECT_TRUE(std::holds_alternative<TryLater>(*result));
}

}  // namespace
}  // namespace gateway::logfile
