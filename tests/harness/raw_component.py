# SPDX-License-Identifier: GPL-2.0-or-later
"""A component of the test's own at a real server: raw XML over XEP-0114."""

import hashlib
import re
import socket


class RawComponent:
    """Connected and accepted; `send` takes XML, `wait_for` gives the match of a pattern in what came."""

    def __init__(self, port, domain, secret):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._text = ""
        self.send("<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' "
                  f"xmlns:stream='http://etherx.jabber.org/streams' to='{domain}'>")
        stream_id = self.wait_for(r"<stream:stream[^>]*? id=['\"]([^'\"]+)['\"][^>]*>").group(1)
        digest = hashlib.sha1((stream_id + secret).encode()).hexdigest()
        self.send(f"<handshake>{digest}</handshake>")
        self.wait_for(r"<handshake\s*/>|<handshake></handshake>")

    def send(self, xml):
        self._socket.sendall(xml.encode())

    def wait_for(self, pattern):
        """The first match; it and what came before it are then over."""
        wanted = re.compile(pattern, re.DOTALL)
        while True:
            match = wanted.search(self._text)
            if match:
                self._text = self._text[match.end():]
                return match
            data = self._socket.recv(65536)
            if not data:
                raise EOFError(f"no {pattern!r}, but the end of the stream; seen: {self._text[-500:]}")
            self._text += data.decode()

    def close(self):
        self._socket.close()
