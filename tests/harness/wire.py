# SPDX-License-Identifier: GPL-2.0-or-later
"""A wire between client and server that can be held and cut."""

import select
import socket
import threading


class Wire:
    """Forwards a port. hold() keeps what the client sends from the server; cut() breaks the link."""

    def __init__(self, port):
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._held = False
        self._pairs = []
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._target))
            with self._lock:
                self._pairs.append((client, server))
            threading.Thread(target=self._forward, args=(client, server), daemon=True).start()

    def _forward(self, client, server):
        try:
            while True:
                sources = [server] if self._held else [server, client]
                for source in select.select(sources, [], [], 0.05)[0]:
                    data = source.recv(65536)
                    if not data:
                        return
                    (client if source is server else server).sendall(data)
        except OSError:
            pass  # cut
        finally:
            client.close()
            server.close()

    def hold(self):
        self._held = True

    def cut(self):
        """Breaks every link; new ones can be made and are not held."""
        with self._lock:
            for pair in self._pairs:
                for end in pair:
                    try:
                        end.shutdown(socket.SHUT_RDWR)
                    except OSError:
                        pass
            self._pairs.clear()
        self._held = False

    def close(self):
        self._listener.close()
        self.cut()
