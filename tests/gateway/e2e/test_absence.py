# SPDX-License-Identifier: GPL-2.0-or-later
"""Users who sign off, and what comes for them meanwhile."""

import unittest

from harness.fake_twilio import ACCOUNT, FakeTwilio, section
from harness.gateway import Gateway, snippet
from harness.prosody import Prosody
from harness.user import CLIENT

from play import DOMAIN, JULIET_NUMBER, PHONE, SECRET, Play, at_gateway


class Absence(Play):
    def lets_herself_be_seen(self, user):
        user.send(f"<presence to='{at_gateway(PHONE)}' type='subscribe'/>")
        user.wait_for(lambda s: s.get("type") == "subscribe" and s.get("from") == DOMAIN,
                      "the gateway's wish to see her")
        user.send(f"<presence to='{DOMAIN}' type='subscribed'/>")
        user.send(f"<iq type='get' id='seen' to='{DOMAIN}'><ping xmlns='urn:xmpp:ping'/></iq>")
        user.wait_for(lambda s: s.get("id") == "seen", "the gateway, which saw her before that")

    def signs_off(self, user):
        gone = self.server.log().count("Client disconnected")
        user.close()
        self.eventually(lambda: self.server.log().count("Client disconnected") > gone,
                        "the server, which knows that she is gone")


class LateFailure(Absence):
    """A carrier that has taken a text says hours later, as it were, that it did not arrive."""

    def setUp(self):
        super().setUp()
        self.twilio = FakeTwilio(reports=False)
        self.addCleanup(self.twilio.stop)
        self.gateway = Gateway(self.folder("twilio"), self.server.component_port, DOMAIN,
                               secret=SECRET, users={"juliet@localhost": JULIET_NUMBER},
                               carriers=section(self.twilio.url, "per-second = 0"),
                               http='public-url = "http://127.0.0.1:{port}"')
        self.addCleanup(self.gateway.stop)
        self.gateway.start()
        self.juliet = self.signed_on("juliet")
        self.lets_herself_be_seen(self.juliet)
        self.juliet.text(at_gateway(PHONE), "Good night!", "m1")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_out_accepted_total") == 1,
                        "text at the carrier")

    def fails(self):
        sid = self.twilio.snapshot()[0]["sid"]
        status = f"http://127.0.0.1:{self.gateway.port}/twilio/status"
        self.assertEqual(self.twilio.tell(status, [
            ("MessageSid", sid), ("MessageStatus", "undelivered"), ("AccountSid", ACCOUNT),
            ("From", JULIET_NUMBER), ("To", PHONE), ("ErrorCode", "30003")]), 200)
        self.eventually(lambda: self.gateway.metric("xmpp_sms_news_told_total") == 1, "news told")

    def test_whoever_has_signed_off_finds_a_message_that_says_so(self):
        self.signs_off(self.juliet)
        self.fails()
        juliet = self.signed_on("juliet")
        self.eventually(lambda: juliet.bodies_from(at_gateway(PHONE)), "message kept for her")
        (_, body), = juliet.bodies_from(at_gateway(PHONE))
        self.assertRegex(body, "^This message was not delivered\\. .+\n> Good night!$")

    def test_whoever_is_there_gets_the_error_once_and_no_message(self):
        self.fails()
        error = self.juliet.wait_error("m1")
        self.assertEqual(error.findtext(CLIENT + "body"), "Good night!")
        self.juliet.send(f"<iq type='get' id='end' to='{DOMAIN}'><ping xmlns='urn:xmpp:ping'/></iq>")
        self.juliet.wait_for(lambda s: s.get("id") == "end", "all that came before")
        self.assertEqual(len(self.juliet.messages("error")), 1)
        self.assertEqual(self.juliet.bodies_from(at_gateway(PHONE)), [])


class NothingKept(Absence):
    """A server that sends back what comes for users who are away."""

    def start_server(self):
        return Prosody(self.folder("server"), contacts=(), keeps_messages=False,
                       extra=lambda port: snippet("prosody.cfg.lua", DOMAIN, SECRET, port))

    def comes_after(self, user=None):
        """A text that the server has sent back, when she signs on."""
        if user:
            self.signs_off(user)
        self.gateway.type(PHONE, JULIET_NUMBER, "Are you there?")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_in_put_back_total") >= 1,
                        "text sent back")
        juliet = self.signed_on("juliet")
        self.eventually(lambda: juliet.bodies_from(at_gateway(PHONE)), "text")
        self.assertEqual([body for _, body in juliet.bodies_from(at_gateway(PHONE))],
                         ["Are you there?"])
        self.assertEqual(self.gateway.metric("xmpp_sms_in_bounced_total"), 0)

    def test_a_text_for_somebody_who_is_away_is_tried_again(self):
        self.gateway.start()
        self.comes_after()

    def test_and_at_once_when_the_gateway_sees_them_come(self):
        self.gateway.write_config(texts='retry-first = "1h"\nretry-most = "1h"')
        self.gateway.start()
        juliet = self.signed_on("juliet")
        self.lets_herself_be_seen(juliet)
        self.comes_after(juliet)


if __name__ == "__main__":
    unittest.main()
