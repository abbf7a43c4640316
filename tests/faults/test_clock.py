# SPDX-License-Identifier: GPL-2.0-or-later
"""The system's time is put forward and back under the running gateway (libfaketime)."""

import glob
import os
import unittest

from faults.scene import JULIET, NUMBER, PHONE, PHONE_JID, Scene
from harness.fake_twilio import FakeTwilio, section



def library():
    found = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
    if not found:
        raise FileNotFoundError("libfaketime is not installed: apt-get install libfaketime")
    return found[0]


class JumpingClock(Scene):
    def setUp(self):
        super().setUp()
        self.time = os.path.join(self.directory, "time")
        self.set_back("+0")

    def set_back(self, offset):
        """Of the system's time, from now on: such as -1h."""
        with open(self.time + ".new", "w", encoding="ascii") as file:
            file.write(offset + "\n")
        os.rename(self.time + ".new", self.time)

    def connected(self):
        return super().connected(env={
            "LD_PRELOAD": library(), "FAKETIME_TIMESTAMP_FILE": self.time, "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"})

    def send(self, stream, name):
        stream.send(f"<message from='{JULIET}/a' to='{PHONE_JID}' type='chat' id='{name}'>"
                    f"<body>{name}</body><request xmlns='urn:xmpp:receipts'/></message>")

    def test_texts_go_on_in_order_whatever_the_clock_does(self):
        stream = self.connected()
        wanted = []
        for offset in ("+0", "+3h", "-2h", "+400d", "-400d", "+0"):
            self.set_back(offset)
            for number in range(5):
                wanted.append(f"{offset} {number}")
                self.send(stream, wanted[-1])
                self.gateway.type(PHONE, NUMBER, "in " + wanted[-1])
            for name in wanted[-5:]:
                stream.wait_for(f"<body>in {name.replace('+', '[+]')}</body>")
            self.eventually(lambda: self.gateway.texts_at(PHONE) == wanted, f"texts at {offset}")
            self.eventually(lambda: self.gateway.status_of("/readyz") == 200, "readiness")
        self.eventually(lambda: len(stream.seen("<received [^>]*id='([^']+)'")) == len(wanted),
                        "receipts")
        self.assertEqual(stream.seen("<received [^>]*id='([^']+)'"), wanted)
        self.assertEqual(self.gateway.stop(), 0)

    def test_a_text_that_waits_is_not_too_old_when_the_clock_is_put_forward(self):
        twilio = FakeTwilio(reports=False)
        self.addCleanup(twilio.stop)
        twilio.fault = lambda number: 503
        self.gateway.write_config(
            others=section(twilio.url),
            http='public-url = "https://sms.example.com"',
            texts='give-up-after = "1d"\nretry-first = "1s"\nretry-most = "1s"')
        stream = self.connected()
        self.send(stream, "patience")
        self.eventually(lambda: twilio.posts >= 2, "tries")
        self.set_back("+400d")
        tries = twilio.posts
        self.eventually(lambda: twilio.posts >= tries + 3, "tries after the clock was put forward")
        twilio.fault = lambda number: None
        self.eventually(lambda: twilio.bodies_to(PHONE) == ["patience"], "text")
        self.ask(stream, "fence")
        self.assertEqual(stream.seen("<message [^>]*type='error'"), [])


if __name__ == "__main__":
    unittest.main()
