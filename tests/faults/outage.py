#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Stops the XMPP server under load, starts it again, and counts what was lost, doubled or out of
order, from both ends.

What a user sends while the server stops belongs to the server until the gateway has stored it: such
texts are sent again, and counted as "sent again". A text that comes a second time with the same id is
one that the server had read without saying so: clients show it once, and it is counted as "repeated".

With --api, an emulated server that can keep up and a carrier's HTTP API (traffic.py): what counts is
that its webhooks are taken, every one at once, as if nothing was missing.
"""

import argparse
import random
import sys
import tempfile
import threading
import time

from faults import traffic
from faults.kill import Run, is_perfect
from faults.traffic import Traffic
from harness.processes import HarnessError, wait_until
from harness.sockets import most_memory
from harness.user import User


class Outage(Run):
    """`rate` texts a second each way, while the server is away for `seconds`."""

    def __init__(self, directory, server_kind, seconds, rate, around, pairs=10, how="stop"):
        self.seconds, self.around, self.rate, self.how = seconds, around, rate, how
        self.earlier = []
        texts = int(rate * (seconds + 2 * around))
        # A simulated phone shows its last 500 texts, of both ways, and there are at most 200.
        pairs = max(pairs, texts // 200 + 1)
        super().__init__(directory, server_kind, texts=texts, kills=0, pairs=pairs,
                         seed=random.randrange(1 << 30))
        self.again = set()

    def end(self):
        for user in self.earlier:
            user.close()
        super().end()

    def send(self, number):
        try:
            super().send(number)
        except OSError:
            pass  # no server: the store will tell that it is missing

    def arrivals_from(self, phone):
        """Over both of her sessions."""
        jid = f"{phone}@{self.gateway.domain}"
        return [pair for user in (*self.earlier, self.juliet) for pair in user.bodies_from(jid)]

    def sign_on_again(self):
        self.earlier.append(self.juliet)

        def attempt():
            try:
                return User(self.server, "juliet")
            except (OSError, HarnessError):
                return None
        self.juliet = wait_until(attempt, 60, "juliet at the server again")

    def carry_out(self):
        pause = 1 / self.rate
        threads = [threading.Thread(target=self.send_all, args=(pause,)),
                   threading.Thread(target=self.type_all, args=(pause,))]
        for thread in threads:
            thread.start()
        time.sleep(self.around)
        (self.server.kill if self.how == "kill" else self.server.stop)()
        time.sleep(self.seconds)
        was_waiting = self.waiting_inbound()
        self.server.start()
        back = time.monotonic()
        self.sign_on_again()
        self.gateway.wait_ready(200)
        figures = {"inbound that waited": was_waiting,
                   "seconds until the link was up": round(time.monotonic() - back, 1)}
        for thread in threads:
            thread.join()
        self.settle_fence()
        self.send_missing_again()
        wait_until(self.is_settled, 200, f"end; log:\n{self.gateway.log()[-2000:]}")
        return {**self.count(), "figures": figures}

    def waiting_inbound(self):
        page = self.gateway.ask("GET", "/metrics")[1]
        return int(next(float(line.rsplit(" ", 1)[1]) for line in page.splitlines()
                        if line.startswith('xmpp_sms_messages{direction="in",state="queued"}')))


class Away(Traffic):
    """The server away for `seconds` under traffic, at a carrier's HTTP API."""

    def __init__(self, directory, seconds, rate, around, pairs=500):
        super().__init__(directory, rate, pairs)
        self.away, self.around = seconds, around

    def carry_out(self):
        self.start()
        self.flow(self.around)
        self.server.leave()
        self.flow(self.away)
        self.until(lambda: self.webhooks.open == 0, "webhooks' answers", 60)
        waited = self.gateway.metric('xmpp_sms_messages{direction="in",state="queued"}')
        self.server.come_back()
        back = time.monotonic()
        self.until(lambda: self.server.is_up, "gateway at the server again", 400, self.offer)
        returned = time.monotonic() - back
        self.flow(self.around)
        counts = self.settle()
        counts["figures"] |= {"waited": int(waited), "seconds until the link was up": round(returned, 1),
                              "MiB at most": round(most_memory(self.gateway.pid) / (1 << 20), 1)}
        return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long the server is away")
    parser.add_argument("--around", type=float, default=10, help="how long before and after")
    parser.add_argument("--rate", type=float, default=50, help="texts a second each way")
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--how", choices=("stop", "kill"), default="stop", help="SIGTERM or SIGKILL")
    parser.add_argument("--api", action="store_true", help="a carrier's HTTP API behind it")
    parser.add_argument("--server", choices=("prosody", "ejabberd"), default="prosody")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="xmpp-sms-outage-") as directory:
        if options.api:
            run = Away(directory, options.seconds, options.rate, options.around)
        else:
            run = Outage(directory, options.server, options.seconds, options.rate, options.around,
                         options.pairs, options.how)
        try:
            counts = run.carry_out()
        finally:
            run.end()
    if options.api:
        traffic.say(counts)
        return 0 if traffic.is_perfect(counts) else 1
    for way in ("out", "in"):
        print(f"{way:3}", ", ".join(f"{count} {what}" for what, count in counts[way].items()))
    print(", ".join(f"{what}: {figure}" for what, figure in counts["figures"].items()))
    return 0 if is_perfect(counts) else 1


if __name__ == "__main__":
    sys.exit(main())
