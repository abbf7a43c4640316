# SPDX-License-Identifier: GPL-2.0-or-later
"""Kills the gateway (kill -9) at random moments while texts go both ways, and counts at both ends.

    PYTHONPATH=tests XMPP_SMS_BUILD=build/check /usr/bin/python3 tests/faults/kill.py
        [--texts 2000] [--kills 50] [--pairs 13] [--seconds 60] [--seed N]
        [--server prosody|ejabberd]
    … kill.py --rate 3000 [--kills 200] [--every 0.5] [--pairs 5000] [--seed N]

The first form has a real XMPP server and the simulated phones. The second keeps a rate, with peers
that can (traffic.py): an emulated server and a fake of Twilio's side, which is asked what it took;
`every` is how long the gateway runs between two kills, on the average.

A component has no acknowledgement on the XMPP side: what the server had written into the socket of
a gateway that was killed before it read it is nobody's any more. A text counts as accepted when it
is in the gateway's store; those that are not are sent again and counted as "sent again". An inbound
text may be handed over twice with the same id, when the kill fell between the server's ping and the
store's commit: clients tell the two apart by the id, and so does this count; "repeated" says how
many there were.
"""

import argparse
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time

from faults import traffic
from faults.storm import Storm
from harness.ejabberd import Ejabberd
from harness.gateway import Gateway, program, snippet
from harness.processes import HarnessError, wait_until
from harness.prosody import Prosody
from harness.user import User

DOMAIN, SECRET, OWN = "text.localhost", "s3cret", "+13075550100"
KEPT_BY_A_PHONE = 500
AWAY = (OSError, http.client.HTTPException, HarnessError, ValueError)  # half an answer, too


def start_server(kind, directory):
    if kind == "ejabberd":
        return Ejabberd(directory, listen=lambda port: snippet("ejabberd.yml", DOMAIN, SECRET, port),
                        modules="  mod_offline: {}\n")
    return Prosody(directory, contacts=(),
                   extra=lambda port: snippet("prosody.cfg.lua", DOMAIN, SECRET, port))


