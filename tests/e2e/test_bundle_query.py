# SPDX-License-Identifier: GPL-2.0-or-later
"""A contact asks what sms-v1 stands for."""

from scenario import PLUGIN, Scenario

FEATURES = ["http://jabber.org/protocol/disco#info", "urn:x-xmpp-sms:bundle:sms-v1"]


class BundleQuery(Scenario):
    def setUp(self):
        super().setUp()
        self.romeo = self.signed_on("romeo")
        self.juliet = self.signed_on("juliet", plugin=True)
        self.asked = 0

    def ask(self, node):
        """The answer's XML line as romeo received it."""
        self.asked += 1
        mark = self.romeo.do(
            f"send romeo@localhost <iq type='get' id='ask{self.asked}' "
            f"to='juliet@localhost/headless'><query xmlns='http://jabber.org/protocol/disco#info'"
            f"{node}/></iq>")
        return self.romeo.wait_for(f"^< .*<iq[^>]*id='ask{self.asked}'.*", mark=mark).group(0)

    def is_ours(self, answer):
        return "urn:x-xmpp-sms" in answer

    def test_our_bundle_is_described_and_its_node_echoed(self):
        answer = self.ask(" node='http://pidgin.im/#sms-v1'")
        self.assertRegex(answer, "type='result'")
        self.assertIn("node='http://pidgin.im/#sms-v1'", answer)
        self.assertNotIn("<identity", answer)
        for feature in FEATURES:
            self.assertIn(f"<feature var='{feature}'/>", answer)

    def test_other_queries_are_answered_by_the_client(self):
        for node in ("", " node='http://pidgin.im/#voice-v1'", " node='http://pidgin.im/#sms-v10'",
                     " node='http://pidgin.im/'", " node='http://pidgin.im/#'",
                     " node='http://pidgin.imX#sms-v1'", " node='http://evil.example/#sms-v1'"):
            with self.subTest(node=node):
                self.assertFalse(self.is_ours(self.ask(node)))

    def test_sms_v2_is_described_only_while_it_is_announced(self):
        node = " node='http://pidgin.im/#sms-v2'"
        self.assertFalse(self.is_ours(self.ask(node)))
        self.juliet.do("pref /plugins/core/xmpp_sms/announce_sms_v2 1")
        self.assertIn("urn:x-xmpp-sms:bundle:sms-v2", self.ask(node))

    def test_an_account_that_is_off_describes_nothing(self):
        self.switch(self.juliet, False)
        mark = self.juliet.lines.mark()
        self.assertFalse(self.is_ours(self.ask(" node='http://pidgin.im/#sms-v1'")))
        self.juliet.wait_for("^debug .*not announced", mark=mark)

    def test_unloaded_it_describes_nothing(self):
        self.juliet.do(f"unload {PLUGIN}")
        self.assertFalse(self.is_ours(self.ask(" node='http://pidgin.im/#sms-v1'")))

    def test_what_is_passed_by_is_explained_once(self):
        for _ in range(3):
            self.ask(" node='http://evil.example/#sms-v1'")
        told = [line for line in self.juliet.lines.since()
                if line.startswith("debug") and "something else than our bundles" in line]
        self.assertEqual(len(told), 1)
