# SPDX-License-Identifier: GPL-2.0-or-later
"""fake_twilio.py's API for thousands of texts a second, in one thread: it takes messages, lists
them, tells that they arrived, and sends texts to the webhook, again and again until they are taken.

As a real one it works on whoever is gone: what a request asks for happens a little later, whether
its connection is still there or not, and the answer follows later still.
"""

import collections
import email.utils
import json
import math
import random
import socket
import time
import urllib.parse
import uuid

from .fake_twilio import ACCOUNT, signature
from .poller import Line, listen

HEAD_END = b"\r\n\r\n"
AGAIN = 0.05  # seconds until a webhook is told again


def body_length(head):
    at = head.lower().find(b"content-length:")
    return int(head[at + 15:].split(b"\r\n", 1)[0]) if at >= 0 else 0


class QuickTwilio:
    """`taken`: (From, To) to (sid, body, date), in their order. `most_delay`: seconds until a message
    is taken, and again until that is answered, at most. `fault`, `list_fault`, `too_early`, `lists_too_early`: as FakeTwilio's."""

    def __init__(self, poller, webhooks, most_delay=0.005, seed=1):
        self._poller, self._webhooks, self._most_delay = poller, webhooks, most_delay
        self._random = random.Random(seed)
        self._date, self._second = "", 0
        self.fault = self.list_fault = lambda number: None
        self.taken = collections.defaultdict(list)
        self._not_before = self.too_early = self.lists_too_early = self.waits = 0
        self.posts = self.lists = 0
        self._hanging = set()
        self.port = listen(poller, self._connected).getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def _connected(self, one):
        Line(self._poller, one, self._read, self._hanging.discard)

    def _read(self, line):
        while (end := line.data.find(HEAD_END)) >= 0:
            head = line.data[:end]
            length = body_length(head)
            if len(line.data) < end + 4 + length:
                return
            body = line.data[end + 4:end + 4 + length]
            line.data = line.data[end + 4 + length:]
            if head.startswith(b"POST "):
                self.posts += 1
                self._post(line, body.decode())
            else:
                target = head.split(b" ", 2)[1].decode()
                self.lists += 1
                if not self._is_refused(line, self.list_fault(self.lists), is_list=True):
                    self._later(lambda line=line, target=target: self._list(line, target))

    def _is_refused(self, line, fault, is_list=False):
        """With its fault's status, or since it comes too early."""
        if (left := self._not_before - time.monotonic()) > 0:
            self.too_early += 1
            self.lists_too_early += is_list
            self._refuse(line, 429, math.ceil(left))
        elif isinstance(fault, tuple):
            status, after = fault
            if after:
                self.waits += 1
                self._not_before = time.monotonic() + after
            self._refuse(line, status, after)
        elif isinstance(fault, int):
            self._refuse(line, fault)
        else:
            return False
        return True

    def _post(self, line, body):
        fault = self.fault(self.posts)
        if self._is_refused(line, fault):
            return None
        if fault == "reset before":
            return line.reset()
        if fault in ("hang before", "hang after"):
            self._hanging.add(line)
        if fault != "hang before":
            self._later(lambda: self._create(line, body, fault))
        return None

    def _refuse(self, line, status, after=None):
        said = {"code": 20000 + status, "message": "Trouble", "status": status}
        self._later(lambda: self._answer(line, f"{status} Trouble", json.dumps(said),
                                         f"Retry-After: {after}\r\n" if after else ""))

    def drop_hanging(self):
        """Connections whose requests get no answer end, as when a balancer is restarted."""
        for line in list(self._hanging):
            line.reset()
        self._hanging.clear()

    def _later(self, call):
        self._poller.later(self._random.uniform(0, self._most_delay), call)

    def _answer(self, line, status, body, more="", cut=False):
        whole = (f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{more}"
                 f"Content-Length: {len(body)}\r\n\r\n{body}").encode()
        line.send(whole[:-len(body) // 2] if cut else whole)
        if cut:
            line.close()

    def _now(self):
        if (now := int(time.time())) != self._second:
            self._second, self._date = now, email.utils.formatdate(now)
        return self._date

    def _create(self, line, body, fault):
        form = dict(urllib.parse.parse_qsl(body))
        sid = "SM" + uuid.UUID(int=self._random.getrandbits(128)).hex
        pair = (form["From"], form["To"])
        self.taken[pair].append((sid, form["Body"], self._now()))
        answer = json.dumps(self._resource(pair, self.taken[pair][-1], "queued"))
        if fault == "reset after":
            line.reset()
        elif fault != "hang after":
            self._later(lambda: self._answer(line, "201 Created", answer, cut=fault == "cut"))
        if callback := form.get("StatusCallback"):
            self._webhooks.tell(callback, [
                ("MessageSid", sid), ("MessageStatus", "delivered"), ("AccountSid", ACCOUNT),
                ("From", pair[0]), ("To", pair[1])])

    @staticmethod
    def _resource(pair, taken, status):
        sid, body, date = taken
        return {"sid": sid, "account_sid": ACCOUNT, "body": body, "date_created": date,
                "direction": "outbound-api", "from": pair[0], "to": pair[1], "status": status,
                "num_media": "0", "num_segments": "1", "error_code": None, "error_message": None}

    def _list(self, line, target):
        path, _, query = target.partition("?")
        asked = dict(urllib.parse.parse_qsl(query))
        pair = (asked["From"], asked["To"])
        size, page = int(asked["PageSize"]), int(asked.get("Page", "0"))
        found = self.taken[pair][::-1]
        part = found[page * size:(page + 1) * size]
        more = len(found) > (page + 1) * size
        following = urllib.parse.urlencode({**asked, "Page": page + 1})
        answer = json.dumps({
            "messages": [self._resource(pair, one, "delivered") for one in part],
            "next_page_uri": f"{path}?{following}" if more else None})
        self._later(lambda: self._answer(line, "200 OK", answer))


class Webhooks:
    """Requests to the gateway, on connections that each have one at a time; a request that is not
    taken is made again before any other of its connection, as it stands. Reports have connections of
    their own: one of a text whose answer was lost waits until the gateway has asked for it."""

    def __init__(self, poller, port, key, connections=16, reports=64):
        self._poller, self._port, self._key = poller, port, key
        self._queues = [collections.deque() for _ in range(connections + reports)]
        self._lines = [None] * len(self._queues)
        self._is_busy = [False] * len(self._queues)
        self._is_asked = [False] * len(self._queues)  # of the busy ones: an answer may come
        self._texts, self._reports = connections, reports
        self._next = 0
        self.answered = self.again = 0
        self._since, self.took = [0.0] * len(self._queues), []  # seconds until an answer
        self.refused = []  # statuses that no carrier tells again

    @property
    def open(self):
        return sum(map(len, self._queues))

    def text(self, lane, sender, to, body, sid):
        """Texts of one lane keep their order."""
        self._post(lane % self._texts, f"http://127.0.0.1:{self._port}/twilio/message",
                   [("MessageSid", sid), ("AccountSid", ACCOUNT), ("From", sender), ("To", to),
                    ("Body", body), ("NumMedia", "0")])

    def tell(self, url, fields):
        self._next += 1
        self._post(self._texts + self._next % self._reports, url, fields)

    def _post(self, lane, url, fields):
        url = url.partition("#")[0]
        body = urllib.parse.urlencode(fields)
        path = url.split("/", 3)[3]
        self._queues[lane].append((
            f"POST /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"X-Twilio-Signature: {signature(self._key, url, fields)}\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}").encode())
        self._pump(lane)

    def _pump(self, lane):
        if self._is_busy[lane] or not self._queues[lane]:
            return
        if not (self._lines[lane] and self._lines[lane].is_open):
            try:
                one = socket.create_connection(("127.0.0.1", self._port), timeout=5)
            except OSError:
                return self._try_later(lane)
            self._lines[lane] = Line(self._poller, one, lambda line: self._read(lane, line),
                                     lambda line: self._ended(lane))
        self._is_busy[lane] = self._is_asked[lane] = True
        self._since[lane] = time.monotonic()
        self._lines[lane].send(self._queues[lane][0])

    def _try_later(self, lane):
        self._is_busy[lane], self._is_asked[lane] = True, False

        def retry():
            self._is_busy[lane] = False
            self._pump(lane)
        self._poller.later(AGAIN, retry)

    def _ended(self, lane):
        if self._is_asked[lane]:
            self.again += 1
            self._try_later(lane)

    def _read(self, lane, line):
        end = line.data.find(HEAD_END)
        if end < 0 or len(line.data) < end + 4 + body_length(line.data[:end]):
            return
        self.took.append(time.monotonic() - self._since[lane])
        status = int(line.data[9:12])
        line.data = b""
        self._is_busy[lane] = self._is_asked[lane] = False
        if status >= 500:
            self.again += 1
            return self._try_later(lane)
        if status >= 300:
            self.refused.append(status)
        self._queues[lane].popleft()
        self.answered += 1
        self._pump(lane)
