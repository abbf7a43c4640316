#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Everything that a carrier's API does wrong, one after the other, under traffic both ways, with the
counts from both ends: what was lost, doubled, told as failed, refused; how many connections there
were and how much memory.

    PYTHONPATH=tests XMPP_SMS_BUILD=build/check /usr/bin/python3 tests/faults/carrier.py
        [--rate 300] [--seconds 60] [--only "503 outage"]

Texts in come all the time, and each has reached the XMPP server before the carrier is well again. "Came
too early": requests that were under way when the carrier said how long to wait.
"""

import argparse
import os
import sys
import tempfile
import time

from faults.traffic import OWN, Traffic, is_perfect, say
from harness.fake_twilio import sometimes
from harness.sockets import OpenSockets, most_memory

SOCKETS = 16


def well(_number):
    """Nothing is wrong."""


class Trouble(Traffic):
    """`seconds` of traffic with a fault, and some without before and behind. `fault`: of texts, or of
    (texts, questions)."""

    def __init__(self, directory, rate, seconds, fault, around=2, pairs=500):
        super().__init__(directory, rate, pairs,
                         more=f'timeout = "3s"\nmax-in-flight = {SOCKETS}')
        self.faults = fault if isinstance(fault, tuple) else (fault, well)
        self.seconds_of_fault, self.around = seconds, around
        self.sockets = OpenSockets(self.twilio.port)

    def end(self):
        self.sockets.stop()
        super().end()

    def carry_out(self):
        self.start()
        self.flow(self.around)
        self.twilio.fault, self.twilio.list_fault = self.faults
        self.flow(self.seconds_of_fault)
        # Texts in pass while those out are stuck: before the carrier is well again.
        self.until(lambda: len(set(self.server.texts)) == self.offered, "texts in", 120)
        self.twilio.fault = self.twilio.list_fault = well
        self.twilio.drop_hanging()
        self.flow(self.around)
        counts = self.settle()
        counts["figures"] |= {"sockets at most": self.sockets.most,
                              "MiB at most": round(most_memory(self.gateway.pid) / (1 << 20), 1),
                              "times told to wait": self.twilio.waits,
                              "came too early": self.twilio.too_early,
                              "questions among them": self.twilio.lists_too_early}
        return counts


class Burst(Traffic):
    """`texts` at once to one contact, and as many from it."""

    def __init__(self, directory, texts):
        super().__init__(directory, rate=0, pairs=1, most_delay=0)
        self.texts = texts

    def carry_out(self):
        self.start()
        # All are offered at once.
        self.rate, self.began = self.texts, time.monotonic() - 1
        self.offer()
        self.rate = 0
        return self.settle()


class Repeated(Traffic):
    """One webhook, told again and again on many connections at once."""

    def __init__(self, directory, times):
        super().__init__(directory, rate=0, pairs=1)
        self.times = times

    def carry_out(self):
        self.start()
        for lane in range(self.times):
            self.webhooks.text(lane, self.phone_of(0), OWN, "in 0", "SM" + "0" * 32)
        self.until(lambda: self.webhooks.answered == self.times, "answers", 60)
        self.until(lambda: self.server.texts, "the text", 60)
        self.fence()
        return {"webhooks": self.webhooks.answered, "refused": len(self.webhooks.refused),
                "texts": len(self.server.texts),
                "told again": self.gateway.metric("xmpp_sms_in_again_total")}


def wait_once(number):
    """The carrier is overloaded now and then, and says how long."""
    return (429, 2) if number % 400 == 20 else None


FAULTS = {
    "5 % 500": sometimes(0.05, 500),
    "503 outage": lambda number: 503,
    "503 outage with Retry-After": lambda number: (503, 3),
    "429 with Retry-After": wait_once,
    "500 for texts, 429 with Retry-After for questions": (lambda number: 500, lambda number: (429, 2)),
    "5 % resets, before and after": sometimes(0.05, "reset before", "reset after"),
    "5 % answers cut": sometimes(0.05, "cut"),
    "5 % hang": sometimes(0.05, "hang before", "hang after"),
    "all hang": lambda number: "hang before",
}


def run(make, *arguments, **more):
    """The counts of one run."""
    with tempfile.TemporaryDirectory(prefix="xmpp-sms-carrier-") as directory:
        one = make(os.path.join(directory, "run"), *arguments, **more)
        try:
            return one.carry_out()
        finally:
            one.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rate", type=float, default=300, help="texts a second each way")
    parser.add_argument("--seconds", type=float, default=60, help="how long each fault lasts")
    parser.add_argument("--only", help="one of: " + ", ".join(FAULTS))
    options = parser.parse_args()
    is_well = True
    for name, fault in FAULTS.items():
        if options.only in (None, name):
            print(name, flush=True)
            counts = run(Trouble, options.rate, options.seconds, fault)
            say(counts)
            is_well &= is_perfect(counts) and counts["figures"]["sockets at most"] <= SOCKETS
    if not options.only:
        print("4000 at once to one contact, and from it", flush=True)
        counts = run(Burst, 4000)
        say(counts)
        is_well &= is_perfect(counts)
        counts = run(Repeated, 200)
        print("one webhook again and again:", counts)
        is_well &= counts["texts"] == 1 and counts["refused"] == 0
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
