# SPDX-License-Identifier: GPL-2.0-or-later
"""The real libpurple without a window (tests/client), driven by lines."""

import os
import subprocess

from .certificates import trust_certificate
from .processes import HarnessError, Lines, Process


class HeadlessClient:
    """One libpurple with one user folder; `lines` is all that it printed."""

    def __init__(self, program, directory, certificate, wrapper=(), env=None):
        self.directory = directory
        trust_certificate(directory, certificate)
        self._process = Process([*wrapper, program, "--dir", directory],
                                os.path.join(directory, "client.err"), env=env,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.lines = Lines(self._process.popen.stdout)
        try:
            self.lines.wait_for("^ready$", timeout=60)
        except BaseException:
            self.stop()
            raise

    @property
    def pid(self):
        return self._process.popen.pid

    def do(self, line, timeout=30):
        """Carries out a line; HarnessError when it failed. Returns the mark before it."""
        mark = self.lines.mark()
        self._process.popen.stdin.write(line.encode() + b"\n")
        self._process.popen.stdin.flush()
        command = line.split()[0]
        answer = self.lines.wait_for(rf"^(done|failed) {command}\b(.*)", timeout, mark)
        if answer.group(1) == "failed":
            raise HarnessError(answer.string)
        return mark

    def sign_on(self, server, user, security="tls", port=None):
        """Makes the account, connects, and waits until it is connected. Returns the bare JID."""
        jid = f"{user}@{server.domain}"
        port = port or (server.tls_port if security == "ssl" else server.port)
        self.do(f"account {jid} {user[::-1]} {port} {security}")
        mark = self.do(f"connect {jid}")
        self.lines.wait_for(f"^connected {jid}", mark=mark, timeout=30)
        return jid

    def wait_for(self, pattern, timeout=15, mark=0):
        return self.lines.wait_for(pattern, timeout, mark)

    def errors(self):
        """What libpurple and GLib wrote to standard error."""
        return self._process.log()

    def quit(self, timeout=20):
        """Leaves as a user does; the exit status."""
        self.do("quit")
        return self._process.popen.wait(timeout)

    def stop(self):
        self._process.stop()
