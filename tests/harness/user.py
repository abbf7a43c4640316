# SPDX-License-Identifier: GPL-2.0-or-later
"""A user of a real server with all that came: the stanzas of a client, without one."""

import base64
import socket
import ssl
import threading
import time
import xml.etree.ElementTree as ElementTree

from .processes import HarnessError, wait_until

CLIENT = "{jabber:client}"
RECEIPTS = "{urn:xmpp:receipts}"


class User:
    """Signed on over TLS and available; a thread reads. As everywhere, the password is the name
    backwards."""

    def __init__(self, server, name, resource="test", priority=0):
        self.jid = f"{name}@{server.domain}"
        context = ssl.create_default_context(cafile=server.certificate)
        raw = socket.create_connection(("127.0.0.1", server.tls_port), timeout=30)
        self._socket = context.wrap_socket(raw, server_hostname=server.domain)
        self._lock = threading.Lock()
        self._parser = None
        self.stanzas, self.times = [], []  # each with when it came
        self._domain = server.domain
        self._open()
        self._next()  # features
        token = base64.b64encode(f"\0{name}\0{name[::-1]}".encode()).decode()
        self.send(f"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{token}</auth>")
        if not self._next().tag.endswith("success"):
            raise HarnessError(f"{self.jid} may not sign on")
        self._open()
        self._next()
        self.send("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
                  f"<resource>{resource}</resource></bind></iq>")
        self._next()
        self.send(f"<presence><priority>{priority}</priority></presence>")
        self._socket.settimeout(None)
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _open(self):
        self._parser = ElementTree.XMLPullParser(("start", "end"))
        self._depth, self._root = 0, None
        self._pending = []
        self.send("<?xml version='1.0'?><stream:stream xmlns='jabber:client' version='1.0' "
                  f"xmlns:stream='http://etherx.jabber.org/streams' to='{self._domain}'>")

    def _feed(self, data):
        self._parser.feed(data)
        for event, element in self._parser.read_events():
            if event == "start":
                self._depth += 1
                if self._depth == 1:
                    self._root = element
            else:
                self._depth -= 1
                if self._depth == 1:
                    self._pending.append(element)
                    self._root.clear()

    def _next(self):
        while not self._pending:
            data = self._socket.recv(65536)
            if not data:
                raise HarnessError("the server closed the stream")
            self._feed(data)
        return self._pending.pop(0)

    def _read(self):
        try:
            while True:
                stanza = self._next()
                self.times.append(time.monotonic())
                self.stanzas.append(stanza)
        except (OSError, HarnessError, ElementTree.ParseError, ValueError):
            pass

    def send(self, xml):
        with self._lock:
            self._socket.sendall(xml.encode())

    def text(self, to, body, stanza_id, receipt=True):
        wants = "<request xmlns='urn:xmpp:receipts'/>" if receipt else ""
        escaped = body.replace("&", "&amp;").replace("<", "&lt;")
        self.send(f"<message to='{to}' type='chat' id='{stanza_id}'><body>{escaped}</body>"
                  f"{wants}</message>")

    def messages(self, kind=None):
        """All messages so far; `kind` is their type."""
        return [s for s in list(self.stanzas) if s.tag == CLIENT + "message"
                and (kind is None or s.get("type", "normal") == kind)]

    def bodies_from(self, jid):
        """(id, body) of each chat message of this sender, as they came."""
        return [(m.get("id"), m.findtext(CLIENT + "body")) for m in self.messages()
                if m.get("from", "").partition("/")[0] == jid and m.get("type") != "error"
                and m.find(CLIENT + "body") is not None]

    def receipts(self):
        """The ids that receipts came for, in order."""
        return [found.get("id") for m in self.messages()
                if (found := m.find(RECEIPTS + "received")) is not None]

    def wait_for(self, condition, what, timeout=30):
        """The first stanza that satisfies the condition."""
        def look():
            return next((s for s in list(self.stanzas) if condition(s)), None)
        try:
            wait_until(lambda: look() is not None, timeout, what)
        except HarnessError as error:
            seen = "\n  ".join(ElementTree.tostring(s, "unicode") for s in self.stanzas[-10:])
            raise HarnessError(f"{error}; {self.jid} got:\n  {seen}") from None
        return look()

    def wait_error(self, stanza_id, timeout=30):
        return self.wait_for(lambda s: s.get("type") == "error" and s.get("id") == stanza_id,
                             f"error of {stanza_id}", timeout)

    def close(self):
        try:
            self.send("</stream:stream>")
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self._socket.close()
        self._thread.join(5)
