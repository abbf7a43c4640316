# SPDX-License-Identifier: GPL-2.0-or-later
"""Short runs of carrier.py: what a carrier's API does wrong, under traffic both ways."""

import unittest

from faults.carrier import FAULTS, SOCKETS, Burst, Repeated, Trouble, run
from faults.traffic import is_perfect, say

MOST_MIB = 60  # of memory, in a gateway that is busy


class CarrierInTrouble(unittest.TestCase):
    def check(self, fault, rate=100, seconds=4):
        counts = run(Trouble, rate, seconds, FAULTS[fault], around=1, pairs=100)
        print(f"\n{fault}")
        say(counts)
        self.assertTrue(is_perfect(counts), counts)
        self.assertEqual(counts["out"]["sent again"], 0)
        self.assertEqual(counts["in"]["repeated"], 0)
        figures = counts["figures"]
        self.assertEqual(figures["webhooks told again"], 0)
        self.assertLessEqual(figures["sockets at most"], SOCKETS)
        self.assertLess(figures["MiB at most"], MOST_MIB)
        # Once an answer with Retry-After is read, nothing comes before its time; of the connections
        # each may have had a request under way.
        self.assertLessEqual(figures["came too early"], figures["times told to wait"] * SOCKETS)

    def test_one_in_twenty_answered_with_500(self):
        self.check("5 % 500")

    def test_an_outage(self):
        self.check("503 outage", seconds=10)

    def test_an_outage_that_says_how_long(self):
        self.check("503 outage with Retry-After", seconds=10)

    def test_too_many_requests(self):
        self.check("429 with Retry-After", seconds=8)

    def test_too_many_questions(self):
        self.check("500 for texts, 429 with Retry-After for questions", seconds=8)

    def test_connections_reset_before_and_after_the_text_was_taken(self):
        self.check("5 % resets, before and after")

    def test_answers_cut_in_the_middle(self):
        self.check("5 % answers cut")

    def test_some_requests_hang(self):
        self.check("5 % hang")

    def test_all_requests_hang(self):
        self.check("all hang")

    def test_a_burst_to_one_contact_and_from_it_keeps_its_order(self):
        counts = run(Burst, 4000)
        print("\n4000 at once to one contact, and from it")
        say(counts)
        self.assertTrue(is_perfect(counts), counts)

    def test_a_webhook_that_is_told_on_many_connections_at_once_is_one_text(self):
        self.assertEqual(run(Repeated, 200), {"webhooks": 200, "refused": 0, "texts": 1,
                                              "told again": 199})


if __name__ == "__main__":
    unittest.main()
