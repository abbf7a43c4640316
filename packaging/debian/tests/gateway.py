# SPDX-License-Identifier: GPL-2.0-or-later
"""The gateway as installed: texts both ways, what becomes of a broken configuration, its folders."""

import os
import stat
import subprocess
import tempfile
import unittest

from harness.gateway import Gateway, snippet
from harness.processes import wait_until
from harness.prosody import Prosody
from harness.user import User
from service import CONFIG, NAME, SECRET, STATE, service

DOMAIN, JULIET, PHONE = "text.localhost", "+13075550100", "+13075551212"

WORDS = """\
[xmpp]
port = {component}
domain = "text.localhost"
server-domain = "localhost"
secret-file = "{secret}"
[http]
port = {http}
[texts]
region = "US"
[users]
"juliet@localhost" = "+13075550100"
[carriers.phones]
type = "simulator"
phones = ["+13075551212"]
"""


class Installed(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="xmpp-sms-test-")
        self.addCleanup(scratch.cleanup)
        self.server = Prosody(scratch.name, contacts=(), extra=lambda port: snippet(
            "prosody.cfg.lua", DOMAIN, "s3cret", port))
        self.addCleanup(self.server.stop)
        self.phones = Gateway(scratch.name, self.server.component_port, DOMAIN)  # never started
        subprocess.run(["install", "-m", "0640", "-g", NAME, "/dev/stdin", SECRET], check=True,
                       input=b"s3cret\n")
        self.addCleanup(os.remove, SECRET)
        with open(CONFIG, encoding="utf-8") as file:
            self.addCleanup(self.write, file.read())
        self.words = WORDS.format(component=self.server.component_port, secret=SECRET,
                                  http=self.phones.port)
        self.service = service()
        self.addCleanup(self.service.stop)

    def write(self, words):
        with open(CONFIG, "w", encoding="utf-8") as file:
            file.write(words)

    def test_a_text_goes_to_the_phone_and_one_comes_back(self):
        self.write(self.words)
        self.assertEqual(self.service.start(), 0, self.service.log())
        wait_until(lambda: self.phones.status_of("/readyz") == 200, 60, "gateway at the server")
        juliet = User(self.server, "juliet")
        self.addCleanup(juliet.close)
        address = f"{PHONE}@{DOMAIN}"
        juliet.text(address, "Good night, good night!", "m1")
        wait_until(lambda: self.phones.texts_at(PHONE) == ["Good night, good night!"], 60,
                   "text at the phone")
        wait_until(lambda: juliet.receipts() == ["m1"], 60, "receipt")
        self.phones.type(PHONE, JULIET, "Parting is such sweet sorrow")
        # Others may come too, kept from before.
        wait_until(lambda: "Parting is such sweet sorrow" in
                   [body for _, body in juliet.bodies_from(address)], 60, "text from the phone")

    def test_a_mistake_is_named_with_its_line_and_not_tried_again(self):
        self.write(self.words.replace('domain = "text', 'domian = "text'))
        self.service.start()
        status, restarts = self.service.wait_failed()
        self.assertEqual((status, restarts), (78, 0))
        wait_until(lambda: f"{CONFIG}:3:" in self.service.log(), 30,
                   f"line 3 in the log, which has: {self.service.log()}")
        self.assertIn("there is no such key; did you mean domain?", self.service.log())

    def test_nobody_else_reads_secrets_or_texts(self):
        for folder in (os.path.dirname(CONFIG), STATE):
            self.assertEqual(os.stat(folder).st_mode & stat.S_IRWXO, 0, folder)
        nobody = subprocess.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
                                 "cat", SECRET], check=False, capture_output=True)
        self.assertNotEqual(nobody.returncode, 0)
        self.assertIn(NAME, os.listdir("/var/lib"))


if __name__ == "__main__":
    unittest.main()
