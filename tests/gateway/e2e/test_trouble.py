# SPDX-License-Identifier: GPL-2.0-or-later
"""What must not lose a text: the server restarted under load, the gateway killed."""

import os
import tempfile
import unittest

from faults.kill import Run, is_perfect
from harness.user import User

from play import JULIET_NUMBER, PHONE, Play, at_gateway


class Trouble(Play):
    def test_a_server_that_is_restarted_under_load_gets_every_text_in_order(self):
        self.gateway.start()
        wanted = [f"in {number}" for number in range(200)]
        for body in wanted[:50]:
            self.gateway.type(PHONE, JULIET_NUMBER, body)
        self.server.stop()
        for body in wanted[50:150]:
            self.gateway.type(PHONE, JULIET_NUMBER, body)
        self.server.start()
        for body in wanted[150:]:
            self.gateway.type(PHONE, JULIET_NUMBER, body)
        self.gateway.wait_ready(60)
        # She was away all the time: the server kept what it was given, in its order.
        self.eventually(lambda: self.gateway.metric("xmpp_sms_in_handed_over_total") == 200,
                        "all handed over", 60)
        juliet = self.signed_on("juliet")
        self.eventually(lambda: len(set(juliet.bodies_from(at_gateway(PHONE)))) >= 200,
                        "all texts", 60)
        once = list(dict.fromkeys(juliet.bodies_from(at_gateway(PHONE))))
        self.assertEqual([body for _, body in once], wanted)

    def test_receipts_owed_when_the_server_went_are_told_when_it_is_back(self):
        self.gateway.start()
        juliet = self.signed_on("juliet")
        self.gateway.switch(PHONE, "off")
        juliet.text(at_gateway(PHONE), "late", "m1")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_out_accepted_total") == 1, "text out")
        juliet.close()
        self.server.stop()
        self.gateway.switch(PHONE, "on")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_out_delivered_total") == 1, "report")
        self.server.start()
        again = User(self.server, "juliet")
        self.addCleanup(again.close)
        self.eventually(lambda: again.receipts() == ["m1"], "receipt", 60)


class Killed(unittest.TestCase):
    """A short run of tests/faults/kill.py, which has the long one."""

    def play(self, server):
        with tempfile.TemporaryDirectory(prefix="xmpp-sms-test-") as directory:
            os.makedirs(os.path.join(directory, "run"))
            run = Run(os.path.join(directory, "run"), server, texts=200, kills=6, pairs=2, seed=None)
            try:
                counts = run.carry_out(8)
            finally:
                run.end()
        self.assertTrue(is_perfect(counts), counts)

    def test_nothing_is_lost_or_doubled_with_prosody(self):
        self.play("prosody")

    def test_nothing_is_lost_or_doubled_with_ejabberd(self):
        self.play("ejabberd")


if __name__ == "__main__":
    unittest.main()
