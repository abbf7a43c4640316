# SPDX-License-Identifier: GPL-2.0-or-later
"""Loading, unloading and switching while online: at once, without a reconnect, without a trace."""

import re

from scenario import PLUGIN, Scenario, ext_of, tokens


class Switching(Scenario):
    def stays_connected(self, client, mark=0):
        self.assertEqual([line for line in client.lines.since(mark)
                          if line.startswith("disconnected")], [])

    def test_loading_while_online_announces(self):
        juliet = self.signed_on("juliet")
        before = self.presence_count(juliet.jid)
        juliet.do(f"load {PLUGIN}")
        self.assertEqual(tokens(self.next_broadcast(juliet.jid, before)), ["sms-v1"])
        self.stays_connected(juliet)

    def test_unloading_while_online_takes_it_back(self):
        juliet = self.signed_on("juliet", plugin=True)
        before = self.presence_count(juliet.jid)
        juliet.do(f"unload {PLUGIN}")
        self.assertIsNone(ext_of(self.next_broadcast(juliet.jid, before)))
        self.stays_connected(juliet)

    def test_after_unloading_status_changes_are_the_clients_own(self):
        juliet = self.signed_on("juliet", plugin=True)
        juliet.do(f"unload {PLUGIN}")
        self.fence(juliet)
        before = self.presence_count(juliet.jid)
        juliet.do(f"status {juliet.jid} away")
        self.assertIsNone(ext_of(self.next_broadcast(juliet.jid, before)))

    def test_unloading_removes_the_command(self):
        juliet = self.signed_on("juliet", plugin=True)
        juliet.do(f"say {juliet.jid} romeo@localhost /sms status")
        juliet.do(f"unload {PLUGIN}")
        with self.assertRaisesRegex(Exception, "command status 2"):  # not found
            juliet.do(f"say {juliet.jid} romeo@localhost /sms status")

    def test_an_account_switched_off_takes_it_back_and_on_again_announces(self):
        juliet = self.signed_on("juliet", plugin=True)
        for on, expected in ((False, []), (True, ["sms-v1"])):
            before = self.presence_count(juliet.jid)
            self.switch(juliet, on)
            self.assertEqual(tokens(self.next_broadcast(juliet.jid, before)), expected)
        self.stays_connected(juliet)

    def test_switching_one_account_leaves_the_other(self):
        both = self.new_client("both")
        both.do(f"load {PLUGIN}")
        juliet = both.sign_on(self.server, "juliet")
        romeo = both.sign_on(self.server, "romeo")
        before = self.presence_count(juliet)
        self.switch(both, False, jid=juliet)
        self.assertEqual(tokens(self.next_broadcast(juliet, before)), [])
        both.jid = romeo
        self.fence(both)
        self.assertEqual(tokens(self.last_broadcast(romeo)), ["sms-v1"])

    def test_an_account_that_is_off_signs_on_without_announcing(self):
        juliet = self.signed_on("juliet", plugin=True)
        self.switch(juliet, False)
        mark = juliet.do(f"disconnect {juliet.jid}")
        juliet.wait_for(f"^disconnected {juliet.jid}", mark=mark)
        before = self.presence_count(juliet.jid)
        juliet.do(f"connect {juliet.jid}")
        self.assertEqual(tokens(self.next_broadcast(juliet.jid, before)), [])

    def test_cancelling_the_dialog_changes_nothing(self):
        juliet = self.signed_on("juliet", plugin=True)
        before = self.presence_count(juliet.jid)
        juliet.do(f"menu {PLUGIN} Accounts…")
        juliet.do(f"set {juliet.jid} off")
        juliet.do("press Cancel")
        self.fence(juliet)
        self.assertEqual(self.presence_count(juliet.jid), before)

    def test_the_dialog_tells_each_accounts_state(self):
        juliet = self.signed_on("juliet", plugin=True)
        juliet.do(f"account romeo@localhost oemor {self.server.port} tls")
        mark = juliet.do(f"menu {PLUGIN} Accounts…")
        juliet.wait_for(r"^field juliet@localhost on juliet@localhost — announced since \d\d:\d\d$",
                        mark=mark)
        juliet.wait_for("^field romeo@localhost on romeo@localhost — not connected$", mark=mark)
        juliet.do("set juliet@localhost off")
        juliet.do("press OK")
        mark = juliet.do(f"menu {PLUGIN} Accounts…")
        juliet.wait_for("^field juliet@localhost off juliet@localhost — off$", mark=mark)

    def test_a_dialog_that_stayed_open_changes_only_what_was_changed_in_it(self):
        juliet = self.signed_on("juliet", plugin=True)
        juliet.do(f"menu {PLUGIN} Accounts…")  # still says on
        self.switch(juliet, False)  # in a second dialog, on top of it
        self.fence(juliet)
        before = self.presence_count(juliet.jid)
        juliet.do("press OK")
        self.fence(juliet)
        self.assertEqual(self.presence_count(juliet.jid), before)
        self.assertEqual(tokens(self.last_broadcast(juliet.jid)), [])

    def test_an_account_that_came_later_and_is_off_announces_nothing(self):
        juliet = self.new_client("juliet")
        juliet.do(f"load {PLUGIN}")
        juliet.jid = "juliet@localhost"
        juliet.do(f"account {juliet.jid} teiluj {self.server.port} tls")
        juliet.do(f"setting {juliet.jid} xmpp-sms-announce 0")
        juliet.do(f"connect {juliet.jid}")
        self.assertEqual(tokens(self.next_broadcast(juliet.jid, 0)), [])

    def test_with_no_account_the_dialog_says_where_to_add_one(self):
        client = self.new_client("nobody")
        client.do(f"load {PLUGIN}")
        mark = client.do(f"menu {PLUGIN} Accounts…")
        client.wait_for("^notice SMS over XMPP .*under Accounts", mark=mark)

    def test_sms_v2_is_announced_while_its_preference_is_on(self):
        juliet = self.signed_on("juliet", plugin=True)
        for value, expected in ((1, ["sms-v1", "sms-v2"]), (0, ["sms-v1"])):
            before = self.presence_count(juliet.jid)
            juliet.do(f"pref /plugins/core/xmpp_sms/announce_sms_v2 {value}")
            self.assertEqual(tokens(self.next_broadcast(juliet.jid, before)), expected)

    def test_quitting_sends_no_presence(self):
        juliet = self.signed_on("juliet", plugin=True)
        self.fence(juliet)
        mark = juliet.lines.mark()
        self.assertEqual(juliet.quit(), 0)
        # The search for gateways may just be under way: it says nothing to anybody.
        sent = [line for line in juliet.lines.since(mark) if re.match('> .*<(presence|message)', line)]
        self.assertEqual(sent, [])

    def test_a_thousand_loads_and_unloads_end_as_they_began(self):
        juliet = self.signed_on("juliet")
        plain = ext_of(self.last_broadcast(juliet.jid))
        for _ in range(1000):
            juliet.do(f"load {PLUGIN}")
            juliet.do(f"unload {PLUGIN}")
        self.fence(juliet)
        self.assertEqual(ext_of(self.last_broadcast(juliet.jid)), plain)
        self.assertEqual(juliet.errors(), "")


