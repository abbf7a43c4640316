# SPDX-License-Identifier: GPL-2.0-or-later
"""What no carrier and no browser should ask over HTTP."""

import resource
import select
import socket
import threading
import unittest

from faults.scene import MEGABYTE, NUMBER, PHONE, Scene

SLOW = 1000


def head(path, *fields, method="POST"):
    return "\r\n".join((f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *fields, "", "")).encode()


class HostileClients(Scene):
    def connection(self):
        made = socket.create_connection(("127.0.0.1", self.gateway.port), timeout=60)
        self.addCleanup(made.close)
        return made

    def answer(self, *parts):
        """What comes back for these bytes; nothing when the gateway closes."""
        connection = self.connection()
        try:
            for part in parts:
                connection.sendall(part)
        except OSError:
            pass  # it has heard enough
        try:
            return connection.recv(65536).decode("utf-8", "replace")
        except OSError:
            return ""

    def test_bodies_of_ten_megabytes_are_refused(self):
        stream = self.connected()
        before = self.memory()
        announced = self.answer(head("/phones/texts", f"Content-Length: {10 * MEGABYTE}"))
        self.assertIn(" 413 ", announced.partition("\r\n")[0])
        chunk = b"100000\r\n" + b"x" * MEGABYTE + b"\r\n"
        chunked = self.answer(head("/phones/texts", "Transfer-Encoding: chunked"), *[chunk] * 10)
        self.assertNotIn(" 20", chunked.partition("\r\n")[0])
        self.assertLess(self.memory() - before, 8 * MEGABYTE)
        self.assert_works(stream)

    def test_requests_that_are_none(self):
        stream = self.connected()
        before = self.memory()
        for data in (b"\0" * 1000, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\xff\xfe / HTTP/1.1\r\n\r\n",
                     head("/phones/texts", "Content-Length: -1"),
                     head("/phones/texts", "Content-Length: 99999999999999999999"),
                     head("/phones/texts", "Content-Length: 5", "Transfer-Encoding: chunked") + b"0\r\n\r\n",
                     head("/" + "a" * 100_000, method="GET"),
                     head("/healthz", *[f"X-{i}: {'y' * 1000}" for i in range(1000)], method="GET"),
                     head("/phones/../../etc/passwd", method="GET"),
                     head("/phones/%2e%2e/%00", method="GET"),
                     head("/phones/texts", "Content-Length: 2") + b"{}",
                     head("/phones/texts", "Content-Length: 100000") + b"[" * 100_000,
                     head("/phones/texts", "Content-Length: 4") + b"\xff\xff\xff\xff"):
            told = self.answer(data, b"").partition("\r\n")[0]
            self.assertNotIn(" 20", told, data[:80])
            self.assertNotIn(" 500 ", told, data[:80])
        self.assertLess(self.memory() - before, 8 * MEGABYTE)
        self.assert_works(stream)

    def test_too_many_requests_are_told_so(self):
        self.gateway.write_config(requests=5)
        self.gateway.start(wait=False)
        self.server.accept()
        statuses = [self.gateway.ask("GET", "/healthz")[0] for _ in range(30)]
        self.assertIn(200, statuses)
        self.assertIn(429, statuses)
        self.eventually(lambda: self.gateway.status_of("/healthz") == 200, "another turn")


class SlowClients(Scene):
    """With the descriptors that a login shell and systemd give."""

    def setUp(self):
        super().setUp()
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        self.gateway.write_config(http='timeout = "5s"')
        resource.setrlimit(resource.RLIMIT_NOFILE, (1024, hard))
        self.gateway.start(wait=False)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
        self.stream = self.server.accept()
        self.gateway.wait_ready()
        self.slow = []
        self.addCleanup(lambda: [each.close() for each in self.slow])

    def drip(self, ending):
        """A byte from each, again and again: nobody is ever silent for long."""
        while not ending.is_set():
            for each in self.slow:
                try:
                    each.send(b"x")
                except OSError:
                    pass  # closed by the gateway
            ending.wait(0.5)

    def test_a_thousand_slow_connections_are_closed_while_others_pass(self):
        before = self.memory()
        starts = (b"", b"GET /heal", head("/phones/texts", "Content-Length: 1000"),
                  b"POST /phones/texts HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ")
        for number in range(SLOW):
            each = socket.create_connection(("127.0.0.1", self.gateway.port), timeout=60)
            self.slow.append(each)
            each.sendall(starts[number % len(starts)])
        ending = threading.Event()
        dripping = threading.Thread(target=self.drip, args=(ending,))
        dripping.start()
        try:
            # Meanwhile others are served, and there is a descriptor for a new link.
            for number in range(20):
                self.gateway.type(PHONE, NUMBER, f"meanwhile {number}")
                self.stream.wait_for(f"<body>meanwhile {number}</body>")
            self.stream.close()
            self.stream = self.server.accept(60)
            self.eventually(lambda: self.count_open() == 0, "closing of all slow connections", 60)
        finally:
            ending.set()
            dripping.join()
        self.assertLess(self.memory() - before, 64 * MEGABYTE)
        self.assert_works(self.stream)

    def count_open(self):
        """Of the slow ones, those that the gateway has not closed."""
        poll = select.poll()
        for each in self.slow:
            poll.register(each, select.POLLRDHUP)
        closed = {number for number, events in poll.poll(0) if events}
        return sum(1 for each in self.slow if each.fileno() not in closed)


if __name__ == "__main__":
    unittest.main()
