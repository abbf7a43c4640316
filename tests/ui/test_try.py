# SPDX-License-Identifier: GPL-2.0-or-later
"""packaging/try --gui as a person meets it: a contact to text, and nothing left behind."""

import os
import signal
import subprocess
import sys
import tempfile
import unittest

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
        environment = {**self.desktop.env, "TMPDIR": self.temporary, "PYTHONPATH": TESTS,
                       "XMPP_SMS_BUILD": build_directory()}
        self.demo = Process([sys.executable, DEMO], os.path.join(folder.name, "demo.err"),
                            env=environment, stdout=subprocess.PIPE)
        self.addCleanup(self.demo.stop)
        self.lines = Lines(self.demo.popen.stdout)
        self.lines.wait_for(r"sent +<presence .*sms-v1", timeout=30)
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
        self.assertGreaterEqual(len(self.children), 2, self.children)
        left = [name for name, pid in self.children.items() if os.path.exists(f"/proc/{pid}")]
        self.assertEqual(left, [])

    def test_a_double_click_on_the_contact_texts_the_phone_and_closing_leaves_nothing_behind(self):
        pidgin = accessible.application(self.children["pidgin"])
        contact = pidgin.wait_for("table cell", lambda text: text.startswith("+1 307 555 1212"))
        self.desktop.activate("Buddy List")
        self.desktop.double_click(contact)
        self.desktop.activate("+1 307 555 1212")
        self.desktop.type("Hello, phone!")
        self.desktop.key("Return")
        self.lines.wait_for(r"sent +<message .*Hello, phone!")
        self.lines.wait_for(r"service +delivered a text to \+13075551212")
        wait_until(lambda: any("Delivered to +13075551212: Hello, phone!" in widget.text
                               for widget in pidgin.find_all("text")), 15, "answer of the phone")
        self.desktop.screenshot(artefact("try-gui.png"))
        self.desktop.activate("Buddy List")
        self.desktop.key("alt+F4")
        self.assertEqual(self.demo.popen.wait(20), 0)
        self.assert_nothing_left()

    def test_ctrl_c_leaves_nothing_behind(self):
        self.demo.popen.send_signal(signal.SIGINT)
        self.lines.wait_for("nothing is left behind")
        self.assertEqual(self.demo.popen.wait(20), 130)
        self.assert_nothing_left()


if __name__ == "__main__":
    unittest.main()
