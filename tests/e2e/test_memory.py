# SPDX-License-Identifier: GPL-2.0-or-later
"""A whole life under valgrind: no invalid access, and nothing of ours left behind."""

import os
import xml.etree.ElementTree as ElementTree

from harness.component import Component, component_config
from harness.processes import HarnessError
from harness.prosody import Prosody
from scenario import PLUGIN, Scenario, test_plugin


def frames(error):
    return [frame.findtext("obj") or "" for frame in error.iter("frame")]


class Memory(Scenario):
    def valgrind(self, name):
        self.report = os.path.join(self.directory, name + ".xml")
        return ("valgrind", "--leak-check=full", "--show-leak-kinds=definite,indirect",
                "--keep-debuginfo=yes",  # frames keep their names after the plugin is gone
                "--child-silent-after-fork=yes",  # the resolver would write into the report
                "--num-callers=40", "--xml=yes", f"--xml-file={self.report}")

    def errors_in(self, plugin="xmpp-sms.so"):
        """The errors that have a frame of the plugin in them."""
        return [error.findtext("kind") + ": " + " < ".join(
                    frame.findtext("fn") or "?" for frame in error.iter("frame"))
                for error in ElementTree.parse(self.report).iter("error")
                if any(path.endswith(plugin) for path in frames(error))]

    def test_a_session_with_every_feature_leaves_nothing(self):
        romeo = self.signed_on("romeo")
        juliet = self.new_client("juliet", wrapper=self.valgrind("session"))
        juliet.do(f"load {PLUGIN}")
        juliet.jid = juliet.sign_on(self.server, "juliet")
        self.fence(juliet)
        romeo.do("send romeo@localhost <iq type='get' id='q' to='juliet@localhost/headless'><query "
                 "xmlns='http://jabber.org/protocol/disco#info' node='http://pidgin.im/#sms-v1'/>"
                 "</iq>")
        romeo.wait_for("^< .*urn:x-xmpp-sms", timeout=60)
        juliet.do("pref /plugins/core/xmpp_sms/announce_sms_v2 1")
        juliet.do(f"say {juliet.jid} romeo@localhost /sms status")
        self.switch(juliet, False)
        for label in ("Not now", "Switch on and send again"):
            mark = juliet.do(f"say {juliet.jid} +13075551212@sms.localhost good night")
            juliet.wait_for("^dialog SMS over XMPP", mark=mark, timeout=60)
            juliet.do(f"press {label}")
        juliet.wait_for("received Delivered", timeout=60)
        juliet.do(f"menu {PLUGIN} Status")
        juliet.do(f"menu {PLUGIN} Accounts…")  # left open while the plugin goes
        juliet.do(f"unload {PLUGIN}")
        self.assertEqual(juliet.quit(timeout=60), 0)
        self.assertEqual(self.errors_in(), [])

    def test_a_client_whose_dialogs_cancel_when_they_are_closed_finds_nobody(self):
        juliet = self.new_client("juliet", wrapper=self.valgrind("closing"))
        juliet.do("cancel-when-closed")
        juliet.do(f"load {PLUGIN}")
        juliet.jid = juliet.sign_on(self.server, "juliet")
        juliet.do(f"text-setting {juliet.jid} xmpp-sms-gateways sms.localhost")
        juliet.do(f"menu {PLUGIN} Send SMS…")
        juliet.do("set to +13075551212")
        juliet.do("set text " + "x" * 1000)
        mark = juliet.do("press Send")
        juliet.wait_for("^dialog .*Send 7 SMS", mark=mark, timeout=60)
        juliet.do(f"menu {PLUGIN} Add SMS contact…")
        juliet.do(f"unload {PLUGIN}")
        self.fence(juliet)  # whatever was to happen later has happened
        self.assertEqual(juliet.quit(timeout=60), 0)
        self.assertEqual(self.errors_in(), [])

    def test_loading_and_unloading_again_and_again_leaves_nothing(self):
        client = self.new_client("nobody", wrapper=self.valgrind("loading"))
        for _ in range(50):
            client.do(f"load {PLUGIN}")
            client.do(f"unload {PLUGIN}")
        self.assertEqual(client.quit(timeout=60), 0)
        self.assertEqual(self.errors_in(), [])

    def test_a_plugin_that_loses_memory_is_found_out(self):
        client = self.new_client("nobody", wrapper=self.valgrind("leaky"))
        client.do(f"load {test_plugin('leaky')}")
        client.quit(timeout=60)
        self.assertRegex(" ".join(self.errors_in("leaky.so")), "Leak_DefinitelyLost: .* < load")


class AnAccountThatGoes(Memory):
    def start_server(self):
        return Prosody(self.folder("server"), extra=component_config("gw.localhost"))

    def test_with_everything_open_leaves_nothing_behind(self):
        features = ["jabber:iq:gateway", "jabber:iq:register"]
        gateway = Component(self.server, "gw.localhost", features=features,
                            silent=tuple(features), registration=["username"])
        self.addCleanup(gateway.stop)
        juliet = self.new_client("juliet", wrapper=self.valgrind("account"))
        juliet.do(f"load {PLUGIN}")
        juliet.do("account juliet@localhost teiluj %d tls" % self.server.port)
        juliet.jid = "juliet@localhost"
        juliet.do("text-setting juliet@localhost xmpp-sms-gateways gw.localhost")
        mark = juliet.do("connect juliet@localhost")
        juliet.wait_for("looked for gateways: 1", mark=mark, timeout=90)
        juliet.do("say juliet@localhost +13075551212@gw.localhost " + "x" * 1000)
        juliet.do(f"menu {PLUGIN} Settings…")
        juliet.do(f"menu {PLUGIN} Accounts…")
        juliet.do(f"menu {PLUGIN} Register with an SMS service…")  # never answered
        juliet.do(f"menu {PLUGIN} Add SMS contact…")
        juliet.do("set number +13075551213")
        juliet.do("press Add")  # never answered
        juliet.do(f"menu {PLUGIN} Send SMS…")
        juliet.do("set to +13075551214")
        juliet.do("set text hello")
        juliet.do("press Send")  # never answered
        gateway.wait_iq("jabber:iq:gateway", timeout=60)
        mark = juliet.do("remove juliet@localhost")
        juliet.wait_for("^field text 'hello'", mark=mark, timeout=60)  # not lost
        for _ in range(5):
            self.press_any(juliet, "OK", "Add", "Send")
            juliet.do("lower")
        juliet.do(f"menu {PLUGIN} Status")
        juliet.do(f"unload {PLUGIN}")
        self.assertEqual(juliet.quit(timeout=60), 0)
        self.assertEqual(self.errors_in(), [])

    def press_any(self, client, *labels):
        """Presses the first of these buttons that the upper dialog has."""
        for label in labels:
            try:
                return client.do(f"press {label}")
            except HarnessError:
                continue
        return self.fail("none of the buttons is there")
