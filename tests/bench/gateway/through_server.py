# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts both ways through a real Prosody, the real gateway and its simulator, on one machine.

    PYTHONPATH=tests XMPP_SMS_BUILD=build/check /usr/bin/python3 tests/bench/gateway/through_server.py
        [--texts 5000] [--rate 100] [--server prosody|ejabberd]

Prints what the gateway takes when offered all at once, and at a steady rate how long a text takes:
out from the user's socket to its receipt there, in from the page's request to the user's socket.
The server, the user and the page share the machine with the gateway.
"""

import argparse
import http.client
import json
import os
import tempfile
import time

from faults.kill import DOMAIN, OWN, SECRET, start_server
from harness.gateway import Gateway
from harness.processes import wait_until
from harness.user import User

PHONES = [f"+1307555{2000 + i}" for i in range(20)]


class Page:
    """The simulator's page as a program: one connection that stays."""

    def __init__(self, port):
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def type(self, number):
        self._connection.request(
            "POST", "/phones/texts",
            json.dumps({"from": PHONES[number % len(PHONES)], "to": OWN, "body": f"in {number}"}),
            {"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        answer.read()
        if answer.status != 202:
            raise SystemExit(f"the simulator answered {answer.status}")

    def close(self):
        self._connection.close()


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mib(pid, field="VmRSS"):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        line = next(line for line in file if line.startswith(field + ":"))
    return int(line.split()[1]) / 1024


def measured(gateway, count, name, work):
    """Carries out `work` and prints the rate and the gateway's processor time."""
    before, begin = cpu_seconds(gateway.pid), time.monotonic()
    work()
    took = time.monotonic() - begin
    cost = (cpu_seconds(gateway.pid) - before) / count * 1e6
    print(f"{name}: {count / took:.0f} texts/s, {cost:.0f} µs of the gateway's processor time each, "
          f"resident {memory_mib(gateway.pid):.1f} MiB", flush=True)


def percentiles(name, milliseconds):
    ordered = sorted(milliseconds)
    print(f"{name}: p50 {ordered[len(ordered) // 2]:.1f} ms, "
          f"p99 {ordered[int(len(ordered) * 0.99)]:.1f} ms ({len(ordered)} texts)", flush=True)


def paced(count, rate, work):
    """The time at which each began."""
    begin, times = time.monotonic(), []
    for number in range(count):
        time.sleep(max(0.0, begin + number / rate - time.monotonic()))
        times.append(time.monotonic())
        work(number)
    return times


def send(juliet, number, kind, receipt):
    juliet.text(f"{PHONES[number % len(PHONES)]}@{DOMAIN}", f"out {number}", f"{kind}-{number}",
                receipt)


def run(gateway, juliet, page, texts, rate):
    print(f"idle: resident {memory_mib(gateway.pid):.1f} MiB")

    def all_out():
        for number in range(texts):
            send(juliet, number, "burst", False)
        wait_until(lambda: gateway.metric("xmpp_sms_out_delivered_total") >= texts, 600, "all out")

    def all_in():
        for number in range(texts):
            page.type(number)
        wait_until(lambda: len(juliet.stanzas) - seen >= texts, 600, "all in")

    measured(gateway, texts, "out, all at once", all_out)
    seen = len(juliet.stanzas)
    measured(gateway, texts, "in, as fast as one connection types", all_in)

    steady = rate * 10
    begun = paced(steady, rate, lambda number: send(juliet, number, "paced", True))
    wait_until(lambda: len(juliet.receipts()) >= steady, 120, "all receipts")
    came = {m.find("{urn:xmpp:receipts}received").get("id"): when
            for m, when in zip(juliet.stanzas, juliet.times)
            if m.find("{urn:xmpp:receipts}received") is not None}
    percentiles(f"out at {rate}/s, to the receipt",
                [(came[f"paced-{n}"] - begun[n]) * 1000 for n in range(steady)])

    seen = len(juliet.stanzas)
    begun = paced(steady, rate, lambda number: page.type(number))
    wait_until(lambda: len(juliet.stanzas) - seen >= steady, 120, "all in")
    bodies = {m.findtext("{jabber:client}body"): when
              for m, when in zip(juliet.stanzas[seen:], juliet.times[seen:])}
    percentiles(f"in at {rate}/s", [(bodies[f"in {n}"] - begun[n]) * 1000 for n in range(steady)])
    print(f"at most: resident {memory_mib(gateway.pid, 'VmHWM'):.1f} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=int, default=5000)
    parser.add_argument("--rate", type=int, default=100)
    parser.add_argument("--server", choices=("prosody", "ejabberd"), default="prosody")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="xmpp-sms-bench-") as directory:
        for name in ("server", "gateway"):
            os.makedirs(os.path.join(directory, name))
        server = start_server(options.server, os.path.join(directory, "server"))
        gateway = juliet = page = None
        try:
            gateway = Gateway(os.path.join(directory, "gateway"), server.component_port, DOMAIN,
                              secret=SECRET, users={"juliet@localhost": OWN})
            gateway.start()
            juliet = User(server, "juliet")
            page = Page(gateway.port)
            run(gateway, juliet, page, options.texts, options.rate)
        finally:
            for part in (page, juliet):
                if part:
                    part.close()
            if gateway:
                gateway.stop()
            server.stop()


if __name__ == "__main__":
    main()
