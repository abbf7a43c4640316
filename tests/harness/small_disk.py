# SPDX-License-Identifier: GPL-2.0-or-later
"""A disk that can be filled: a file system in memory, in a mount namespace of its own."""

import os
import subprocess

from .processes import Process, wait_until


class SmallDisk:
    """Mounted at `place` (an empty directory) for those whose command goes through wrap(); this
    process sees it at `path`. Needs no privileges where users may make namespaces."""

    def __init__(self, place, megabytes, log):
        self.place = place
        self._is_root = os.geteuid() == 0
        kinds = ["--mount"] if self._is_root else ["--mount", "--user", "--map-root-user"]
        self._holder = Process(
            ["unshare", *kinds, "sh", "-c",
             f'mount -t tmpfs -o size={megabytes}m,mode=0700 small "{place}" && echo mounted && '
             "exec sleep infinity"], log)
        wait_until(lambda: self._holder.require_running() and "mounted" in self._holder.log(), 20,
                   "small disk")
        self._pid = self._holder.popen.pid
        self.path = f"/proc/{self._pid}/root{place}"

    def wrap(self, command):
        user = [] if self._is_root else ["--user", "--preserve-credentials"]
        return ["nsenter", "--target", str(self._pid), "--mount", *user, *command]

    def fill(self):
        """Until not a byte fits."""
        with open(os.path.join(self.path, "filler"), "ab", buffering=0) as filler:
            for size in (1 << 16, 1 << 12, 1):
                try:
                    while filler.write(b"\0" * size) == size:
                        pass
                except OSError:
                    pass

    def make_room(self):
        os.remove(os.path.join(self.path, "filler"))

    def run(self, command, **options):
        """A program that ends by itself."""
        return subprocess.run(self.wrap(command), capture_output=True, text=True, timeout=60,
                              check=False, **options)

    def stop(self):
        self._holder.stop()
