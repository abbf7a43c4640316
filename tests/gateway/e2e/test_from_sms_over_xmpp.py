# SPDX-License-Identifier: GPL-2.0-or-later
"""The configurations of docs/from-sms-over-xmpp.md, and texts by them: real Prosody, the real gateway,
a fake of Twilio's side."""

import http.client
import os
import re
import subprocess
import unittest

from harness.fake_twilio import FakeTwilio
from harness.gateway import program
from harness.processes import Process, free_port

from play import DOMAIN, SECRET, Play, at_gateway

DOCUMENT = os.path.join(os.path.dirname(__file__), "..", "..", "..", "docs", "from-sms-over-xmpp.md")
PHONE = "+13075551213"


def document():
    with open(DOCUMENT, encoding="utf-8") as file:
        return file.read()


def first_version():
    return re.search(r"```toml\n(.*?)```", document(), re.S)[1]


def least_first_version():
    """Without [http], as its own documentation has it."""
    return re.findall(r"```toml\n(.*?)```", document(), re.S)[1]


def folder():
    """The content of each file, by its name."""
    return dict(re.findall(r"^`([a-z/]+)`:\n```\n(.*?)```", document(), re.S | re.M))


def write(directory, files):
    for name, content in files.items():
        path = os.path.join(directory, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)


def changed(text, *changes):
    for old, new in changes:
        if old not in text:
            raise AssertionError(f"the document does not have {old}")
        text = text.replace(old, new)
    return text


def run(*arguments, state=None):
    return subprocess.run([program(), *arguments], capture_output=True, text=True, timeout=60,
                          check=False, env={**os.environ, **({"STATE_DIRECTORY": state} if state else {})})


class Documented(Play):
    """As they stand there, for the gateway's eyes only."""

    def start_server(self):
        class Nobody:
            component_port = 1

            def stop(self):
                pass
        return Nobody()

    def check_and_convert(self, path, *options):
        state = self.folder("state")
        checked = run("--config", path, *options, "--check-config", state=state)
        self.assertEqual((checked.returncode, checked.stdout), (0, f"{path}: all well\n"),
                         checked.stderr)
        self.assertIn("sms-over-xmpp", checked.stderr)
        converted = run("--config", path, *options, "--convert", state=state)
        self.assertEqual(converted.returncode, 0, converted.stderr)
        new = os.path.join(self.directory, "gateway.toml")
        write(self.directory, {"gateway.toml": converted.stdout})
        again = run("--config", new, "--check-config")
        self.assertEqual((again.returncode, again.stderr), (0, ""), converted.stdout)
        self.assertEqual(run("--config", new, "--convert").returncode, 1)
        return checked.stderr, converted.stdout

    def test_the_first_versions_file(self):
        write(self.directory, {"old.toml": first_version()})
        path = os.path.join(self.directory, "old.toml")
        said, new = self.check_and_convert(path)
        self.assertRegex(said, rf"{path}:\d+:\d+: caller-id: ")
        self.assertIn('also = ["+14235551212"]', new)
        self.assertIn("port = 9677", new)

    def test_the_first_versions_file_without_a_password_for_webhooks(self):
        self.assertEqual(re.findall(r"^\[.*", least_first_version(), re.M),
                         ["[xmpp]", "[twilio]", "[users]"])
        write(self.directory, {"old.toml": least_first_version()})
        path = os.path.join(self.directory, "old.toml")
        said, new = self.check_and_convert(path)
        self.assertIn(f"{path}: http.password: is missing, so texts are sent, but NONE COME IN", said)
        self.assertIn('# webhook-password = "PASSWORD"\nsend-only = true\n', new)

    def test_the_present_versions_folder(self):
        write(self.directory, {f"old/{name}": content for name, content in folder().items()})
        path = os.path.join(self.directory, "old")
        said, new = self.check_and_convert(path, "-listen", "tcp:8080")
        self.assertEqual(len(said.splitlines()), 1, said)
        self.assertIn('[carriers."personal"]', new)
        self.assertIn("tcp:8080", self.check_and_convert(path)[0])

    def test_a_mistake_is_told_by_file_line_and_key_and_without_secrets(self):
        files = folder()
        files["users"] = files["users"].replace("work:", "wrok:")
        files["providers/personal"] = files["providers/personal"].replace("AC0123", "0123")
        write(self.directory, {f"old/{name}": content for name, content in files.items()})
        path = os.path.join(self.directory, "old")
        told = run("-config", path, "--check-config")
        self.assertEqual(told.returncode, 78)
        self.assertEqual(told.stderr, f"{path}/users:3:1: sales@example.com: there is no provider "
                                      "wrok; did you mean work?\n")
        write(self.directory, {"old/users": folder()["users"]})
        told = run("-config", path, "--check-config")
        self.assertEqual(told.returncode, 78)
        self.assertEqual(told.stderr, f"{path}/providers/personal:2:1: account_sid: is not an "
                                      "Account SID, which is AC and 32 hexadecimal digits\n")


