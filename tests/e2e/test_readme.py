# SPDX-License-Identifier: GPL-2.0-or-later
"""What the README promises, run and compared."""

import glob
import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest

from harness.processes import wait_until
from scenario import BUILD

ROOT = os.path.join(os.path.dirname(__file__), "..", "..")


def blocks():
    """The README's fenced blocks, without their fences."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as readme:
        return re.findall(r"^```\w*\n(.*?)^```$", readme.read(), re.MULTILINE | re.DOTALL)


def as_pattern(promised):
    """A block as a regular expression: … stands for what changes from run to run."""
    return ".*".join(re.escape(part) for part in promised.split("…"))


class Readme(unittest.TestCase):
    def block_with(self, text):
        return next(block for block in blocks() if text in block)

    def test_try_prints_what_is_promised(self):
        ran = subprocess.run([sys.executable, os.path.join(ROOT, "packaging", "demo.py")],
                             capture_output=True, text=True, timeout=90, check=False)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        promised = self.block_with("phone shows").splitlines()
        printed = ran.stdout.splitlines()
        self.assertEqual(len(printed), len(promised), ran.stdout)
        for line, pattern in zip(printed, promised):
            self.assertRegex(line, "^" + as_pattern(pattern) + "$")

    def test_stopped_at_any_moment_try_leaves_nothing_behind(self):
        for name, line in (("SIGINT", None), ("SIGHUP", "simulated phones"), ("SIGTERM", "phone shows")):
            with self.subTest(signal=name), tempfile.TemporaryDirectory(prefix="sms try ") as place:
                with subprocess.Popen(
                        [sys.executable, "-u", os.path.join(ROOT, "packaging", "demo.py")],
                        stdout=subprocess.PIPE, text=True, start_new_session=True,
                        env={**os.environ, "TMPDIR": place}) as demo:
                    if line is None:  # while the server starts
                        wait_until(lambda: glob.glob(place + "/*/server/prosody.out"), 10, "server")
                    else:
                        wait_until(lambda: line in demo.stdout.readline(), 30, line)
                    for _ in range(2):  # an impatient person
                        os.killpg(demo.pid, getattr(signal, name))
                    self.assertIn("nothing is left behind", demo.stdout.read())
                    self.assertEqual(demo.wait(30), 130)
                self.assertEqual(os.listdir(place), [])
                listed = subprocess.run(["pgrep", "-f", place], capture_output=True, check=False)
                self.assertEqual(listed.stdout, b"")

    def test_the_tools_print_what_is_promised(self):
        tools = [os.path.join(BUILD, room, "tool") for room in ("caps", "sms")]
        env = {**os.environ, "PATH": ":".join([*tools, os.environ["PATH"]])}
        for line in self.block_with("| sms-caps").splitlines():
            if line.startswith("$ "):
                printed = subprocess.run(["sh", "-c", line[2:]], capture_output=True, text=True,
                                         timeout=30, check=True, env=env).stdout.splitlines()
            else:
                self.assertEqual(line, printed.pop(0))
