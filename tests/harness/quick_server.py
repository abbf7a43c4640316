# SPDX-License-Identifier: GPL-2.0-or-later
"""An XMPP server of few words with one component and one user on it, for thousands of texts a
second."""

import hashlib
import re

from .poller import Line, listen

PIECE = re.compile(
    rb"<message (?P<head>[^>]*)>(?P<inside>.*?)</message>"
    rb"|<iq (?P<answer>[^>]*)/>"
    rb"|<iq (?P<iq>[^>]*)>(?P<query>.*?)</iq>"
    rb"|(?P<opening><stream:stream [^>]*>)"
    rb"|<handshake>(?P<proof>\w+)</handshake>", re.DOTALL)
ID = re.compile(rb"\bid='([^']*)'")
FROM = re.compile(rb"\bfrom='([^']*)'")
BODY = re.compile(rb"<body>([^<]*)</body>")
RECEIVED = re.compile(rb"<received [^>]*\bid='([^']*)'")


class QuickServer:
    """`texts`: (phone's JID, id, body) in their order; `receipts`, `errors`: the ids that they
    mean; `answers`: ids of results."""

    def __init__(self, poller, domain="localhost", secret="s3cret"):
        self._poller, self._domain, self._secret = poller, domain, secret
        self._line = None
        self.is_up = False
        self.texts, self.receipts, self.errors, self.answers = [], [], [], set()
        self._listener = listen(poller, self._connected)
        self.port = self._listener.getsockname()[1]

    def leave(self):
        """As by a crash: nobody listens, the component's connection is over."""
        self._poller.forget(self._listener)
        self._listener.close()
        if self._line:
            self._line.close()

    def come_back(self):
        self._listener = listen(self._poller, self._connected, self.port)

    def _connected(self, one):
        if self._line:
            self._line.close()
        self._line = Line(self._poller, one, self._read, self._ended)

    def _ended(self, line):
        if line is self._line:
            self.is_up, self._line = False, None

    def send(self, data):
        """False when there is no component."""
        return self.is_up and self._line.send(data)

    def _read(self, line):
        end = 0
        for piece in PIECE.finditer(line.data):
            end = piece.end()
            kind = piece.lastgroup
            if kind == "inside":
                self._message(piece["head"], piece["inside"])
            elif kind == "query" and b"type='get'" in piece["iq"]:
                # A ping behind texts: all before it was read.
                name = ID.search(piece["iq"]).group(1).decode()
                line.send(f"<iq type='result' id='{name}' from='{self._domain}' "
                          "to='text.localhost'/>".encode())
            elif kind in ("query", "answer"):
                self.answers.add(ID.search(piece["iq"] or piece["answer"]).group(1).decode())
            elif kind == "opening":
                line.send(b"<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' "
                          b"xmlns:stream='http://etherx.jabber.org/streams' id='s1' "
                          b"from='text.localhost'>")
            elif kind == "proof":
                wanted = hashlib.sha1(("s1" + self._secret).encode()).hexdigest()
                if piece["proof"].decode() != wanted:
                    return line.close()
                line.send(b"<handshake/>")
                self.is_up = True
        line.data = line.data[end:]
        return None

    def _message(self, head, inside):
        if b"type='error'" in head:
            self.errors.append(ID.search(head).group(1).decode())
        elif received := RECEIVED.search(inside):
            self.receipts.append(received.group(1).decode())
        elif body := BODY.search(inside):
            self.texts.append((FROM.search(head).group(1).decode(), ID.search(head).group(1).decode(),
                               body.group(1).decode()))