class OldGateway(Play):
    """The program by an old configuration, in the place of the play's own gateway."""

    number = "+13075551212"
    further = ()

    def setUp(self):
        super().setUp()
        self.twilio = FakeTwilio()
        self.addCleanup(self.twilio.stop)
        self.port = free_port()
        self.process = None

    def start(self, *arguments):
        self.process = Process([program(), *arguments], os.path.join(self.directory, "log"),
                               env={**os.environ, "STATE_DIRECTORY": self.folder("state")})
        self.addCleanup(self.process.stop, 20)
        self.eventually(self.is_ready, "gateway at the XMPP server")

    def is_ready(self):
        self.process.require_running()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def carries_a_text_each_way(self, webhook):
        juliet = self.signed_on("juliet")
        juliet.text(at_gateway(PHONE), "Good night!", "m1")
        self.eventually(lambda: self.twilio.bodies_to(PHONE) == ["Good night!"], "text out")
        self.assertEqual(self.twilio.snapshot()[0]["from"], self.number)
        self.eventually(lambda: juliet.receipts() == ["m1"], "receipt")
        for number in (self.number, *self.further):
            # With the password of its address alone, as sms-over-xmpp had it.
            self.assertEqual(self.twilio.text(webhook, PHONE, number, f"to {number}", key=None), 200)
        expected = sorted(f"to {number}" for number in (self.number, *self.further))
        self.eventually(lambda: sorted(
            body for _, body in juliet.bodies_from(at_gateway(PHONE))) == expected, "texts in")
        wrong = re.sub(r":[^:@]+@", ":wr0ng@", webhook, count=1)
        self.assertIn(self.twilio.text(wrong, PHONE, self.number, "no", key=None, tries=1), (401, 403))

    def converted(self, *arguments):
        told = subprocess.run([program(), *arguments, "--convert"], capture_output=True, text=True,
                              env={**os.environ, "STATE_DIRECTORY": self.folder("state")},
                              timeout=60, check=True)
        write(self.directory, {"new.toml": told.stdout})
        return os.path.join(self.directory, "new.toml")


class FirstVersion(OldGateway):
    further = ("+14235551212",)

    def setUp(self):
        super().setUp()
        write(self.directory, {"old.toml": changed(
            first_version(), ("5347", str(self.server.component_port)), ("sms.example.com", DOMAIN),
            ("secret shared with the XMPP server", SECRET), ("port = 9677", f"port = {self.port}"),
            ("https://example.com/path/to/sms-over-xmpp", f"http://127.0.0.1:{self.port}/some/path"),
            ("[twilio]\n", f'[twilio]\nbase-url = "{self.twilio.url}"\n'),
            ("joe@example.com", "juliet@localhost"))})
        self.old = os.path.join(self.directory, "old.toml")
        self.webhook = f"http://telephony-user:telephony-secret@127.0.0.1:{self.port}/at/any/path"

    def test_by_the_old_file(self):
        self.start("--config", self.old)
        self.assertIn("sms-over-xmpp's first version", self.process.log())
        self.assertNotIn("telephony-secret", self.process.log())
        self.carries_a_text_each_way(self.webhook)

    def test_by_what_was_made_of_it(self):
        self.start("--config", self.converted("--config", self.old))
        self.assertNotIn("sms-over-xmpp", self.process.log())
        self.carries_a_text_each_way(self.webhook)


class LeastFirstVersion(OldGateway):
    """As documented, but for a port that is free."""

    def setUp(self):
        super().setUp()
        write(self.directory, {"old.toml": changed(
            least_first_version(), ("5347", str(self.server.component_port)),
            ("sms.example.com", DOMAIN), ("secret shared with the XMPP server", SECRET),
            ("[twilio]\n", f'[twilio]\nbase-url = "{self.twilio.url}"\n'),
            ("joe@example.com", "juliet@localhost")) + f"[http]\nport = {self.port}\n"})

    def test_texts_go_out_and_nobody_elses_come_in(self):
        self.start("--config", os.path.join(self.directory, "old.toml"))
        self.assertIn("NONE COME IN", self.process.log())
        juliet = self.signed_on("juliet")
        juliet.text(at_gateway(PHONE), "Good night!", "m1")
        self.eventually(lambda: self.twilio.bodies_to(PHONE) == ["Good night!"], "text out")
        for webhook in (f"http://127.0.0.1:{self.port}/at/any/path",
                        f"http://sms:@127.0.0.1:{self.port}/twilio/message"):
            self.assertIn(self.twilio.text(webhook, PHONE, self.number, "no", key=None, tries=1),
                          (401, 403))


class Folder(OldGateway):
    number = "+12125551212"

    def setUp(self):
        super().setUp()
        files = folder()
        files["config"] = changed(
            files["config"], ("xmpp.example.com:5347", f"127.0.0.1:{self.server.component_port}"),
            ("sms.example.com", DOMAIN), ("6iLNu1YGNCcZyEqn", SECRET))
        files["config"] += f"public_url http://127.0.0.1:{self.port}\n"
        files["users"] = changed(files["users"], ("andrew@example.com", "juliet@localhost"))
        files["providers/personal"] += f"base_url {self.twilio.url}\n"
        write(self.directory, {f"old/{name}": content for name, content in files.items()})
        self.files = files
        self.old = ("-config", os.path.join(self.directory, "old"),
                    "-listen", f"tcp:127.0.0.1:{self.port}")
        self.webhook = f"http://twilio:EDIVMA8HLvrZOV5N@127.0.0.1:{self.port}/personal/message"

    def test_by_the_old_folder(self):
        self.start(*self.old)
        self.assertIn("folder of sms-over-xmpp", self.process.log())
        self.carries_a_text_each_way(self.webhook)

    def test_by_what_was_made_of_it(self):
        self.start("--config", self.converted(*self.old))
        self.carries_a_text_each_way(self.webhook)

    def by_a_provider_called(self, name):
        os.remove(os.path.join(self.directory, "old", "providers/personal"))
        write(os.path.join(self.directory, "old"), {
            "users": changed(self.files["users"], ("personal:", f"{name}:")),
            f"providers/{name}": self.files["providers/personal"]})
        self.start(*self.old)
        self.carries_a_text_each_way(self.webhook.replace("personal", name))

    def test_a_provider_called_like_a_page_of_ours(self):
        self.by_a_provider_called("metrics")

    def test_a_provider_called_as_no_carrier_can_be(self):
        self.by_a_provider_called("my@prov")


if __name__ == "__main__":
    unittest.main()