class Run:
    """One run: `texts` each way, spread over `pairs` phones."""

    def __init__(self, directory, server_kind, texts, kills, pairs, seed):
        self.texts, self.kills = texts, kills
        self.random = random.Random(seed)
        self.phones = [f"+1307555{2000 + i}" for i in range(pairs)]
        for name in ("server", "gateway"):
            os.makedirs(os.path.join(directory, name))
        self.server = start_server(server_kind, os.path.join(directory, "server"))
        self.gateway = self.juliet = None
        try:
            self.gateway = Gateway(os.path.join(directory, "gateway"), self.server.component_port,
                                   DOMAIN, secret=SECRET, users={"juliet@localhost": OWN})
            self.gateway.start()
            self.juliet = User(self.server, "juliet")
        except BaseException:
            self.end()
            raise
        self.sent_again = 0

    def end(self):
        if self.juliet:
            self.juliet.close()
        if self.gateway:
            self.gateway.stop()
        self.server.stop()

    def phone_of(self, number):
        return self.phones[number % len(self.phones)]

    # From the user to the phones.

    def in_store(self):
        """The ids of the outbound stanzas that the gateway accepted, in its order."""
        told = subprocess.run([program(), "--config", self.gateway.config, "export"],
                              capture_output=True, text=True, check=True)
        lines = [json.loads(line) for line in told.stdout.splitlines()]
        return [line["stanza_id"] for line in lines if line["direction"] == "out"]

    def send(self, number):
        self.juliet.text(f"{self.phone_of(number)}@{DOMAIN}", f"out {number}", f"out-{number}")

    def send_all(self, pause):
        for number in range(self.texts):
            self.send(number)
            time.sleep(pause)

    def missing(self):
        accepted = set(self.in_store())
        return [n for n in range(self.texts) if f"out-{n}" not in accepted]

    def send_missing_again(self):
        """Until each was accepted; a later one of a pair may then stand before an earlier one."""
        self.again = set()
        while missing := self.missing():
            self.again.update(missing)
            self.sent_again += len(missing)
            for number in missing:
                self.send(number)
            self.settle_fence()

    def settle_fence(self):
        """Until the server has passed on what was sent, and the gateway has stored it."""
        self.fences = getattr(self, "fences", 0) + 1
        name = f"fence-{self.fences}"
        self.juliet.send(f"<iq type='get' id='{name}' to='{DOMAIN}'>"
                         "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
        self.juliet.wait_for(lambda s: s.get("id") == name, "the gateway's answer", 60)
        wait_until(lambda: self.gateway.metric("xmpp_sms_store_waiting_requests") == 0, 60,
                   "store at rest")

    # From the phones to the user.

    def type_all(self, pause):
        for number in range(self.texts):
            self.type(number)
            time.sleep(pause)

    def type(self, number):
        phone, body = self.phone_of(number), f"in {number}"
        while True:
            try:
                return self.gateway.type(phone, OWN, body)
            except AWAY:
                if self.is_typed(phone, body):
                    return None

    def is_typed(self, phone, body):
        """Whether the network has it, although its answer was lost."""
        while True:
            try:
                texts = self.gateway.phones().get(phone, {"texts": []})["texts"]
                return any(t["from_phone"] and t["body"] == body for t in texts)
            except AWAY:
                time.sleep(0.05)

    # Meanwhile.

    def kill_often(self, during):
        """Spread over the run, at moments of chance."""
        for _ in range(self.kills):
            during.wait(self.random.uniform(0, 2 * self.every))
            self.gateway.kill()
            self.gateway.start(wait=False)
            wait_until(lambda: self.gateway.status_of("/healthz") == 200, 30, "gateway again")

    def carry_out(self, seconds):
        pause = seconds / max(self.texts, 1)
        self.every = seconds / max(self.kills, 1)
        threads = [threading.Thread(target=self.send_all, args=(pause,)),
                   threading.Thread(target=self.type_all, args=(pause,))]
        for thread in threads:
            thread.start()
        self.kill_often(threading.Event())
        for thread in threads:
            thread.join()
        self.gateway.wait_ready(120)
        self.settle_fence()
        self.send_missing_again()
        wait_until(self.is_settled, 120, f"end; log:\n{self.gateway.log()[-2000:]}")
        return self.count()

    def is_settled(self):
        page = self.gateway.ask("GET", "/metrics")[1]
        open_states = ("queued", "sending", "unclear", "accepted")
        counts = [float(line.rsplit(" ", 1)[1]) for line in page.splitlines()
                  if line.startswith("xmpp_sms_messages{")
                  and any(f'"{state}"' in line for state in open_states)]
        wanted = self.texts
        return sum(counts) == 0 and len({i for i, _ in self.arrivals()}) >= wanted

    def arrivals(self):
        """(id, body) of all that reached the user."""
        return [pair for phone in self.phones for pair in self.arrivals_from(phone)]

    def arrivals_from(self, phone):
        return self.juliet.bodies_from(f"{phone}@{DOMAIN}")

    def count(self):
        state = self.gateway.phones()
        out = {"sent": self.texts, "lost": 0, "doubled": 0, "out of order": 0,
               "sent again": self.sent_again}
        into = {"sent": self.texts, "lost": 0, "doubled": 0, "out of order": 0, "repeated": 0}
        for index, phone in enumerate(self.phones):
            numbers = range(index, self.texts, len(self.phones))
            got = [t["body"] for t in state.get(phone, {"texts": []})["texts"]
                   if not t["from_phone"] and t["arrived"]]
            self.compare(out, got, [f"out {n}" for n in numbers],
                         {f"out {n}" for n in self.again})
            arrived = self.arrivals_from(phone)
            once = list(dict.fromkeys(arrived))
            into["repeated"] += len(arrived) - len(once)
            self.compare(into, [body for _, body in once], [f"in {n}" for n in numbers], set())
        return {"out": out, "in": into, "kills": self.kills}

    @staticmethod
    def compare(counts, got, wanted, out_of_turn):
        counts["lost"] += len(set(wanted) - set(got))
        counts["doubled"] += len(got) - len(set(got))
        inherent = [body for body in got if body not in out_of_turn]
        expected = [body for body in wanted if body in set(inherent)]
        if list(dict.fromkeys(inherent)) != expected:
            counts["out of order"] += 1


def is_perfect(counts):
    return all(counts[way][fault] == 0 for way in ("out", "in")
               for fault in ("lost", "doubled", "out of order"))


def at_a_rate(options):
    with tempfile.TemporaryDirectory(prefix="xmpp-sms-kill-") as directory:
        storm = Storm(directory, options.rate, options.kills or 200, options.pairs or 5000,
                      options.every, options.seed)
        try:
            counts = storm.carry_out()
        finally:
            storm.end()
    traffic.say(counts)
    return 0 if traffic.is_perfect(counts) else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=int, default=2000)
    parser.add_argument("--kills", type=int)
    parser.add_argument("--pairs", type=int)
    parser.add_argument("--rate", type=float, help="texts a second each way; at a carrier's API")
    parser.add_argument("--every", type=float, default=0.5)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--server", choices=("prosody", "ejabberd"), default="prosody")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    if options.rate:
        return at_a_rate(options)
    with tempfile.TemporaryDirectory(prefix="xmpp-sms-kill-") as directory:
        pairs = options.pairs or max(10, options.texts // 150)
        if 2 * options.texts > KEPT_BY_A_PHONE * pairs:
            raise SystemExit(f"a simulated phone forgets its first texts after {KEPT_BY_A_PHONE}: "
                             f"give at least {-(-2 * options.texts // KEPT_BY_A_PHONE)} --pairs")
        run = Run(directory, options.server, options.texts, options.kills or 50, pairs,
                  options.seed)
        try:
            counts = run.carry_out(options.seconds)
        finally:
            run.end()
    for way in ("out", "in"):
        print(f"{way:3}", ", ".join(f"{count} {what}" for what, count in counts[way].items()))
    print(f"kills {counts['kills']}")
    return 0 if is_perfect(counts) else 1


if __name__ == "__main__":
    sys.exit(main())
