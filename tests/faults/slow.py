#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A thousand connections that send a byte now and then, and come again when they are closed, while a
carrier's webhooks pass: how long these take, and how long the slow ones live.

    PYTHONPATH=tests XMPP_SMS_BUILD=build/check /usr/bin/python3 tests/faults/slow.py
        [--slow 1000] [--rate 300] [--seconds 60]
"""

import argparse
import multiprocessing
import select
import socket
import sys
import tempfile
import time

from faults.traffic import Traffic, is_perfect, say
from harness.sockets import most_memory

TIMEOUT = 5
STARTS = (b"", b"POST /twi", b"POST /twilio/message HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ",
          b"POST /twilio/message HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n")


def drip(port, count, ending, ends, lives):
    """Keeps `count` connections open, a byte from each twice a second; then says of those that the
    gateway closed how many seconds each had lived. `ends` counts these meanwhile."""
    born, closed = {}, []
    poll = select.poll()

    def connect():
        one = socket.create_connection(("127.0.0.1", port), timeout=60)
        one.setblocking(False)
        one.send(STARTS[len(born) % len(STARTS)])
        born[one.fileno()] = (one, time.monotonic())
        poll.register(one, select.POLLIN | select.POLLRDHUP)
    while not ending.is_set():
        while len(born) < count:
            try:
                connect()
            except OSError:
                break
        for number, _ in poll.poll(0):
            one, since = born.pop(number)
            poll.unregister(number)
            one.close()
            closed.append(time.monotonic() - since)
        ends.value = len(closed)
        for one, _ in born.values():
            try:
                one.send(b"x")
            except OSError:
                pass  # its turn comes
        ending.wait(0.5)
    lives.send((len(born), closed))
    lives.close()
    for one, _ in born.values():
        one.close()


class Slow(Traffic):
    def __init__(self, directory, slow, rate, seconds, pairs=500):
        # The listener has 1,024 connections.
        super().__init__(directory, rate, pairs, http=f'timeout = "{TIMEOUT}s"', connections=(8, 8))
        self.slow, self.for_seconds = slow, seconds

    def carry_out(self):
        self.start()
        ending, ends = multiprocessing.Event(), multiprocessing.Value("i", 0)
        ours, theirs = multiprocessing.Pipe()
        dripping = multiprocessing.Process(
            target=drip, args=(self.gateway.port, self.slow, ending, ends, theirs),
            daemon=True)
        dripping.start()
        try:
            self.flow(self.for_seconds)
            # Each once, on the average.
            self.until(lambda: ends.value >= self.slow, "end of the slow ones", 120, self.offer)
        finally:
            ending.set()
        self.until(ours.poll, "figures of the slow ones", 120)
        still_open, lives = ours.recv()
        dripping.join()
        ours.close()
        theirs.close()
        took = sorted(self.webhooks.took)
        counts = self.settle()
        counts["figures"] |= {
            "slow ones open at the end": still_open, "closed": len(lives),
            "longest life of one in s": round(max(lives, default=0), 1),
            "ms p50 of a webhook": round(took[len(took) // 2] * 1000, 2),
            "ms p99": round(took[len(took) * 99 // 100] * 1000, 2),
            "MiB at most": round(most_memory(self.gateway.pid) / (1 << 20), 1)}
        return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--slow", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=300, help="texts a second each way")
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="xmpp-sms-slow-") as directory:
        run = Slow(directory, options.slow, options.rate, options.seconds)
        try:
            counts = run.carry_out()
        finally:
            run.end()
    say(counts)
    return 0 if is_perfect(counts) else 1


if __name__ == "__main__":
    sys.exit(main())
