# SPDX-License-Identifier: GPL-2.0-or-later
"""A short run of slow.py: connections that never come to an end are closed, and webhooks pass."""

import tempfile
import unittest

from faults.slow import Slow
from faults.traffic import is_perfect, say

SLOW = 500


class SlowConnections(unittest.TestCase):
    def test_they_are_closed_while_every_webhook_is_taken(self):
        with tempfile.TemporaryDirectory(prefix="xmpp-sms-test-") as directory:
            run = Slow(directory, SLOW, rate=50, seconds=8)
            try:
                counts = run.carry_out()
            finally:
                run.end()
        print()
        say(counts)
        self.assertTrue(is_perfect(counts), counts)
        self.assertGreaterEqual(counts["figures"]["closed"], SLOW)
        self.assertLess(counts["figures"]["MiB at most"], 64)


if __name__ == "__main__":
    unittest.main()
