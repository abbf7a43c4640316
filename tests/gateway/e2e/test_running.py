# SPDX-License-Identifier: GPL-2.0-or-later
"""Starting, being told new things, and ending: the real program."""

import base64
import hmac
import http.client
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import unittest
import urllib.parse

from harness.gateway import program
from harness.processes import free_port

from play import PHONE, ROMEO_NUMBER, Play, at_gateway


def run(*arguments, **options):
    return subprocess.run([program(), *arguments], capture_output=True, text=True, timeout=30,
                          check=False, **options)


def with_secret(example):
    return example.replace('\nsecret = "…"\n', '\nsecret = "s3cret"\n')


class Running(Play):
    def test_ends_well_on_sigterm_and_the_store_is_whole(self):
        self.gateway.start()
        juliet = self.signed_on("juliet")
        juliet.text(at_gateway(PHONE), "one", "m1")
        self.eventually(lambda: juliet.receipts() == ["m1"], "receipt")
        os.kill(self.gateway.pid, signal.SIGTERM)
        self.assertEqual(self.gateway.wait_ended(), 0)
        store = sqlite3.connect(os.path.join(self.gateway.directory, "store.sqlite"))
        self.assertEqual(store.execute("PRAGMA integrity_check").fetchone(), ("ok",))
        self.assertEqual(store.execute("SELECT count(*) FROM messages").fetchone(), (1,))
        store.close()

    def test_without_an_xmpp_server_it_keeps_trying_and_says_so(self):
        self.server.stop()
        self.gateway.start(wait=False)
        self.eventually(lambda: "no connection to the XMPP server" in self.gateway.log(), "complaint")
        self.eventually(lambda: self.gateway.status_of("/healthz") == 200, "health")
        status, said = self.gateway.ask("GET", "/readyz")
        self.assertEqual(status, 503)
        self.assertRegex(said, "^no XMPP server: Could not connect to .*: is it running, and are xmpp.server")
        self.assertEqual(said.count("XMPP server"), 1, said)
        self.server.start()
        self.gateway.wait_ready(60)

    def test_a_wrong_secret_is_said_and_is_not_in_the_log(self):
        with open(os.path.join(self.gateway.directory, "secret"), "w", encoding="utf-8") as file:
            file.write("wr0ng")
        self.gateway.start(wait=False)
        self.eventually(lambda: "secret" in self.gateway.log(), "complaint about the secret")
        self.assertNotIn("wr0ng", self.gateway.log())
        self.assertEqual(self.gateway.status_of("/readyz"), 503)

    def test_a_port_that_is_taken_is_said(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", self.gateway.port))
            taken.listen()
            self.gateway.start(wait=False)
            self.assertEqual(self.gateway.wait_ended(), 1)
        self.assertIn("choose another http.port", self.gateway.log())

    def test_two_gateways_do_not_share_a_store(self):
        self.gateway.start()
        with open(self.gateway.config, encoding="utf-8") as file:
            text = file.read().replace(f"port = {self.gateway.port}", f"port = {free_port()}")
        other = os.path.join(self.directory, "other.toml")
        with open(other, "w", encoding="utf-8") as file:
            file.write(text)
        second = run("--config", other)
        self.assertEqual(second.returncode, 1)
        self.assertIn("store.sqlite", second.stderr)

    def test_reload_takes_new_users_and_refuses_a_wrong_file_by_line(self):
        self.gateway.users.pop("romeo@localhost")
        self.gateway.write_config()
        self.gateway.start()
        romeo = self.signed_on("romeo")
        romeo.text(at_gateway(PHONE), "me?", "m1")
        romeo.wait_error("m1")
        self.gateway.users["romeo@localhost"] = ROMEO_NUMBER
        self.gateway.write_config(level="loud")
        self.gateway.reload()
        self.eventually(lambda: "the configuration stays as it was" in self.gateway.log(), "refusal")
        self.assertRegex(self.gateway.log(), r"gateway\.toml:\d+:\d+: log\.level")
        self.gateway.users["mercutio@localhost"] = "+1307555"
        self.gateway.write_config(level="debug")
        self.gateway.reload()
        self.eventually(lambda: "the configuration was read again" in self.gateway.log(), "reload")
        self.assertIn("nobody can text it", self.gateway.log())
        romeo.text(at_gateway(PHONE), "and now?", "m2")
        self.eventually(lambda: romeo.receipts() == ["m2"], "receipt")

    def test_a_carrier_that_a_reload_brings_uses_the_address_in_force(self):
        def texts(carriers, host):
            self.gateway.write_config(others=carriers, http=f'public-url = "https://{host}.example.com"')
        phones = '[carriers.phones]\ntype = "simulator"\nnumbers = ["+13075550100", "+13075550101"]\n'
        texts(phones, "old")
        self.gateway.start()
        texts(phones + """\
[carriers.t]
type = "twilio"
numbers = ["+13075550109"]
account = "AC0123456789abcdef0123456789abcdef"
auth-token = "t0ken"
""", "new")
        self.gateway.reload()
        self.eventually(lambda: "some changes need a restart" in self.gateway.log(), "reload")
        self.assertRegex(self.gateway.log(), "need a restart.*http.public-url")

        def status(host):
            form = {"MessageSid": f"SM{host}", "From": PHONE, "To": "+13075550109", "Body": "hi"}
            signed = f"https://{host}.example.com/t/message" + "".join(
                name + form[name] for name in sorted(form))
            proof = base64.b64encode(hmac.digest(b"t0ken", signed.encode(), "sha1")).decode()
            connection = http.client.HTTPConnection("127.0.0.1", self.gateway.port, timeout=20)
            self.addCleanup(connection.close)
            connection.request("POST", "/t/message", urllib.parse.urlencode(form),
                               {"Content-Type": "application/x-www-form-urlencoded",
                                "X-Twilio-Signature": proof})
            return connection.getresponse().status
        self.assertEqual(status("new"), 403)
        self.assertEqual(status("old"), 200)

    def test_export_tells_what_was_sent_and_bodies_only_when_asked(self):
        self.gateway.start()
        juliet = self.signed_on("juliet")
        juliet.text(at_gateway(PHONE), "a secret of ours", "m1")
        self.eventually(lambda: juliet.receipts() == ["m1"], "receipt")
        config = ("--config", self.gateway.config)
        said = run(*config, "export")
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertIn('"stanza_id":"m1"', said.stdout)
        self.assertNotIn("a secret of ours", said.stdout)
        self.assertIn("a secret of ours", run(*config, "export", "--with-bodies").stdout)
        self.assertIn('"stanza_id":"m1"', run(*config, "export", "--user", "Juliet@LOCALHOST").stdout)
        for user, known in (("romeo@localhost", True), ("tybalt@localhost", False)):
            said = run(*config, "export", "--user", user)
            self.assertEqual((said.returncode, said.stdout), (0, ""))
            self.assertIn(f"{user} has no messages in the store", said.stderr)
            self.assertEqual("none of the configuration's users" in said.stderr, not known, said.stderr)

    def test_a_backup_of_the_running_gateway_can_be_put_back(self):
        self.gateway.start()
        juliet = self.signed_on("juliet")
        juliet.text(at_gateway(PHONE), "one", "m1")
        self.eventually(lambda: juliet.receipts() == ["m1"], "receipt")
        config = ("--config", self.gateway.config)
        copy = os.path.join(self.directory, "copy.sqlite")
        self.assertEqual(run(*config, "backup", copy).returncode, 0)
        for arguments, file in ((("check",), self.gateway.directory + "/store.sqlite"),
                                (("check", copy), copy)):
            looked = run(*config, *arguments)
            self.assertEqual((looked.returncode, looked.stdout), (0, f"{file}: all well\n"), looked)
        busy = run(*config, "restore", copy, "--force")
        self.assertEqual(busy.returncode, 1)
        self.gateway.stop()
        self.assertEqual(run(*config, "restore", copy).returncode, 1)
        put_back = run(*config, "restore", copy, "--force")
        self.assertEqual(put_back.returncode, 0, put_back.stderr)
        self.assertIn(f"{self.gateway.directory}/store.sqlite.replaced\n", put_back.stdout)
        self.assertIn('"stanza_id":"m1"', run(*config, "export").stdout)

    def test_the_phones_take_texts_after_a_restore(self):
        """They remember texts that the restored store does not."""
        self.gateway.start()
        juliet = self.signed_on("juliet")
        config = ("--config", self.gateway.config)
        copy = os.path.join(self.directory, "copy.sqlite")

        def text(*names):
            for name in names:
                juliet.text(at_gateway(PHONE), name, name)
            self.eventually(lambda: set(names) <= set(juliet.receipts()), f"receipts of {names}")

        text("m1")
        self.assertEqual(run(*config, "backup", copy).returncode, 0)
        text("m2", "m3")
        self.gateway.stop()
        self.assertEqual(run(*config, "restore", copy, "--force").returncode, 0)
        self.gateway.start()
        text("m4", "m5", "m6")
        # The same for a store that is made anew.
        self.gateway.stop()
        for end in ("", "-wal", "-shm"):
            if os.path.exists(self.gateway.directory + "/store.sqlite" + end):
                os.remove(self.gateway.directory + "/store.sqlite" + end)
        self.gateway.start()
        text("m7", "m8")
        self.assertEqual(self.gateway.texts_at(PHONE), [f"m{number}" for number in range(1, 9)])

    def test_a_text_that_waits_in_a_backup_comes_once_and_its_receipt_too(self):
        self.gateway.start()
        juliet = self.signed_on("juliet")
        config = ("--config", self.gateway.config)
        copy = os.path.join(self.directory, "copy.sqlite")
        juliet.text(at_gateway(PHONE), "one", "m1")
        self.eventually(lambda: juliet.receipts() == ["m1"], "receipt")
        self.gateway.stop()
        self.assertEqual(run(*config, "backup", copy).returncode, 0)
        with sqlite3.connect(copy) as store:  # as it was a moment before the text was sent
            store.execute("UPDATE messages SET state = 0, carrier_id = '', due = 0, changed = received")
        store.close()
        self.assertEqual(run(*config, "restore", copy, "--force").returncode, 0)
        self.gateway.start()
        self.eventually(lambda: juliet.receipts() == ["m1", "m1"], "second receipt")
        self.assertEqual(self.gateway.texts_at(PHONE), ["one"])


class UnderSystemd(Play):
    """A socket stands for the service manager's."""

    def setUp(self):
        super().setUp()
        path = os.path.join(self.directory, "notify")
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.manager.close)
        self.manager.bind(path)
        self.manager.settimeout(30)
        self.environment = {"NOTIFY_SOCKET": path, "WATCHDOG_USEC": "400000"}
        self.told = []

    def wait_told(self, line):
        while line not in self.told:
            self.told += self.manager.recv(4096).decode().splitlines()

    def test_it_tells_when_it_is_ready_alive_reloading_and_stopping(self):
        self.gateway.start(env=self.environment)
        self.wait_told("READY=1")
        self.wait_told("STATUS=connected as text.localhost")
        self.wait_told("WATCHDOG=1")
        self.told.clear()
        self.gateway.reload()
        self.wait_told("RELOADING=1")
        self.wait_told("READY=1")
        self.told.clear()
        self.wait_told("WATCHDOG=1")
        os.kill(self.gateway.pid, signal.SIGTERM)
        self.wait_told("STOPPING=1")
        self.assertEqual(self.gateway.wait_ended(), 0)


