# SPDX-License-Identifier: GPL-2.0-or-later
"""packaging/try --gui as a person meets it: phones to text, and nothing left behind."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.request

from harness import accessible
from harness.artefacts import artefact, build_directory
from harness.desktop import Desktop
from harness.processes import Lines, Process, wait_until

TESTS = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
DEMO = os.path.join(TESTS, "..", "packaging", "demo_gui.py")


def setUpModule():
    # One for both: AT-SPI keeps the connection it made first.
    folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-ui-")
    unittest.addModuleCleanup(folder.cleanup)
    TheDemonstration.desktop = Desktop(folder.name)
    unittest.addModuleCleanup(TheDemonstration.desktop.stop)
    accessible.connect(TheDemonstration.desktop.env)


class TheDemonstration(unittest.TestCase):
    desktop = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-ui-")
        self.addCleanup(folder.cleanup)
        self.temporary = os.path.join(folder.name, "tmp")
        os.mkdir(self.temporary)
        # In the place of a person's own browser: it notes what it was given to open.
        self.opened = os.path.join(folder.name, "opened")
        opener = os.path.join(folder.name, "bin", "xdg-open")
        os.mkdir(os.path.dirname(opener))
        with open(opener, "w", encoding="utf-8") as script:
            script.write(f'#!/bin/sh\necho "$1" >"{self.opened}.new" && mv "{self.opened}.new" '
                         f'"{self.opened}"\n')
        os.chmod(opener, 0o755)
        environment = {**self.desktop.env, "TMPDIR": self.temporary, "PYTHONPATH": TESTS,
                       "XMPP_SMS_BUILD": build_directory(), "PYTHONDONTWRITEBYTECODE": "1",
                       "PATH": f"{os.path.dirname(opener)}:{os.environ['PATH']}"}
        self.demo = Process([sys.executable, DEMO], os.path.join(folder.name, "demo.err"),
                            env=environment, stdout=subprocess.PIPE)
        self.addCleanup(self.demo.stop)
        self.lines = Lines(self.demo.popen.stdout)
        self.lines.wait_for(r"Pidgin says +<c .*sms-v1", timeout=60)
        self.children = self.started()

    def started(self):
        """The programs that the demonstration started: name to process id."""
        pid = self.demo.popen.pid
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            pids = file.read().split()
        names = {}
        for child in pids:
            with open(f"/proc/{child}/cmdline", encoding="utf-8") as file:
                names[os.path.basename(file.read().split("\0")[0])] = int(child)
        return names

    def assert_nothing_left(self):
        self.assertEqual(os.listdir(self.temporary), [])
        self.assertLessEqual({"pidgin", "xmpp-sms-gateway"}, set(self.children))
        self.assertGreaterEqual(len(self.children), 3, self.children)
        left = [name for name, pid in self.children.items() if os.path.exists(f"/proc/{pid}")]
        self.assertEqual(left, [])

    def page(self):
        """The URL that was given to the browser."""
        wait_until(lambda: os.path.exists(self.opened), 30, "page in the browser")
        with open(self.opened, encoding="utf-8") as file:
            return file.read().strip()

    def text_contact(self, name, body):
        """Double-clicks the contact and types."""
        pidgin = accessible.application(self.children["pidgin"])
        contact = pidgin.wait_for("table cell", lambda text: text.startswith(name), timeout=30)
        self.desktop.activate("Buddy List")
        self.desktop.double_click(contact)
        self.desktop.activate(name)
        self.desktop.type(body)
        self.desktop.key("Return")
        return pidgin

    @staticmethod
    def wait_shown(pidgin, text):
        wait_until(lambda: any(text in widget.text for widget in pidgin.find_all("text")), 30,
                   f"{text!r} in Pidgin")

    def test_a_phone_is_texted_and_answers_and_closing_leaves_nothing_behind(self):
        pidgin = self.text_contact("Romeo’s phone", "Hello, phone!")
        self.lines.wait_for(r"first text +\d+\.\d s after", timeout=30)
        self.lines.wait_for(r"phone shows +\+1 307-555-1212: Hello, phone!", timeout=30)
        self.wait_shown(pidgin, "Delivered")
        answer = json.dumps({"from": "+13075551212", "to": "+13075550100", "body": "Hello, Juliet!"})
        with urllib.request.urlopen(urllib.request.Request(
                self.page() + "texts", answer.encode(), {"Content-Type": "application/json"})):
            pass
        self.wait_shown(pidgin, "Hello, Juliet!")
        self.lines.wait_for(r"phone types +\+1 307-555-1212: Hello, Juliet!", timeout=30)
        self.desktop.screenshot(artefact("try-gui.png"))
        self.desktop.activate("Buddy List")
        self.desktop.key("alt+F4")
        self.assertEqual(self.demo.popen.wait(40), 0)
        self.assert_nothing_left()

    def test_the_service_of_2008_serves_the_plugin(self):
        pidgin = self.text_contact("Google Talk, 2008", "Wherefore art thou?")
        self.lines.wait_for(r"2008’s service +delivered a text to \+13075551212", timeout=30)
        self.wait_shown(pidgin, "Delivered to +13075551212: Wherefore art thou?")

    def test_ctrl_c_leaves_nothing_behind(self):
        self.demo.popen.send_signal(signal.SIGINT)
        self.lines.wait_for("nothing is left behind", timeout=30)
        self.assertEqual(self.demo.popen.wait(40), 130)
        self.assert_nothing_left()


if __name__ == "__main__":
    unittest.main()
