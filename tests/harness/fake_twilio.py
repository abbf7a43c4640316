# SPDX-License-Identifier: GPL-2.0-or-later
"""Twilio's side of its messaging API, as its published description has it, with faults on demand.

It creates and lists messages, tells their states to StatusCallback and texts to the webhook, both
signed; SignalWire is the same below /api/laml. What it took is in `taken`, and nowhere else.
"""

import base64
import email.utils
import hashlib
import hmac
import http.client
import http.server
import json
import math
import random
import re
import socket
import socketserver
import struct
import threading
import time
import urllib.parse
import uuid
from concurrent.futures import ThreadPoolExecutor

ACCOUNT, TOKEN = "AC" + "0123456789abcdef" * 2, "t0ken"

# As Twilio's test credentials have it: numbers that always give this error.
MAGIC = {"+15005550001": (400, 21211), "+15005550002": (400, 21612), "+15005550003": (400, 21408),
         "+15005550004": (400, 21610), "+15005550009": (400, 21614)}
# And those whose texts fail on their way.
ON_THE_WAY = {"+15005551003": 30003, "+15005551005": 30005, "+15005551007": 30007}


def section(url, *settings, kind="twilio", account=ACCOUNT):
    """The gateway's configuration of a carrier whose API is at `url`; `settings` are further lines."""
    return "\n".join(["[carriers.twilio]", f'type = "{kind}"', f'account = "{account}"',
                      f'auth-token = "{TOKEN}"', f'base-url = "{url}"', *settings, ""])


def signature(token, url, fields):
    text = url + "".join(name + value for name, value in sorted(set(fields)))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


