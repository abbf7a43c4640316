# SPDX-License-Identifier: GPL-2.0-or-later
"""What the kernel knows of connections and memory."""

import threading


class OpenSockets:
    """How many connections to a port of this machine there were at most; the kernel is asked, since
    a server notices late that one has ended."""

    def __init__(self, port):
        self.most = 0
        self._remote = f"0100007F:{port:04X}"
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self):
        # The table changes while it is read: what stands in two readings was open between them.
        while not self._ended.wait(0.05):
            self.most = max(self.most, len(self._open() & self._open()))

    def _open(self):
        connecting, open_, half_open = "02", "01", "08"
        with open("/proc/net/tcp", encoding="ascii") as table:
            rows = [line.split()[1:4] for line in table][1:]
        return {local for local, remote, state in rows
                if remote == self._remote and state in (connecting, open_, half_open)}

    def stop(self):
        self._ended.set()
        self._thread.join()


def most_memory(pid):
    """The most that a process ever held, in bytes."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) * 1024