class CommandLine(unittest.TestCase):
    def test_what_its_user_cannot_write_is_told_to_root_too(self):
        """Root looks as the owner of the store's directory: the gateway's user."""
        directory = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, directory)
        os.chmod(directory, 0o755)
        for name in ("etc", "lib", "roots"):
            os.mkdir(os.path.join(directory, name), 0o700)
        texts = os.path.join(directory, "roots", "texts")
        store = os.path.join(directory, "lib", "store.sqlite")
        with open(store, "wb"):
            pass
        if os.geteuid() == 0:
            os.chown(os.path.dirname(store), 65534, 65534)
        else:  # who is not root has no other user, and takes what he may from himself
            os.chmod(os.path.dirname(texts), 0o500)
            os.chmod(store, 0o400)
        config = os.path.join(directory, "etc", "gateway.toml")
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"""\
[xmpp]
domain = "sms.example.com"
secret = "s3cret"
[http]
port = {free_port()}
[store]
path = "{store}"
[carriers.paper]
type = "logfile"
path = "{texts}"
""")
        told = run("--config", config, "--check-config")
        self.assertEqual(told.returncode, 78, told.stdout)
        self.assertRegex(told.stderr, rf":7:8: store.path: cannot write {store}: Permission denied; it "
                                      r"must belong to \S+, as the directory does, and be writable")
        self.assertRegex(told.stderr, rf":10:8: carriers.paper.path: {texts} cannot be written: "
                                      "Permission denied; its folder must exist")

    def test_a_wrong_usage_is_2_and_a_wrong_configuration_78(self):
        self.assertEqual(run("--speed").returncode, 2)
        missing = run("--config", "/nonexistent/gateway.toml")
        self.assertEqual(missing.returncode, 78)
        self.assertIn("/nonexistent/gateway.toml", missing.stderr)
        self.assertIn("--example-config", missing.stderr)

    def test_what_is_no_file_is_not_waited_for(self):
        directory = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, directory)
        pipe = os.path.join(directory, "pipe")
        os.mkfifo(pipe)
        told = run("--config", pipe, "--check-config")
        self.assertEqual(told.returncode, 78)
        self.assertIn(f"{pipe} cannot be read: it is not a regular file", told.stderr)
        told = run("--config", "/dev/stdin", "--check-config", input=f"""
[xmpp]
domain = "sms.example.com"
secret-file = "{pipe}"
[carriers.a]
type = "simulator"
""")
        self.assertEqual(told.returncode, 78)
        self.assertIn("/dev/stdin:4:15: xmpp.secret-file: ", told.stderr)
        # The folder of sms-over-xmpp's.
        os.mkfifo(os.path.join(directory, "users"))
        told = run("--config", directory, "--check-config")
        self.assertEqual(told.returncode, 78)
        self.assertIn("users cannot be read: it is not a regular file", told.stderr)

    def test_check_config_names_every_problem_by_its_place(self):
        told = run("--config", "/dev/stdin", "--check-config",
                   input='[xmpp]\ndomains = "sms.example.com"\nport = 99999\nsecret = "hidden-one"\n')
        self.assertEqual(told.returncode, 78)
        self.assertIn("/dev/stdin:2:1: xmpp.domains: there is no such key; did you mean domain?",
                      told.stderr)
        self.assertIn("/dev/stdin:3:8: xmpp.port: ", told.stderr)
        self.assertNotIn("hidden-one", told.stderr)

    def test_the_example_is_a_configuration_that_works_once_it_has_a_secret(self):
        example = run("--example-config").stdout
        told = run("--config", "/dev/stdin", "--check-config", input=example)
        self.assertEqual((told.returncode, told.stdout), (78, ""), told.stderr)
        self.assertRegex(told.stderr, r"\A/dev/stdin:\d+:10: xmpp.secret: is still the example's placeholder; "
                                      r"[^\n]*\n\Z")
        told = run("--config", "/dev/stdin", "--check-config", input=with_secret(example))
        self.assertEqual((told.returncode, told.stdout), (0, "/dev/stdin: all well\n"), told.stderr)
        self.assertIn("note: /dev/stdin: users: there is none", told.stderr)
        for line in told.stderr.splitlines():  # what is well says of nothing that it failed
            self.assertTrue(line.startswith("note: "), line)

    def test_only_the_directory_that_the_unit_makes_may_be_missing(self):
        example = with_secret(run("--example-config").stdout)
        usual = "/var/lib/xmpp-sms-gateway"
        told = run("--config", "/dev/stdin", "--check-config", input=example)
        self.assertEqual("the systemd unit does that by itself" in told.stderr, not os.path.exists(usual),
                         told.stderr)
        elsewhere = example + '[store]\npath = "/nonexistent/store.sqlite"\n'
        told = run("--config", "/dev/stdin", "--check-config", input=elsewhere)
        self.assertEqual(told.returncode, 78)
        self.assertRegex(told.stderr, r"(?m)^/dev/stdin:\d+:8: store.path: cannot open the directory "
                                      "/nonexistent: .*; create it with mode 0700")


if __name__ == "__main__":
    unittest.main()