class FakeTwilio:
    """Serves on a free port of 127.0.0.1 until stop().

    `fault`: called with the number of each POST, from 1; says what goes wrong with it: None, an
    HTTP status, (status, Retry-After), "reset before", "reset after", "cut", "hang before" or
    "hang after": before or after the message was taken. `list_fault`: the same of each GET, but
    None, a status or (status, Retry-After) only. After a Retry-After no request is answered
    otherwise before its time, of whichever kind; `too_early` counts those, `lists_too_early` the
    GETs among them."""

    def __init__(self, prefix="", tls=None, reports=True, header="X-Twilio-Signature"):
        self.prefix, self.reports, self.header = prefix, reports, header
        self.token = self.signing_key = TOKEN
        self.fault = self.list_fault = lambda number: None
        self.taken = []  # message resources, oldest first
        self.posts = self.lists = 0
        self._not_before = self.too_early = self.lists_too_early = self.waits = 0
        self._sockets = set()
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._callbacks = ThreadPoolExecutor(8)
        fake = self

        class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads, request_queue_size = True, 512

            def handle_error(self, request, client_address):
                pass  # connections end in many ways here

        self._server = Server(("127.0.0.1", 0), type("Handler", (Handler,), {"fake": fake}))
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def stop(self):
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()
        self.drop_connections()
        self._callbacks.shutdown(cancel_futures=True)

    def drop_connections(self):
        """All that are open now end, as when a balancer is restarted."""
        with self._lock:
            sockets = list(self._sockets)
        for one in sockets:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def wait(self, seconds):
        """False when the fake stops meanwhile."""
        return not self._ended.wait(seconds)

    def opened(self, one):
        with self._lock:
            self._sockets.add(one)

    def closed(self, one):
        with self._lock:
            self._sockets.discard(one)

    def bodies_to(self, phone):
        return [message["body"] for message in self.snapshot() if message["to"] == phone]

    def snapshot(self):
        with self._lock:
            return list(self.taken)

    # Creating and listing.

    def next_post(self):
        with self._lock:
            self.posts += 1
            return self.posts

    def next_list(self):
        with self._lock:
            self.lists += 1
            return self.lists

    def tell_to_wait(self, seconds):
        """From now on no request is taken before its time."""
        with self._lock:
            self.waits += 1
            self._not_before = max(self._not_before, time.monotonic() + seconds)

    def must_wait(self, is_list=False):
        """Whole seconds, or 0."""
        with self._lock:
            left = self._not_before - time.monotonic()
            self.too_early += left > 0
            self.lists_too_early += left > 0 and is_list
            return math.ceil(max(left, 0))

    def create(self, fields):
        """(status, resource or error)"""
        form = dict(fields)
        media = [value for name, value in fields if name == "MediaUrl"]
        to, body = form.get("To", ""), form.get("Body", "")
        if not re.fullmatch(r"\+[1-9]\d{6,14}|\d{3,6}", to):
            return error(400, 21211, f"The 'To' number {to} is not a valid phone number.")
        if to in MAGIC:
            status, code = MAGIC[to]
            return error(status, code, "As this number always has it.")
        if not form.get("From") and not form.get("MessagingServiceSid"):
            return error(400, 21603, "A 'From' phone number is required.")
        if not body and not media:
            return error(400, 21602, "Message body is required.")
        if len(body) > 1600 or len(media) > 10:
            return error(400, 21617, "The concatenated message body exceeds the 1600 limit.")
        now = email.utils.formatdate(usegmt=False)
        sid = ("MM" if media else "SM") + uuid.uuid4().hex
        message = {
            "account_sid": ACCOUNT, "api_version": "2010-04-01", "body": body,
            "date_created": now, "date_sent": None, "date_updated": now,
            "direction": "outbound-api", "error_code": None, "error_message": None,
            "from": form.get("From"), "to": to, "sid": sid, "status": "queued",
            "messaging_service_sid": form.get("MessagingServiceSid"),
            "num_media": str(len(media)), "num_segments": "1", "price": None, "price_unit": "USD",
            "uri": f"{self.prefix}/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json"}
        with self._lock:
            self.taken.append(message)
        message["media"] = media  # for tests; no part of the resource
        callback = form.get("StatusCallback")
        if self.reports and callback:
            self._callbacks.submit(self._report, message, callback)
        return 201, message

    def list(self, query):
        size = min(int(query.get("PageSize", "50")), 1000)
        page = int(query.get("Page", "0"))
        found = [message for message in reversed(self.snapshot())
                 if query.get("To") in (None, message["to"])
                 and query.get("From") in (None, message["from"])]
        part = found[page * size:(page + 1) * size]
        kept = {name: query[name] for name in ("To", "From") if name in query}

        def uri(number):
            return (f"{self.prefix}/2010-04-01/Accounts/{ACCOUNT}/Messages.json?"
                    + urllib.parse.urlencode({**kept, "PageSize": size, "Page": number}))
        return 200, {"messages": part, "page": page, "page_size": size, "uri": uri(page),
                     "start": page * size, "end": page * size + len(part) - 1,
                     "first_page_uri": uri(0), "previous_page_uri": uri(page - 1) if page else None,
                     "next_page_uri": uri(page + 1) if len(found) > (page + 1) * size else None}

    # Telling.

    def _report(self, message, callback):
        code = ON_THE_WAY.get(message["to"])
        message["date_sent"] = email.utils.formatdate()
        for status in ("sent", "undelivered" if code else "delivered"):
            message["status"] = status
            fields = [("MessageSid", message["sid"]), ("SmsSid", message["sid"]),
                      ("MessageStatus", status), ("SmsStatus", status), ("AccountSid", ACCOUNT),
                      ("From", message["from"] or ""), ("To", message["to"]),
                      ("ApiVersion", "2010-04-01")]
            if code and status == "undelivered":
                message["error_code"] = code
                fields.append(("ErrorCode", str(code)))
            self.tell(callback, fields)

    def tell(self, url, fields, key="", tries=60):
        """A webhook, told again until it is taken or refused; its last status, or None."""
        answer = None
        for _ in range(tries):
            try:
                answer = post(url, fields, self.signing_key if key == "" else key, self.header)
            except (OSError, http.client.HTTPException):
                answer = None
            if answer is not None and answer < 500:
                return answer
            if not self.wait(0.5):
                break
        return answer

    def text(self, webhook, sender, to, body, media=(), sid=None, key="", tries=60, more=()):
        fields = [("MessageSid", sid or "SM" + uuid.uuid4().hex), ("AccountSid", ACCOUNT),
                  ("From", sender), ("To", to), ("Body", body), ("NumMedia", str(len(media))),
                  ("NumSegments", "1"), ("ApiVersion", "2010-04-01")]
        fields += [(f"MediaUrl{i}", url) for i, url in enumerate(media)]
        fields = [(name, value) for name, value in fields if name not in dict(more)] + list(more)
        return self.tell(webhook, fields, key, tries)


