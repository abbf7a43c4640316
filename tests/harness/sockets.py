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
        connecting, open_, half_open = "02", "01", "08"
        while not self._ended.wait(0.05):
            with open("/proc/net/tcp", encoding="ascii") as table:
                rows = [line.split()[1:4] for line in table][1:]
            # A set: a row may come twice while the table changes.
            found = {local for local, remote, state in rows
                     if remote == self._remote and state in (connecting, open_, half_open)}
            self.most = max(self.most, len(found))

    def stop(self):
        self._ended.set()
        self._thread.join()


def most_memory(pid):
    """The most that a process ever held, in bytes."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) * 1024
