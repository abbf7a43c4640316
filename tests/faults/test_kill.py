# SPDX-License-Identifier: GPL-2.0-or-later
"""A short run of `kill.py --rate`: the gateway killed again and again at a steady rate, with a carrier
that says what it took."""

import tempfile
import unittest

from faults.storm import Storm
from faults.traffic import is_perfect, say


class Killed(unittest.TestCase):
    def play(self, rate, kills, pairs):
        with tempfile.TemporaryDirectory(prefix="xmpp-sms-test-") as directory:
            storm = Storm(directory, rate, kills, pairs, every=0.3)
            try:
                counts = storm.carry_out()
            finally:
                storm.end()
        print()
        say(counts)
        self.assertTrue(is_perfect(counts), counts)
        self.assertGreater(counts["out"]["texts"], kills)

    def test_nothing_is_lost_or_doubled_at_300_a_second(self):
        self.play(300, 20, 300)

    def test_nothing_is_lost_or_doubled_at_1000_a_second(self):
        self.play(1000, 5, 1000)


if __name__ == "__main__":
    unittest.main()
