# SPDX-License-Identifier: GPL-2.0-or-later
"""The real gateway at an XMPP server that the test itself plays."""

import os
import shutil
import tempfile
import unittest

from harness.component_server import ComponentServer
from harness.gateway import Gateway
from harness.processes import wait_until
from harness.sockets import most_memory

JULIET, NUMBER = "juliet@localhost", "+13075550100"
PHONE = "+13075551212"
PHONE_JID = f"{PHONE}@text.localhost"
MEGABYTE = 1 << 20


class Scene(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.mkdtemp(prefix="xmpp-sms-test-")
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.server = ComponentServer()
        self.addCleanup(self.server.close)
        self.gateway = Gateway(self.directory, self.server.port, users={JULIET: NUMBER})
        self.addCleanup(self.gateway.stop)

    def connected(self, **how):
        """The started gateway's stream; `how` is as for Gateway.start()."""
        self.gateway.start(wait=False, **how)
        stream = self.server.accept()
        self.gateway.wait_ready()
        return stream

    def eventually(self, condition, what, timeout=30):
        return wait_until(condition, timeout, what)

    def memory(self):
        """The most that the gateway ever held, in bytes."""
        return most_memory(self.gateway.pid)

    def ask(self, stream, name, timeout=60):
        """A ping to the gateway: its answer shows that all before was read."""
        stream.send(f"<iq type='get' id='{name}' from='{JULIET}/a' to='text.localhost'>"
                    "<ping xmlns='urn:xmpp:ping'/></iq>")
        return stream.wait_for(f"<iq [^>]*type='result' id='{name}'/>", timeout)

    def assert_works(self, stream, body="still here"):
        """A text goes out, one comes in."""
        stream.send(f"<message from='{JULIET}/a' to='{PHONE_JID}' type='chat' id='w'>"
                    f"<body>{body}</body></message>")
        self.eventually(lambda: body in self.gateway.texts_at(PHONE), f"{body!r} at the phone")
        self.gateway.type(PHONE, NUMBER, "answer to " + body)
        stream.wait_for(f"<body>answer to {body}</body>")


def resident(pid):
    """Bytes in memory now."""
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