class Status(Scenario):
    def test_the_command_tells_the_state_in_any_conversation(self):
        juliet = self.signed_on("juliet", plugin=True)
        mark = juliet.do(f"say {juliet.jid} romeo@localhost /sms status")
        juliet.wait_for("^conversation .* system <b>juliet@localhost</b>: announced since", mark=mark)
        juliet.do(f"join {juliet.jid} balcony@conference.localhost juliet")
        juliet.wait_for("^< .*<presence.*balcony@conference.localhost/juliet")
        mark = juliet.do(f"say {juliet.jid} balcony@conference.localhost /sms status")
        juliet.wait_for("^conversation .* balcony.* system <b>juliet@localhost</b>", mark=mark)

    def test_the_window_tells_why_an_account_is_off(self):
        juliet = self.signed_on("juliet", plugin=True)
        self.switch(juliet, False)
        mark = juliet.do(f"menu {PLUGIN} Status")
        juliet.wait_for("^notice .*juliet@localhost</b>: off.*Switched off in the menu", mark=mark)

    def test_an_unknown_word_is_named_and_help_offered(self):
        juliet = self.signed_on("juliet", plugin=True)
        with self.assertRaisesRegex(Exception, "“&lt;b&gt;”.*/sms help"):
            juliet.do(f"say {juliet.jid} romeo@localhost /sms <b>")

    def test_help_is_shown_for_the_bare_command(self):
        juliet = self.signed_on("juliet", plugin=True)
        mark = juliet.do(f"say {juliet.jid} romeo@localhost /sms")
        juliet.wait_for("^conversation .* system .*sms status", mark=mark)
