# SPDX-License-Identifier: GPL-2.0-or-later
"""The HTTP listener as operators set it up: beyond loopback with a token, over TLS."""

import http.client
import json
import os
import socket
import sqlite3
import ssl
import subprocess
import unittest

from harness.certificates import make_certificate
from harness.gateway import program

from play import JULIET_NUMBER, PHONE, Play

TOKEN = "t0ken-that-nobody-guesses"


class Listener(Play):
    def ask(self, path, method="GET", body=None, context=None, **headers):
        """The status and what was said."""
        where = ("127.0.0.1", self.gateway.port)
        connection = (http.client.HTTPSConnection(*where, timeout=20, context=context) if context
                      else http.client.HTTPConnection(*where, timeout=20))
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read(65536).decode() if answer.length is not None else ""
        finally:
            connection.close()

    def cookie(self, context=None):
        """What the page of phones keeps its token in."""
        kind = http.client.HTTPSConnection if context else http.client.HTTPConnection
        connection = kind("127.0.0.1", self.gateway.port, timeout=20,
                          **({"context": context} if context else {}))
        try:
            connection.request("GET", f"/phones/?token={TOKEN}")
            return connection.getresponse().getheader("Set-Cookie")
        finally:
            connection.close()

    def check_config(self):
        return subprocess.run([program(), "--config", self.gateway.config, "--check-config"],
                              capture_output=True, text=True, timeout=30, check=False)

    def start(self, context=None):
        self.gateway.start(wait=False)

        def is_ready():
            try:
                return self.ask("/readyz", context=context)[0] == 200
            except OSError:
                return False
        self.eventually(is_ready, "readiness")

    def test_beyond_loopback_it_wants_a_token_and_then_asks_for_it(self):
        self.gateway.write_config(http='listen = "0.0.0.0"')
        told = self.check_config()
        self.assertEqual(told.returncode, 78)
        self.assertRegex(told.stderr, r"gateway\.toml:\d+:\d+: http\.listen: .*token-file")
        path = os.path.join(self.gateway.directory, "token")
        with open(path, "w", encoding="ascii") as file:
            file.write(TOKEN + "\n")
        self.gateway.write_config(http=f'listen = "0.0.0.0"\ntoken-file = "{path}"')
        self.assertEqual(self.check_config().returncode, 0)
        self.start()
        text = json.dumps({"from": PHONE, "to": JULIET_NUMBER, "body": "hi"})
        for page in ("/phones/", "/metrics", "/phones/events"):
            self.assertEqual(self.ask(page)[0], 401, page)
            self.assertEqual(self.ask(page, Authorization="Bearer wrong")[0], 401, page)
            self.assertEqual(self.ask(page + "?token=wrong")[0], 401, page)
        self.assertEqual(self.ask("/phones/texts", "POST", text)[0], 401)
        self.assertEqual(self.ask("/metrics", Authorization=f"Bearer {TOKEN}")[0], 200)
        self.assertEqual(self.ask(f"/phones/?token={TOKEN}")[0], 200)
        self.assertNotIn("Secure", self.cookie())  # no browser would send it back
        self.assertEqual(self.ask("/phones/texts", "POST", text, **{
            "Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"})[0], 202)
        self.assertEqual(self.ask("/healthz")[0], 200)
        self.gateway.stop()
        self.assertNotIn(TOKEN, self.gateway.log())

    def test_pages_are_not_served_to_other_sites_nor_through_a_proxy(self):
        self.start()
        self.assertEqual(self.ask("/metrics")[0], 200)
        self.assertEqual(self.ask("/metrics", Host="evil.example")[0], 403)
        self.assertEqual(self.ask("/metrics", **{"X-Forwarded-For": "203.0.113.7"})[0], 403)
        self.assertEqual(self.ask("/phones/texts", "POST", "{}", Origin="http://evil.example")[0], 403)

    def test_over_tls_with_a_certificate_and_only_so(self):
        folder = self.folder("tls")
        certificate = make_certificate(folder, "localhost")
        key = os.path.join(folder, "key.pem")
        self.gateway.write_config(http=f'tls-certificate = "{certificate}"')
        self.assertRegex(self.check_config().stderr, "http.tls-certificate: needs its other half")
        self.gateway.write_config(http=f'tls-certificate = "{certificate}"\ntls-key = "{key}"')
        context = ssl.create_default_context(cafile=certificate)
        self.start(context)
        self.assertEqual(self.ask("/healthz", context=context), (200, "alive\n"))
        self.assertIn("xmpp_sms_link_up 1", self.ask("/metrics", context=context)[1])
        self.assertTrue(self.cookie(context).endswith("; Secure"), self.cookie(context))
        with self.assertRaises((http.client.HTTPException, OSError)):
            self.ask("/healthz")

    def refused(self, key, words, **config):
        """At the start and by --check-config alike, with the status that the unit does not retry."""
        self.gateway.write_config(**config)
        told = self.check_config()
        self.assertEqual(told.returncode, 78, told.stdout + told.stderr)
        self.assertRegex(told.stderr, rf"gateway\.toml:\d+:\d+: {key}: {words}")
        self.gateway.start(wait=False)
        self.assertEqual(self.gateway.wait_ended(), 78)
        self.assertRegex(self.gateway.log(), rf"error +\S+gateway\.toml:\d+:\d+: {key}: {words}")
        self.assertNotIn("BEGIN RSA", told.stderr + self.gateway.log())

    def test_a_certificate_that_is_none_is_found_before_the_start_and_ends_it(self):
        folder, other = self.folder("tls"), self.folder("other")
        good, key = make_certificate(folder, "localhost"), os.path.join(folder, "key.pem")
        make_certificate(other, "localhost")
        wrong = os.path.join(folder, "wrong.pem")
        with open(wrong, "w", encoding="ascii") as file:
            file.write("no certificate")

        def pair(certificate, key):
            return f'tls-certificate = "{certificate}"\ntls-key = "{key}"'
        self.refused("http.tls-certificate", f"{wrong} holds no certificate", http=pair(wrong, key))
        self.refused("http.tls-key", f"{wrong} holds no private key", http=pair(good, wrong))
        self.refused("http.tls-certificate", f"{good} and the key do not belong together",
                     http=pair(good, os.path.join(other, "key.pem")))
        self.refused("http.tls-certificate", "/nonexistent.pem cannot be read: No such file",
                     http=pair("/nonexistent.pem", key))
        self.refused("http.tls-key", "/nonexistent.pem cannot be read: No such file",
                     http=pair(good, "/nonexistent.pem"))

    def test_a_store_without_a_directory_of_its_own_is_found_before_the_start_and_ends_it(self):
        self.refused("store.path", "cannot open the directory /nonexistent: .*; create it",
                     store="/nonexistent/store.sqlite")
        shared = self.folder("shared")
        os.chmod(shared, 0o777)
        self.refused("store.path", f"others may write to the store's directory {shared}",
                     store=os.path.join(shared, "store.sqlite"))

    def test_a_store_that_is_none_is_found_before_the_start_and_left_alone(self):
        store = os.path.join(self.gateway.directory, "store.sqlite")
        os.mkdir(store)
        self.refused("store.path", f"{store} is a directory; name a file in it")
        os.rmdir(store)
        with open(store, "wb") as file:
            file.write(b"no database" * 1000)
        self.refused("store.path", f"the store {store} is damaged")
        os.remove(store)
        other = sqlite3.connect(store)
        other.execute("CREATE TABLE recipes(name TEXT)")
        other.commit()
        self.refused("store.path", f"{store} is a database of another program")
        other.execute(f"PRAGMA application_id = {0x534D5367}")
        other.execute("PRAGMA user_version = 99")
        other.commit()
        other.close()
        self.refused("store.path", f"the store {store} was written by a newer version")

    def test_an_address_that_is_none_is_told_as_that_with_or_without_a_token(self):
        for more in ("", '\ntoken = "t0ken-of-the-page"'):
            self.refused("http.listen", "“127.0.0.1:80” is not an address, .*http.port",
                         http='listen = "127.0.0.1:80"' + more)

    def test_a_file_for_texts_that_cannot_be_is_found_before_the_start(self):
        for path, words in (("/nonexistent/texts", "cannot be written: No such file or directory; its "
                             "folder must exist"),
                            (self.gateway.directory, "cannot be written: Is a directory; name a file")):
            self.refused("carriers.paper.path", f"{path} {words}",
                         others=f'[carriers.paper]\ntype = "logfile"\npath = "{path}"\n')

    def test_checking_makes_no_file(self):
        path = os.path.join(self.gateway.directory, "texts")
        self.gateway.write_config(others=f'[carriers.paper]\ntype = "logfile"\npath = "{path}"\n')
        before = sorted(os.listdir(self.gateway.directory))
        told = self.check_config()
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertEqual(sorted(os.listdir(self.gateway.directory)), before)

    def test_a_running_gateway_finds_its_configuration_well(self):
        self.start()
        told = self.check_config()
        self.assertEqual((told.returncode, told.stderr), (0, ""), told.stdout)

    def test_what_may_pass_is_worth_another_try(self):
        self.gateway.write_config(http='listen = "192.0.2.77"\ntoken = "t0ken-of-the-page"')
        self.gateway.start(wait=False)
        self.assertEqual(self.gateway.wait_ended(), 1)
        self.assertRegex(self.gateway.log(), r"error +\S+:\d+:\d+: http.listen: .*192.0.2.77 .*does not have this address")
        self.gateway.write_config(http="")
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", self.gateway.port))
            taken.listen()
            self.gateway.start(wait=False)
            self.assertEqual(self.gateway.wait_ended(), 1)
            self.assertRegex(self.gateway.log(), r"error +\S+:\d+:\d+: http.port: .*another program already does")

    def test_a_damaged_store_is_no_matter_of_trying_again(self):
        with open(os.path.join(self.gateway.directory, "store.sqlite"), "wb") as file:
            file.write(b"no database" * 1000)
        self.gateway.start(wait=False)
        self.assertEqual(self.gateway.wait_ended(), 78)
        self.assertRegex(self.gateway.log(), r"error +\S+:\d+:\d+: store.path: .*is damaged")


if __name__ == "__main__":
    unittest.main()
