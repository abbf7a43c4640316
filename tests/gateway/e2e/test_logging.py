# SPDX-License-Identifier: GPL-2.0-or-later
"""What the log tells: of all that goes well and wrong, and of nobody's texts, numbers or secrets."""

import unittest

from harness.gateway import Gateway

from play import DOMAIN, OTHER_PHONE, PHONE, ROMEO_NUMBER, SECRET, Play, at_gateway

TOKEN, WRONG_TOKEN = "t0ken-of-ours", "t0ken-of-others"
JULIET_NUMBER = "+13075550177"  # not the one that errors give as an example
GHOST_NUMBER, NOBODYS_NUMBER = "+13075550102", "+13075550999"


class Logging(Play):
    """At the level that operators use."""

    def setUp(self):
        super().setUp()
        self.gateway = Gateway(
            self.folder("logging"), self.server.component_port, DOMAIN, secret=SECRET, token=TOKEN,
            # The ghost has a number, and no account at the server.
            users={"juliet@localhost": JULIET_NUMBER, "ghost@localhost": GHOST_NUMBER})
        self.addCleanup(self.gateway.stop)
        self.hidden = [SECRET, TOKEN, WRONG_TOKEN]
        self.hidden += [number.lstrip("+") for number in (
            JULIET_NUMBER, ROMEO_NUMBER, GHOST_NUMBER, NOBODYS_NUMBER, PHONE, OTHER_PHONE)]

    def body(self, text):
        self.hidden.append(text)
        return text

    def text(self, user, to, body, stanza_id):
        user.text(to, self.body(body), stanza_id)

    def texts_that_arrive(self, juliet):
        self.text(juliet, at_gateway(PHONE), "nobody may read this", "m1")
        self.eventually(lambda: juliet.receipts() == ["m1"], "receipt")
        self.gateway.type(PHONE, JULIET_NUMBER, self.body("nor may they read that"))
        self.eventually(lambda: juliet.bodies_from(at_gateway(PHONE)), "message")

    def texts_that_fail(self, juliet):
        self.gateway.switch(OTHER_PHONE, "refusing")
        self.text(juliet, at_gateway(OTHER_PHONE), "refused by the phone", "m2")
        juliet.wait_error("m2")
        self.text(juliet, at_gateway("+1999"), "refused by the gateway", "m3")
        juliet.wait_error("m3")
        romeo = self.signed_on("romeo")
        self.text(romeo, at_gateway(PHONE), "refused to a stranger", "m4")
        romeo.wait_error("m4")
        self.gateway.type(PHONE, GHOST_NUMBER, self.body("for one who has no account, or may come"))
        self.gateway.type(PHONE, NOBODYS_NUMBER, self.body("for a number that nobody has"))
        for name in ("put_back", "nobodys"):
            self.eventually(lambda n=name: self.gateway.metric(f"xmpp_sms_in_{n}_total") == 1, name)

    def a_text_that_is_too_long(self, juliet):
        juliet.text(at_gateway(PHONE), self.body("far too long") * 4_000, "m5")
        juliet.wait_error("m5")

    def requests_that_are_refused(self):
        for path in (f"/phones?token={WRONG_TOKEN}", "/phones/nothing", "/nothing"):
            self.gateway.ask("GET", path)
        self.gateway.ask("POST", "/phones/texts", {"from": PHONE, "body": self.body("to no one")})

    def a_configuration_that_is_refused(self):
        self.gateway.users["romeo@localhost"] = JULIET_NUMBER
        self.gateway.users[ROMEO_NUMBER] = "mercutio@localhost"
        self.gateway.write_config()
        self.gateway.reload()
        self.eventually(lambda: "the configuration stays as it was" in self.gateway.log(), "refusal")

    def the_server_goes_and_comes(self):
        self.server.stop()
        self.eventually(lambda: self.gateway.status_of("/readyz") == 503, "loss of the server")
        self.gateway.type(PHONE, JULIET_NUMBER, self.body("while it was away"))
        self.server.start()
        self.gateway.wait_ready(60)

    def test_neither_bodies_nor_secrets_nor_whole_numbers_are_in_the_log(self):
        self.gateway.start()
        juliet = self.signed_on("juliet")
        self.texts_that_arrive(juliet)
        self.texts_that_fail(juliet)
        self.a_text_that_is_too_long(juliet)
        self.requests_that_are_refused()
        self.a_configuration_that_is_refused()
        self.the_server_goes_and_comes()
        self.assertEqual(self.gateway.stop(), 0)
        log = self.gateway.log()
        for told in ("connected to the XMPP server", "already belongs to juliet@localhost",
                     "is not a bare JID", "the gateway has stopped"):
            self.assertIn(told, log)
        self.assertIn("…" + JULIET_NUMBER[-4:], log)
        for hidden in self.hidden:
            self.assertNotIn(hidden, log)


if __name__ == "__main__":
    unittest.main()
