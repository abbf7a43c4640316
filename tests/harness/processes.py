# SPDX-License-Identifier: GPL-2.0-or-later
"""Starting and surely stopping other programs."""

import ctypes
import os
import random
import re
import signal
import socket
import subprocess
import threading
import time

_libc = ctypes.CDLL("libc.so.6", use_errno=True)
_PR_SET_PDEATHSIG = 1


_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _die_with_parent():
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    os.setsid()
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class HarnessError(Exception):
    """A peer did not do what the test needs; the text says which and what was seen."""


def _is_given_away(port):
    """Whether another test has it, whose server may have still to start; else it is ours. The name is
    abstract: it goes when this process ends, and belongs to one network namespace, as ports do."""
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind(f"\0xmpp-sms-test-port-{port}")
    except OSError:
        name.close()
        return True
    name.detach()
    return False


def free_port():
    """A TCP port on loopback that nobody listens on now, and that no other test is given."""
    # Not one that the kernel gives outgoing connections: some test's could have it before a server
    # that starts slowly does.
    with open("/proc/sys/net/ipv4/ip_local_port_range", encoding="ascii") as file:
        first_outgoing = int(file.read().split()[0])
    while True:
        port = random.randrange(min(10000, first_outgoing - 1000), first_outgoing)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if not _is_given_away(port):
            return port


def wait_until(condition, timeout, what):
    """The first true value of condition(); HarnessError naming `what` after `timeout` seconds."""
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise HarnessError(f"after {timeout} s: no {what}")
        time.sleep(0.02)


def is_listening(port):
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Process:
    """A program that is stopped when the test ends, whatever happened."""

    def __init__(self, command, log, env=None, stdin=None, stdout=None, cwd=None):
        self.name = os.path.basename(command[0])
        self.log_path = log
        # Interrupted while it starts, it would go on with nobody who has a hold of it.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        self.popen = None
        try:
            with open(log, "ab") as log_file:
                self.popen = subprocess.Popen(
                    command, stdin=stdin or subprocess.DEVNULL, stdout=stdout or log_file,
                    stderr=log_file, env=env, cwd=cwd, preexec_fn=_die_with_parent)
        finally:
            try:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
            except BaseException:
                if self.popen:
                    self.stop()
                raise

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as log_file:
            return log_file.read()

    def is_running(self):
        return self.popen.poll() is None

    def require_running(self):
        if not self.is_running():
            raise HarnessError(f"{self.name} ended with {self.popen.returncode}:\n{self.log()[-3000:]}")
        return True

    def kill(self):
        """As a crash: its whole process group."""
        try:
            os.killpg(self.popen.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.popen.wait()

    def stop(self, timeout=10):
        """SIGTERM, then SIGKILL, to its whole process group; returns the exit status."""
        for signal_number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.popen.pid, signal_number)
            except ProcessLookupError:
                pass
            try:
                self.popen.wait(timeout)
                break
            except subprocess.TimeoutExpired:
                continue
        for pipe in (self.popen.stdin, self.popen.stdout):
            if pipe:
                pipe.close()
        return self.popen.returncode


def processes_of(argument):
    """The ids of the processes that have this very argument on their command line."""
    found = []
    for entry in os.listdir("/proc"):
        try:
            with open(f"/proc/{int(entry)}/cmdline", "rb") as file:
                # Chromium's helpers write theirs with blanks between the arguments.
                words = file.read().replace(b" ", b"\0").split(b"\0")
        except (ValueError, OSError):
            continue
        if argument.encode() in words:
            found.append(int(entry))
    return found


def stop_all_of(argument, timeout=10):
    """Ends what still runs with this argument, which nobody else's process can have."""
    for pid in processes_of(argument):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    wait_until(lambda: not processes_of(argument), timeout, f"end of what has {argument}")


def stop_on_signals():
    """From now on SIGINT, SIGTERM and SIGHUP raise KeyboardInterrupt, once: the clean-up that this
    sets off is not to be interrupted by an impatient second one."""
    def interrupt(_number, _frame):
        for number in _STOPPING:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt
    for number in _STOPPING:
        signal.signal(number, interrupt)


class Lines:
    """The lines of a stream, collected by a thread, to wait for and to look back on."""

    def __init__(self, stream):
        self._lines = []
        self._changed = threading.Condition()
        self._closed = False
        threading.Thread(target=self._collect, args=(stream,), daemon=True).start()

    def _collect(self, stream):
        try:
            for raw in stream:
                with self._changed:
                    self._lines.append(raw.decode("utf-8", "replace").rstrip("\n"))
                    self._changed.notify_all()
        except ValueError:
            pass  # closed while we read: the program was stopped
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def mark(self):
        """A place to wait from: lines that came before are then not seen."""
        with self._changed:
            return len(self._lines)

    def since(self, mark=0):
        with self._changed:
            return self._lines[mark:]

    def wait_for(self, pattern, timeout=15, mark=0):
        """The match of the first line from `mark` on that `pattern` is found in."""
        wanted = re.compile(pattern)
        deadline = time.monotonic() + timeout
        position = mark
        with self._changed:
            while True:
                while position < len(self._lines):
                    match = wanted.search(self._lines[position])
                    if match:
                        return match
                    position += 1
                remaining = deadline - time.monotonic()
                if self._closed or remaining <= 0:
                    seen = "\n  ".join(self._lines[mark:][-40:])
                    why = "the program ended" if self._closed else f"after {timeout} s"
                    raise HarnessError(f"{why}: no line with {pattern!r}; seen:\n  {seen}")
                self._changed.wait(remaining)
