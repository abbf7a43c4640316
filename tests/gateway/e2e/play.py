# SPDX-License-Identifier: GPL-2.0-or-later
"""What every play with the real gateway stands on: a real server, the gateway, its users."""

import os
import shutil
import tempfile
import unittest

from harness.ejabberd import Ejabberd
from harness.gateway import Gateway, snippet
from harness.processes import wait_until
from harness.prosody import Prosody
from harness.user import User

DOMAIN, SECRET = "text.localhost", "s3cret"
JULIET_NUMBER, ROMEO_NUMBER = "+13075550100", "+13075550101"
PHONE, OTHER_PHONE = "+13075551212", "+13075551213"


def at_gateway(number):
    return f"{number}@{DOMAIN}"


class Play(unittest.TestCase):
    """By default with Prosody; the gateway's component is configured as docs/gateway says."""

    server_kind = "prosody"

    def setUp(self):
        self.directory = tempfile.mkdtemp(prefix="xmpp-sms-test-")
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.server = self.start_server()
        self.addCleanup(self.server.stop)
        self.gateway = Gateway(self.folder("gateway"), self.server.component_port, DOMAIN,
                               secret=SECRET, users={"juliet@localhost": JULIET_NUMBER,
                                                     "romeo@localhost": ROMEO_NUMBER})
        self.addCleanup(self.gateway.stop)

    def start_server(self):
        if self.server_kind == "ejabberd":
            return Ejabberd(self.folder("server"),
                            listen=lambda port: snippet("ejabberd.yml", DOMAIN, SECRET, port),
                            modules="  mod_offline: {}\n")
        return Prosody(self.folder("server"), contacts=(), extra=lambda port: snippet(
            "prosody.cfg.lua", DOMAIN, SECRET, port))

    def folder(self, name):
        path = os.path.join(self.directory, name)
        os.makedirs(path, exist_ok=True)
        return path

    def signed_on(self, name):
        user = User(self.server, name)
        self.addCleanup(user.close)
        return user

    def eventually(self, condition, what, timeout=30):
        return wait_until(condition, timeout, what)
