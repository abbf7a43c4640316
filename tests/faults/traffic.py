# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts both ways at a steady rate between an emulated XMPP server and a fake of Twilio's side, which
can both keep up, with the real gateway between them; what the carrier took, not what the gateway says
of it, is counted.
"""

import json
import os
import subprocess
import time
import uuid

from harness.fake_twilio import TOKEN, section
from harness.gateway import Gateway, program
from harness.poller import Poller
from harness.processes import HarnessError
from harness.quick_server import QuickServer
from harness.quick_twilio import QuickTwilio, Webhooks

DOMAIN, USER = "text.localhost", "juliet@localhost"
OWN = "+13075550100"
TEXTS = 'retry-first = "1s"\nretry-most = "2s"\nask-after = "0s"'
OPEN = ("queued", "sending", "unclear", "accepted")


class Traffic:
    """`rate` texts a second each way, to and from `pairs` phones. `more`: lines of the carrier's
    configuration, `http`: of the listener's."""

    def __init__(self, directory, rate, pairs, more="", most_delay=0.005, http="", connections=(16, 64)):
        self.rate, self.pairs = rate, pairs
        os.makedirs(directory, exist_ok=True)
        self.poller = Poller()
        self.server = QuickServer(self.poller)
        self.gateway = Gateway(directory, self.server.port, DOMAIN, users={USER: OWN}, texts=TEXTS,
                               http='public-url = "http://127.0.0.1:{port}"\n' + http, carriers="-")
        self.webhooks = Webhooks(self.poller, self.gateway.port, TOKEN, *connections)
        self.twilio = QuickTwilio(self.poller, self.webhooks, most_delay)
        self.gateway.write_config(others=section(self.twilio.url, "per-second = 0", 'settle = "1s"', more))
        self.offered = self.sent = self.sent_again = 0
        self.began = None

    def end(self):
        self.gateway.stop()
        self.poller.close()

    # The rate.

    def phone_of(self, number):
        return f"+1307555{2000 + number % self.pairs}"

    def stanza(self, number):
        return (f"<message from='{USER}/a' to='{self.phone_of(number)}@{DOMAIN}' type='chat' "
                f"id='out-{number}'><body>out {number}</body>"
                "<request xmlns='urn:xmpp:receipts'/></message>").encode()

    def offer(self):
        """What is due by now, both ways. Users whose server has no gateway just then are told so and
        send again when it is back: their texts wait here."""
        due = int((time.monotonic() - self.began) * self.rate)
        for number in range(self.offered, due):
            self.webhooks.text(number % self.pairs, self.phone_of(number), OWN, f"in {number}",
                               "SM" + uuid.UUID(int=number + 1).hex)
        self.offered = max(due, self.offered)
        self.pass_on()

    def pass_on(self):
        if self.server.is_up and self.sent < self.offered:
            self.server.send(b"".join(map(self.stanza, range(self.sent, self.offered))))
            self.sent = self.offered

    def until(self, condition, what, timeout, meanwhile=lambda: None):
        end = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > end:
                raise HarnessError(f"after {timeout} s: no {what}; log:\n"
                                   f"{self.gateway.log()[-2000:]}")
            meanwhile()
            self.poller.turn()

    def start(self):
        self.gateway.start(wait=False)
        self.until(lambda: self.server.is_up, "gateway", 60)
        self.began = time.monotonic()

    def flow(self, seconds):
        """The traffic of so many seconds."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= end, "end", seconds + 600, self.offer)

    def settle(self):
        """Until all that was offered is where it belongs; the counts."""
        self.seconds = time.monotonic() - self.began
        self.until(lambda: self.sent == self.offered and self.webhooks.open == 0,
                   "webhooks' answers", 600, self.pass_on)
        self.send_missing_again()
        self.until(self.is_settled, "end", 600)
        self.settled_after = time.monotonic() - self.began - self.seconds
        return self.count()

    # What a gateway that was killed had read and not stored is nobody's: its senders send it again.

    def in_store(self):
        """Of each pair the outbound texts that the gateway accepted, in its order."""
        told = subprocess.run([program(), "--config", self.gateway.config, "export"],
                              capture_output=True, text=True, check=True)
        texts = {}
        for line in map(json.loads, told.stdout.splitlines()):
            if line["direction"] == "out":
                texts.setdefault(line["peer"], []).append(int(line["stanza_id"][len("out-"):]))
        return texts

    def fence(self):
        """Until the gateway has read and stored what was sent to it."""
        name = f"fence-{uuid.uuid4()}"
        self.server.send(f"<iq type='get' id='{name}' from='{USER}/a' to='{DOMAIN}'>"
                         "<ping xmlns='urn:xmpp:ping'/></iq>".encode())
        self.until(lambda: name in self.server.answers, "answer to a ping", 300)
        self.until(lambda: self.gateway.metric("xmpp_sms_store_waiting_requests") == 0, "store at rest", 300)

    def send_missing_again(self):
        while True:
            self.fence()
            accepted = {n for texts in self.in_store().values() for n in texts}
            missing = [n for n in range(self.offered) if n not in accepted]
            if not missing:
                return
            self.sent_again += len(missing)
            self.server.send(b"".join(map(self.stanza, missing)))

    def is_settled(self):
        if self.webhooks.open:
            return False
        page = self.gateway.ask("GET", "/metrics")[1]
        open_ = sum(float(line.rsplit(" ", 1)[1]) for line in page.splitlines()
                    if line.startswith("xmpp_sms_messages{")
                    and any(f'"{state}"' in line for state in OPEN))
        return open_ == 0 and len(set(self.server.receipts)) >= self.offered

    # What came of it.

    def count(self):
        accepted = self.in_store()
        out = {"texts": self.offered, "lost": 0, "doubled": 0, "pairs out of order": 0,
               "told failed": len(self.server.errors), "sent again": self.sent_again,
               "receipts": len(set(self.server.receipts))}
        for index in range(min(self.pairs, self.offered)):
            phone = self.phone_of(index)
            got = [int(body[len("out "):]) for _, body, _ in self.twilio.taken[(OWN, phone)]]
            wanted = range(index, self.offered, self.pairs)
            out["lost"] += len(set(wanted) - set(got))
            out["doubled"] += len(got) - len(set(got))
            out["pairs out of order"] += list(dict.fromkeys(got)) != list(
                dict.fromkeys(accepted.get(phone, [])))
        return {"out": out, "in": self.count_in(),
                "figures": {"seconds": round(self.seconds, 1),
                            "more seconds until all was over": round(self.settled_after, 1),
                            "texts a second each way": round(self.offered / self.seconds),
                            "requests to the carrier": self.twilio.posts,
                            "questions to it": self.twilio.lists,
                            "webhooks told again": self.webhooks.again,
                            "webhooks refused": len(self.webhooks.refused)}}

    def count_in(self):
        into = {"texts": self.offered, "lost": 0, "doubled": 0, "pairs out of order": 0,
                "repeated": len(self.server.texts) - len(set(self.server.texts))}
        by_phone = {}
        for sender, _, body in dict.fromkeys(self.server.texts):
            by_phone.setdefault(sender, []).append(int(body[len("in "):]))
        for index in range(min(self.pairs, self.offered)):
            got = by_phone.get(f"{self.phone_of(index)}@{DOMAIN}", [])
            wanted = list(range(index, self.offered, self.pairs))
            into["lost"] += len(set(wanted) - set(got))
            into["doubled"] += len(got) - len(set(got))
            into["pairs out of order"] += sorted(set(got)) != list(dict.fromkeys(got))
        return into


def is_perfect(counts):
    """Nothing lost, doubled, out of order, told as failed or refused."""
    faults = ("lost", "doubled", "pairs out of order", "told failed")
    return (all(counts[way].get(fault, 0) == 0 for way in ("out", "in") for fault in faults)
            and counts["figures"]["webhooks refused"] == 0
            and counts["out"]["receipts"] == counts["out"]["texts"])


def say(counts):
    for way in ("out", "in"):
        print(f"{way:3}", ", ".join(f"{count} {what}" for what, count in counts[way].items()))
    print("   ", ", ".join(f"{figure} {what}" for what, figure in counts["figures"].items()), flush=True)

