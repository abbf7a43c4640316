# SPDX-License-Identifier: GPL-2.0-or-later
"""The HTTP listener as operators set it up: beyond loopback with a token, over TLS."""

import http.client
import json
import os
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
        with self.assertRaises((http.client.HTTPException, OSError)):
            self.ask("/healthz")

    def test_a_certificate_that_is_none_ends_the_start_with_the_reason(self):
        wrong = os.path.join(self.gateway.directory, "wrong.pem")
        with open(wrong, "w", encoding="ascii") as file:
            file.write("no certificate")
        self.gateway.write_config(http=f'tls-certificate = "{wrong}"\ntls-key = "{wrong}"')
        self.gateway.start(wait=False)
        self.assertEqual(self.gateway.wait_ended(), 1)
        self.assertRegex(self.gateway.log(), "error .*http: cannot listen")
        self.gateway.write_config(http='tls-certificate = "/nonexistent.pem"\ntls-key = "/nonexistent.pem"')
        self.gateway.start(wait=False)
        self.assertNotEqual(self.gateway.wait_ended(), 0)
        self.assertIn("/nonexistent.pem", self.gateway.log())


if __name__ == "__main__":
    unittest.main()
