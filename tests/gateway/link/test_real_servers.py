# SPDX-License-Identifier: GPL-2.0-or-later
"""The component link at real servers: it connects, echoes, comes back, and says what is wrong."""

import os
import subprocess
import tempfile
import unittest

from harness.raw_component import RawComponent
from harness.ejabberd import Ejabberd
from harness.processes import Lines, Process
from harness.prosody import Prosody

SECRETS = {"text.localhost": "right", "peer.localhost": "peer"}


class AtAServer:
    """The plays; a subclass brings the server."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        server_folder = os.path.join(self.folder, "server")
        os.mkdir(server_folder)
        self.server = self.start_server(server_folder)
        self.addCleanup(lambda: self.server.stop())

    def write_secret(self, secret):
        path = os.path.join(self.folder, "secret")
        with open(path, "w", encoding="utf-8") as file:
            file.write(secret)
        return path

    def start_echo(self, secret="right", domain="text.localhost", port=None):
        echo = Process([os.environ["LINK_ECHO"], "127.0.0.1", str(port or self.server.component_port),
                        domain, "localhost", self.write_secret(secret)],
                       os.path.join(self.folder, "echo.err"), stdout=subprocess.PIPE)
        self.addCleanup(echo.stop)
        echo.lines = Lines(echo.popen.stdout)
        return echo

    def connect_peer(self):
        peer = RawComponent(self.server.component_port, "peer.localhost", SECRETS["peer.localhost"])
        self.addCleanup(peer.close)
        return peer

    def expect_echo(self, peer, words):
        peer.send(f"<message from='a@peer.localhost' to='+1@text.localhost' id='{words}'>"
                  f"<body>{words} &lt;\u00e9\U0001F600</body></message>")
        peer.wait_for(rf"<message [^>]*>(<[^>]*>)?<body>{words} &lt;\u00e9\U0001F600</body></message>")

    def test_it_connects_and_echoes_and_its_fence_comes_back(self):
        echo = self.start_echo()
        echo.lines.wait_for("^up$")
        echo.lines.wait_for("^fenced$")
        self.expect_echo(self.connect_peer(), "hello")

    def test_it_comes_back_when_the_server_does(self):
        echo = self.start_echo()
        echo.lines.wait_for("^up$")
        mark = echo.lines.mark()
        self.server.stop()
        echo.lines.wait_for("^down ", mark=mark, timeout=30)
        self.server.start()
        echo.lines.wait_for("^up$", mark=mark, timeout=60)
        echo.lines.wait_for("^fenced$", mark=mark)
        self.expect_echo(self.connect_peer(), "again")

    def test_a_wrong_secret_is_said_and_never_shown(self):
        echo = self.start_echo(secret="do-not-tell")
        mark = 0
        for _ in range(2):  # it tries again
            echo.lines.wait_for("^log the XMPP server refuses the secret of text.localhost",
                                mark=mark)
            mark = echo.lines.mark()
        self.assertNotIn("do-not-tell", "\n".join(echo.lines.since()) + echo.log())
        self.assertNotIn("up", echo.lines.since())

    def test_the_port_for_clients_is_recognised(self):
        echo = self.start_echo(port=self.server.port)
        echo.lines.wait_for("^log the XMPP server .*: .*xmpp.port .*clients")

    def test_many_messages_come_back_in_order(self):
        echo = self.start_echo()
        echo.lines.wait_for("^up$")
        peer = self.connect_peer()
        for start in range(0, 5000, 100):
            peer.send("".join(f"<message from='a@peer.localhost' to='+1@text.localhost'>"
                              f"<body>{i}</body></message>" for i in range(start, start + 100)))
            for i in range(start, start + 100):
                self.assertEqual(peer.wait_for(r"<body>(\d+)</body>").group(1), str(i))

    def test_it_stops_in_good_order(self):
        echo = self.start_echo()
        echo.lines.wait_for("^up$")
        self.assertEqual(echo.stop(), 0)
        echo.lines.wait_for("^stopped$")


class AtProsody(AtAServer, unittest.TestCase):
    def start_server(self, folder):
        components = "\n".join(f'Component "{domain}"\n    component_secret = "{secret}"'
                               for domain, secret in SECRETS.items())
        return Prosody(folder, extra=components)

    def test_a_second_gateway_takes_over_when_the_first_is_gone(self):
        first = self.start_echo()
        first.lines.wait_for("^up$")
        second = self.start_echo()
        second.lines.wait_for("^log another gateway is connected as text.localhost")
        first.stop()
        second.lines.wait_for("^up$")

    def test_an_unknown_domain_is_said(self):
        echo = self.start_echo(domain="other.localhost")
        echo.lines.wait_for("^log the XMPP server (knows no component other.localhost|refuses)")


class AtEjabberd(AtAServer, unittest.TestCase):
    def start_server(self, folder):
        return Ejabberd(folder, components=SECRETS)

    def test_an_unknown_domain_looks_like_a_wrong_secret_so_both_are_named(self):
        echo = self.start_echo(domain="other.localhost")
        echo.lines.wait_for("^log the XMPP server refuses the secret of other.localhost.*xmpp.domain")


if __name__ == "__main__":
    unittest.main()
