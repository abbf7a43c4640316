# SPDX-License-Identifier: GPL-2.0-or-later
"""The server's side of XEP-0114 on a raw socket: what no real server would send can be sent."""

import hashlib
import re
import socket
import threading

from .processes import wait_until

PING = re.compile(r"<iq\b(?=[^>]*\btype='get')[^>]*\bid='([^']+)'[^>]*><ping xmlns='urn:xmpp:ping'/></iq>")


class ComponentServer:
    """Listens; accept() gives the next connection of the gateway. With `secret` another than the
    gateway's, or None for one that nobody knows, the proof is refused as servers do."""

    def __init__(self, domain="localhost", secret="s3cret"):
        self.domain, self.secret = domain, secret
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._streams = []

    def accept(self, timeout=30):
        """A stream that is up."""
        stream = self.accept_raw(timeout)
        stream.shake_hands(self.secret)
        return stream

    def accept_raw(self, timeout=30):
        """A connection on which nothing was said yet."""
        self._listener.settimeout(timeout)
        connection, _ = self._listener.accept()
        stream = ServedStream(connection, self.domain)
        self._streams.append(stream)
        return stream

    def pause(self):
        """Nobody listens at the port."""
        self._listener.close()

    def resume(self):
        self._listener = socket.create_server(("127.0.0.1", self.port))

    def close(self):
        self._listener.close()
        for stream in self._streams:
            stream.close()


class ServedStream:
    """A connection of the gateway. A thread reads; pings of the gateway are answered while
    `answers_pings`."""

    def __init__(self, connection, domain):
        self._socket, self._domain = connection, domain
        self._text, self._mark = "", 0
        self.is_at_end = False
        self.answers_pings = True
        self._pinged = 0
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self):
        try:
            while data := self._socket.recv(65536):
                self._text += data.decode("utf-8", "replace")
                for ping in PING.finditer(self._text, self._pinged):
                    self._pinged = ping.end()
                    if self.answers_pings:
                        self.send(f"<iq type='result' id='{ping.group(1)}' from='{self._domain}'/>")
        except OSError:
            pass
        self.is_at_end = True

    def send(self, data):
        """XML, or bytes that are none."""
        with self._lock:
            self._socket.sendall(data if isinstance(data, bytes) else data.encode())

    def send_if_open(self, data):
        """As much as the gateway takes before it closes."""
        try:
            self.send(data)
        except OSError:
            pass

    def shake_hands(self, secret):
        self.wait_for(r"<stream:stream[^>]*>")
        self.send("<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' id='s1' "
                  "xmlns:stream='http://etherx.jabber.org/streams' from='text.localhost'>")
        told = self.wait_for(r"<handshake>(\w+)</handshake>").group(1)
        if secret and told == hashlib.sha1(("s1" + secret).encode()).hexdigest():
            self.send("<handshake/>")
        else:
            self.end_with("not-authorized")

    def end_with(self, condition):
        """A stream error, and the end."""
        self.send(f"<stream:error><{condition} xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                  "</stream:error></stream:stream>")
        self._socket.shutdown(socket.SHUT_WR)

    def wait_for(self, pattern, timeout=30):
        """The first match in what came since the last one."""
        wanted = re.compile(pattern, re.DOTALL)
        found = wait_until(lambda: wanted.search(self._text, self._mark), timeout,
                           f"{pattern!r} from the gateway")
        self._mark = found.end()
        return found

    def seen(self, pattern):
        """What the pattern's group (or all of it) matched so far, each time."""
        return re.findall(pattern, self._text, re.DOTALL)

    def wait_end(self, timeout=30):
        """Until the gateway has closed; what it said since the last match."""
        wait_until(lambda: self.is_at_end, timeout, "end of the gateway's connection")
        return self._text[self._mark:]

    def close(self):
        """At once, as by a crash."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._socket.close()
        self._thread.join()
