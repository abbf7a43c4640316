# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts go both ways through a real server while it or the gateway is stopped, restarted, reloaded:
short runs of what outage.py and kill.py do at length."""

import os
import re
import tempfile
import unittest

from faults.kill import Run, is_perfect
from faults.outage import Away, Outage
from faults.traffic import is_perfect as is_perfect_traffic
from faults.traffic import say
from harness.processes import wait_until


def play(make, *arguments):
    """The counts of a run and what it kept."""
    with tempfile.TemporaryDirectory(prefix="xmpp-sms-test-") as directory:
        os.makedirs(os.path.join(directory, "run"))
        run = make(os.path.join(directory, "run"))
        try:
            return run.carry_out(*arguments), run
        finally:
            run.end()


class ServerAway(unittest.TestCase):
    def check(self, server, how="stop"):
        counts, _ = play(lambda d: Outage(d, server, seconds=10, rate=30, around=3, how=how))
        self.assertTrue(is_perfect(counts), counts)
        self.assertGreater(counts["figures"]["inbound that waited"], 100)

    def test_prosody_is_away_for_ten_seconds(self):
        self.check("prosody")

    def test_ejabberd_is_away_for_ten_seconds(self):
        self.check("ejabberd")

    def test_prosody_is_killed_and_started_again(self):
        self.check("prosody", "kill")


class ServerAwayFromAnApi(unittest.TestCase):
    def test_no_webhook_is_refused_while_the_server_is_away_for_ten_seconds(self):
        counts, _ = play(lambda d: Away(d, seconds=10, rate=200, around=2))
        print()
        say(counts)
        self.assertTrue(is_perfect_traffic(counts), counts)
        self.assertEqual(counts["figures"]["webhooks told again"], 0)
        self.assertGreater(counts["figures"]["waited"], 500)


class Restarts(Run):
    """As kill.py, with SIGTERM: what was asked of the server is then answered, too."""

    def kill_often(self, during):
        self.statuses = []
        for _ in range(self.kills):
            during.wait(self.random.uniform(0, 2 * self.every))
            self.gateway.terminate()
            self.statuses.append(self.gateway.wait_ended(60))
            self.gateway.start(wait=False)
            self.gateway.wait_ready(60)

    def send_missing_again(self):
        told = {s.get("id") for s in self.juliet.messages("error")}
        self.silent = [n for n in self.missing() if f"out-{n}" not in told]
        super().send_missing_again()


class Reloads(Run):
    """SIGHUP again and again, with other users each time and a changed limit."""

    def kill_often(self, during):
        for number in range(20):
            during.wait(self.every)
            self.gateway.users[f"user{number}@localhost"] = f"+1307555{3000 + number}"
            self.gateway.write_config(carrier="max-segments = 9" if number >= 10 else "")
            self.gateway.reload()
            wait_until(lambda n=number: self.gateway.log().count("was read again") == n + 1, 30,
                       "reload")


class GatewayAway(unittest.TestCase):
    def test_sigterm_under_load_is_bounded_and_loses_nothing_silently(self):
        for server in ("prosody", "ejabberd"):
            with self.subTest(server=server):
                counts, run = play(lambda d, s=server: Restarts(d, s, texts=200, kills=4, pairs=4,
                                                                seed=None), 8)
                self.assertTrue(is_perfect(counts), counts)
                self.assertEqual(run.statuses, [0] * 4)
                self.assertEqual(run.silent, [], "neither stored nor sent back")

    def test_sighup_under_load_loses_nothing_and_names_each_time_what_needs_a_restart(self):
        logs = []

        class Watched(Reloads):
            def end(self):
                logs.append(self.gateway.log())
                super().end()
        counts, _ = play(lambda d: Watched(d, "prosody", texts=300, kills=20, pairs=4, seed=None), 8)
        self.assertTrue(is_perfect(counts), counts)
        self.assertEqual(counts["out"]["sent again"], 0)
        self.assertEqual(counts["in"]["repeated"], 0)
        self.assertEqual(re.findall(r"some changes need a restart keys=(\S+)", logs[0]),
                         ["carriers.phones"] * 10, "at each reload since it changed")


if __name__ == "__main__":
    unittest.main()
