# SPDX-License-Identifier: GPL-2.0-or-later
"""Many sockets in one thread, for peers that must keep up with thousands of texts a second."""

import heapq
import itertools
import selectors
import socket
import struct
import time


class Poller:
    """turn() serves what is ready and calls what is due."""

    def __init__(self):
        self._selector = selectors.DefaultSelector()
        self._calls, self._order = [], itertools.count()

    def watch(self, one, call, writing=False):
        """`call(can_read)` whenever it can be read, or written to if that is wanted."""
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if writing else 0)
        if one in self._selector.get_map():
            self._selector.modify(one, events, call)
        else:
            self._selector.register(one, events, call)

    def forget(self, one):
        if one in self._selector.get_map():
            self._selector.unregister(one)

    def later(self, seconds, call):
        heapq.heappush(self._calls, (time.monotonic() + seconds, next(self._order), call))

    def turn(self, at_most=0.005):
        if self._calls:
            at_most = max(0, min(at_most, self._calls[0][0] - time.monotonic()))
        for key, events in self._selector.select(at_most):
            key.data(bool(events & selectors.EVENT_READ))
        now = time.monotonic()
        while self._calls and self._calls[0][0] <= now:
            heapq.heappop(self._calls)[2]()

    def close(self):
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()
        self._selector.close()


class Line:
    """A connection: `on_data(line)` when `line.data` has grown, `on_end(line)` once when it is over.
    What the other end does not take yet waits here."""

    def __init__(self, poller, one, on_data, on_end):
        self.data = b""
        self.is_open = True
        self._poller, self._socket = poller, one
        self._on_data, self._on_end = on_data, on_end
        self._waiting = b""
        one.setblocking(False)
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        poller.watch(one, self._ready)

    def _ready(self, can_read):
        if self._waiting:
            self.send(b"")
        if not can_read or not self.is_open:
            return
        try:
            data = self._socket.recv(1 << 18)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            return self.close()
        self.data += data
        self._on_data(self)

    def send(self, data):
        """False when the connection is over."""
        if not self.is_open:
            return False
        was_waiting = bool(self._waiting)
        self._waiting += data
        try:
            self._waiting = self._waiting[self._socket.send(self._waiting):]
        except BlockingIOError:
            pass
        except OSError:
            self.close()
            return False
        if bool(self._waiting) != was_waiting:
            self._poller.watch(self._socket, self._ready, bool(self._waiting))
        return True

    def reset(self):
        """As if the machine was gone: no answer, RST."""
        if self.is_open:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close()

    def close(self):
        if self.is_open:
            self.is_open = False
            self._poller.forget(self._socket)
            self._socket.close()
            self._on_end(self)


def listen(poller, on_line, port=0):
    """A socket on a port of 127.0.0.1, by default a free one; `on_line(socket)` for each who
    connects."""
    listener = socket.create_server(("127.0.0.1", port), backlog=512)
    listener.setblocking(False)

    def accept(_can_read):
        try:
            on_line(listener.accept()[0])
        except OSError:
            pass  # gone again
    poller.watch(listener, accept)
    return listener
