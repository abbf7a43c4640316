# SPDX-License-Identifier: GPL-2.0-or-later
"""Other plugins on the same signal, ours loaded before and after them."""

import glob

from scenario import PLUGIN, Scenario, test_plugin, tokens


def installed(name):
    """A plugin of Debian's; a missing one fails the test."""
    return (glob.glob(f"/usr/lib/*/purple-2/{name}") + glob.glob(f"/usr/lib/purple-2/{name}"))[0]


class Coexistence(Scenario):
    def online_with(self, *plugins):
        client = self.new_client("juliet")
        for plugin in plugins:
            client.do(f"load {plugin}")
        client.jid = client.sign_on(self.server, "juliet")
        self.fence(client)
        return client

    def test_a_plugin_that_takes_stanzas_away_does_not_disturb_us(self):
        for order in ((test_plugin("swallow"), PLUGIN), (PLUGIN, test_plugin("swallow"))):
            with self.subTest(order=order):
                juliet = self.online_with(*order)
                juliet.do(f"say {juliet.jid} romeo@localhost lost")
                self.fence(juliet)
                self.assertEqual(self.server.received(juliet.jid, "message"), [])
                self.assertEqual(tokens(self.last_broadcast(juliet.jid)), ["sms-v1"])
                juliet.quit()

    def test_a_stanza_taken_away_is_explained_once(self):
        juliet = self.online_with(test_plugin("swallow"), PLUGIN)
        for _ in range(3):
            juliet.do(f"say {juliet.jid} romeo@localhost lost")
        told = [line for line in juliet.lines.since()
                if line.startswith("debug") and "another plugin took a stanza" in line]
        self.assertEqual(len(told), 1)

    def test_a_node_that_another_plugin_put_there_is_the_one_that_announces(self):
        for order in ((test_plugin("replace"), PLUGIN), (PLUGIN, test_plugin("replace"))):
            with self.subTest(order=order):
                juliet = self.online_with(*order)
                self.assertEqual(tokens(self.last_broadcast(juliet.jid)), ["theirs-v1", "sms-v1"])
                juliet.quit()

    def test_lurch_and_carbons_keep_working_beside_us(self):
        juliet = self.online_with(installed("lurch.so"), installed("carbons.so"), PLUGIN)
        self.assertEqual(tokens(self.last_broadcast(juliet.jid)), ["sms-v1"])
        before = self.presence_count(juliet.jid)
        juliet.do(f"status {juliet.jid} away")
        self.assertEqual(tokens(self.next_broadcast(juliet.jid, before)), ["sms-v1"])
        mark = juliet.do(f"say {juliet.jid} +13075551212@sms.localhost good night")
        juliet.wait_for("received Delivered", mark=mark)
        juliet.do(f"unload {PLUGIN}")
        self.assertEqual(juliet.quit(), 0)