def error(status, code, message):
    return status, {"code": code, "message": message, "status": status,
                    "more_info": f"https://www.twilio.com/docs/errors/{code}"}


def post(url, fields, key, header="X-Twilio-Signature", headers=None):
    """One request, signed unless the key is None; its status. The password in the address is sent
    when it is asked for."""
    parts = urllib.parse.urlsplit(url)
    body = urllib.parse.urlencode(fields)
    signed = url.partition("#")[0]
    headers = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
    if key is not None:
        headers[header] = signature(key, signed, fields)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status == 401 and parts.password and "Authorization" not in headers:
            user = f"{parts.username}:{parts.password}".encode()
            return post(url, fields, key, header,
                        {"Authorization": "Basic " + base64.b64encode(user).decode()})
        return answer.status
    finally:
        connection.close()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version, fake = "HTTP/1.1", None
    wbufsize, disable_nagle_algorithm = 65536, True

    def setup(self):
        super().setup()
        self.fake.opened(self.connection)

    def finish(self):
        try:
            super().finish()
        except OSError:
            pass
        self.fake.closed(self.connection)

    def log_message(self, *_):
        pass

    def is_allowed(self):
        wanted = base64.b64encode(f"{ACCOUNT}:{self.fake.token}".encode()).decode()
        key = base64.b64encode(b"SK" + b"0" * 32 + b":k3y").decode()
        return self.headers.get("Authorization") in ("Basic " + wanted, "Basic " + key)

    def give(self, status, content, retry_after=None, cut=False):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if retry_after is not None:
            self.send_header("Retry-After", str(retry_after))
        self.end_headers()
        self.wfile.write(body[:len(body) // 2] if cut else body)
        self.wfile.flush()
        if cut:
            self.close_connection = True

    def reset(self):
        """The connection ends as if the machine was gone: no answer, RST."""
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def is_messages(self, path):
        return path == f"{self.fake.prefix}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"

    def refuse(self, fault):
        """With a status, or (status, Retry-After)."""
        if isinstance(fault, int):
            return self.give(*error(fault, 20000 + fault, "Trouble"))
        status, after = fault
        if isinstance(after, (int, float)):
            self.fake.tell_to_wait(after)
        return self.give(*error(status, 20000 + status, "Later"), retry_after=after)

    def do_GET(self):
        parts = urllib.parse.urlsplit(self.path)
        if not self.is_allowed():
            return self.give(*error(401, 20003, "Authenticate"))
        if not self.is_messages(parts.path):
            return self.give(*error(404, 20404, "The requested resource was not found"))
        fault = self.fake.list_fault(self.fake.next_list())
        if wait := self.fake.must_wait(is_list=True):
            return self.give(*error(429, 20429, "Too many requests"), retry_after=wait)
        if fault is not None:
            return self.refuse(fault)
        return self.give(*self.fake.list(dict(urllib.parse.parse_qsl(parts.query))))

    def do_POST(self):
        length = int(self.headers.get("Content-Length", "0"))
        fields = urllib.parse.parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True)
        if not self.is_allowed():
            return self.give(*error(401, 20003, "Authenticate"))
        if not self.is_messages(self.path):
            return self.give(*error(404, 20404, "The requested resource was not found"))
        fault = self.fake.fault(self.fake.next_post())
        if wait := self.fake.must_wait():
            return self.give(*error(429, 20429, "Too many requests"), retry_after=wait)
        if fault == "reset before":
            return self.reset()
        if fault == "hang before":
            self.close_connection = True
            return self.fake.wait(600)
        if isinstance(fault, (int, tuple)):
            return self.refuse(fault)
        status, content = self.fake.create(fields)
        if fault == "reset after":
            return self.reset()
        if fault == "hang after":
            self.close_connection = True
            return self.fake.wait(600)
        return self.give(status, content, cut=fault == "cut")


def sometimes(share, *faults, seed=1):
    """A fault of these in this share of all requests, by chance."""
    chance, lock = random.Random(seed), threading.Lock()

    def decide(_number):
        with lock:
            return chance.choice(faults) if chance.random() < share else None
    return decide
