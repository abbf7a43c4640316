// SPDX-License-Identifier: GPL-2.0-or-later
// The shipped .so when memory runs out inside it, at each allocation in turn: the client lives on,
// and the stanza is as it was or as it should be, never half done.
#include <gtest/gtest.h>

#include <string>

#include "plugin/purple/handles.h"
#include "plugin/purple/purple_api.h"
#include "tests/plugin/failing_new.h"
#include "tests/plugin/headless_core.h"

namespace plugin {
namespace {

constexpr char before[] =
    "<presence><c xmlns='http://jabber.org/protocol/caps' node='http://pidgin.im/' hash='sha-1' "
    "ver='x' ext='voice-v1 camera-v1 video-v1'/></presence>";
constexpr char after[] =
    "<presence><c xmlns='http://jabber.org/protocol/caps' node='http://pidgin.im/' hash='sha-1' "
    "ver='x' ext='voice-v1 camera-v1 video-v1 sms-v1'/></presence>";
constexpr char query[] =
    "<iq type='get' id='q'><query xmlns='http://jabber.org/protocol/disco#info' "
    "node='http://pidgin.im/#sms-v1'/></iq>";
constexpr char refusal[] =
    "<message type='error' id='m' from='+13075551212@sms.example.com'><body>hi</body><error "
    "code='405'>SMS_ERROR_11: Sorry</error></message>";

class OutOfMemoryTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    testing_support::start_core();
    // libpurple's own writer complains that this connection is none of its own, and writes nothing.
    g_log_set_handler(
        nullptr, G_LOG_LEVEL_CRITICAL, [](const char*, GLogLevelFlags, const char*, gpointer) {},
        nullptr);
    self = purple_plugin_probe(XMPP_SMS_PLUGIN);
    ASSERT_NE(self, nullptr);
    account = purple_account_new("juliet@example.com/x", "prpl-jabber");
    purple_accounts_add(account);
    xmpp = purple_find_prpl("prpl-jabber");
    ASSERT_NE(xmpp, nullptr);
  }

  void SetUp() override {
    ASSERT_TRUE(purple_plugin_load(self)) << self->error;
    connection_.account = account;
  }
  void TearDown() override { purple_plugin_unload(self); }

  /// Runs `fn` with the n-th allocation failing; false when there were fewer.
  template <class Fn>
  static bool fails_at(int n, Fn&& fn) {
    testing_support::fail_allocation(n);
    fn();
    return testing_support::stop_failing();
  }

  std::string send(const char* xml) {
    XmlNodePtr stanza(xmlnode_from_str(xml, -1));
    xmlnode* node = stanza.get();
    purple_signal_emit(xmpp, "jabber-sending-xmlnode", &connection_, &node);
    return GCharPtr(xmlnode_to_str(stanza.get(), nullptr)).get();
  }

  static PurplePlugin* self;
  static PurplePlugin* xmpp;
  static PurpleAccount* account;
  // Not among libpurple's own connections, so libpurple writes nothing for it.
  PurpleConnection connection_{};
};

PurplePlugin* OutOfMemoryTest::self;
PurplePlugin* OutOfMemoryTest::xmpp;
PurpleAccount* OutOfMemoryTest::account;

TEST_F(OutOfMemoryTest, APresenceIsAsItWasOrAsItShouldBe) {
  int untouched = 0;
  for (int n = 0;; ++n) {
    std::string sent;
    XmlNodePtr stanza(xmlnode_from_str(before, -1));
    xmlnode* node = stanza.get();
    const bool failed = fails_at(
        n, [&] { purple_signal_emit(xmpp, "jabber-sending-xmlnode", &connection_, &node); });
    sent = GCharPtr(xmlnode_to_str(stanza.get(), nullptr)).get();
    if (sent == before) ++untouched;
    EXPECT_TRUE(sent == before || sent == after) << sent;
    if (!failed) {
      EXPECT_EQ(sent, after);
      break;
    }
  }
  EXPECT_GT(untouched, 0) << "no allocation of the plugin failed: the test proves nothing";
}

TEST_F(OutOfMemoryTest, ABundleQueryIsAnsweredOrLeftToTheClient) {
  send(before);
  int left = 0;
  for (int n = 0;; ++n) {
    XmlNodePtr iq(xmlnode_from_str(query, -1));
    bool handled = false;
    const bool failed = fails_at(n, [&] {
      handled =
          GPOINTER_TO_INT(purple_signal_emit_return_1(xmpp, "jabber-receiving-iq", &connection_,
                                                      "get", "q", nullptr, iq.get())) != FALSE;
    });
    if (!handled) ++left;
    if (!failed) {
      EXPECT_TRUE(handled);
      break;
    }
  }
  EXPECT_GT(left, 0) << "no allocation of the plugin failed: the test proves nothing";
}

TEST_F(OutOfMemoryTest, ARefusalThatCannotBeReadIsLeftToTheClient) {
  purple_account_set_bool(account, "xmpp-sms-announce", FALSE);
  XmlNodePtr message(xmlnode_from_str(refusal, -1));
  bool handled = true;
  ASSERT_TRUE(fails_at(0, [&] {
    handled = GPOINTER_TO_INT(purple_signal_emit_return_1(
                  xmpp, "jabber-receiving-message", &connection_, "error", "m",
                  "+13075551212@sms.example.com", "juliet@example.com/x", message.get())) != FALSE;
  }));
  EXPECT_FALSE(handled);
  purple_account_set_bool(account, "xmpp-sms-announce", TRUE);
}

TEST_F(OutOfMemoryTest, LoadingFailsAndSaysSoOrSucceeds) {
  purple_plugin_unload(self);
  for (int n = 0;; ++n) {
    bool loaded = false;
    const bool failed = fails_at(n, [&] { loaded = purple_plugin_load(self) != FALSE; });
    if (!failed) {
      EXPECT_TRUE(loaded);
      break;
    }
    EXPECT_EQ(send(before), loaded ? after : before);
    if (loaded) purple_plugin_unload(self);
  }
}

}  // namespace
}  // namespace plugin
