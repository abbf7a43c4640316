# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts through a carrier's HTTP API: real Prosody, the real gateway, a fake of Twilio's side."""

import http.client
import os
import ssl
import threading
import unittest
from collections import Counter

from harness.certificates import make_certificate
from harness.fake_twilio import ACCOUNT, TOKEN, FakeTwilio, post, section, sometimes
from harness.gateway import Gateway
from harness.sockets import OpenSockets, most_memory
from harness.user import CLIENT

from play import DOMAIN, JULIET_NUMBER, PHONE, SECRET, Play, at_gateway

OOB = "{jabber:x:oob}"
STANZAS = "{urn:ietf:params:xml:ns:xmpp-stanzas}"

# Quick about everything, so that a play takes seconds.
TEXTS = 'retry-first = "1s"\nretry-most = "3s"\nask-after = "1s"'


class TwilioPlay(Play):
    kind, account, prefix, more, header = "twilio", ACCOUNT, "", "", "X-Twilio-Signature"
    certificate = None

    def setUp(self):
        super().setUp()
        tls = None
        if self.certificate:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(*self.certificate(self.folder("tls")))
        self.twilio = FakeTwilio(self.prefix, tls, header=self.header)
        self.addCleanup(self.twilio.stop)
        carrier = section(self.twilio.url, "per-second = 0", 'settle = "1s"', 'timeout = "3s"',
                          "max-in-flight = 16", self.more.format(self=self), kind=self.kind,
                          account=self.account)
        self.gateway = Gateway(self.folder("twilio"), self.server.component_port, DOMAIN,
                               secret=SECRET, users={"juliet@localhost": JULIET_NUMBER},
                               carriers=carrier, texts=TEXTS,
                               http='public-url = "http://127.0.0.1:{port}"')
        self.addCleanup(self.gateway.stop)
        self.gateway.start()
        self.sockets = OpenSockets(self.twilio.port)
        self.addCleanup(self.sockets.stop)
        self.juliet = self.signed_on("juliet")

    @property
    def webhook(self):
        return f"http://127.0.0.1:{self.gateway.port}/twilio/message"

    def webhooks(self, outcome):
        return self.gateway.metric(
            f'xmpp_sms_webhooks_total{{carrier="twilio",outcome="{outcome}"}}')

    # Many texts, and what became of them.

    def send_many(self, count, pairs):
        self.phones = [f"+1307555{2000 + i}" for i in range(pairs)]
        self.count = count
        for number in range(count):
            self.juliet.text(at_gateway(self.phones[number % pairs]), f"text {number}",
                             f"m{number}")

    def settle(self, what, timeout=120):
        """All have their receipt; nothing was lost, doubled, told as failed or out of order."""
        self.eventually(lambda: len(set(self.juliet.receipts())) == self.count,
                        f"receipt for each; log:\n{self.gateway.log()[-2000:]}", timeout)
        bodies = Counter(message["body"] for message in self.twilio.snapshot())
        counts = {
            "sent": self.count,
            "lost": sum(f"text {n}" not in bodies for n in range(self.count)),
            "doubled": sum(times - 1 for times in bodies.values()),
            "told failed": len(self.juliet.messages("error")),
            "pairs out of order": sum(self.twilio.bodies_to(phone) != [
                f"text {n}" for n in range(index, self.count, len(self.phones))]
                for index, phone in enumerate(self.phones)),
            "receipts repeated": len(self.juliet.receipts()) - self.count}
        told = {"requests": self.twilio.posts, "lists": self.twilio.lists,
                "most sockets": self.sockets.most}
        print(f"\n  {what}:", ", ".join(f"{n} {name}" for name, n in {**counts, **told}.items()))
        self.assertEqual(counts, {**dict.fromkeys(counts, 0), "sent": self.count})
        self.assertLessEqual(self.sockets.most, 16)


class Carrying(TwilioPlay):
    def test_a_text_goes_out_and_its_receipt_comes(self):
        self.juliet.text(at_gateway(PHONE), "Good night, good night! €", "m1")
        self.eventually(lambda: self.juliet.receipts() == ["m1"], "receipt")
        message, = self.twilio.snapshot()
        self.assertEqual((message["from"], message["to"], message["body"], message["media"]),
                         (JULIET_NUMBER, PHONE, "Good night, good night! €", []))

    def test_a_text_comes_in_once_however_often_it_is_told(self):
        answers = [self.twilio.text(self.webhook, PHONE, JULIET_NUMBER, "Parting is <such> & so",
                                    sid="SM" + "1" * 32) for _ in range(200)]
        self.assertEqual(set(answers), {200})
        self.twilio.text(self.webhook, PHONE, JULIET_NUMBER, "last")
        self.eventually(lambda: len(self.juliet.bodies_from(at_gateway(PHONE))) == 2, "texts")
        self.assertEqual([body for _, body in self.juliet.bodies_from(at_gateway(PHONE))],
                         ["Parting is <such> & so", "last"])
        self.assertEqual(self.gateway.metric("xmpp_sms_in_again_total"), 199)

    def test_a_webhook_counts_by_its_address_as_it_stands_in_the_console(self):
        spellings = ("?a=b+c", "?flag", "?a=%c3%bc", "?x=a/b", "?x=a:b,c", "?a=b%20c&&d=")
        for query in spellings:
            self.assertEqual(self.twilio.text(self.webhook + query, PHONE, JULIET_NUMBER, query), 200)
        self.eventually(lambda: len(self.juliet.bodies_from(at_gateway(PHONE))) == len(spellings),
                        "texts")

    def test_pictures_go_both_ways_as_links(self):
        link = "https://upload.example.com/balcony.jpg"
        self.juliet.send(f"<message to='{at_gateway(PHONE)}' type='chat' id='m1'><body>See "
                         f"{link}</body><x xmlns='jabber:x:oob'><url>{link}</url></x></message>")
        self.juliet.send(f"<message to='{at_gateway(PHONE)}' type='chat' id='m2'><body>{link}</body>"
                         f"<x xmlns='jabber:x:oob'><url>{link}</url></x></message>")
        self.eventually(lambda: len(self.twilio.snapshot()) == 2, "messages")
        self.assertEqual([(m["body"], m["media"]) for m in self.twilio.snapshot()],
                         [(f"See {link}", [link]), ("", [link])])
        self.twilio.text(self.webhook, PHONE, JULIET_NUMBER, "Look", media=[link, link + "?2"])
        got = self.juliet.wait_for(lambda s: s.find(f"{OOB}x") is not None, "pictures")
        self.assertEqual([x.findtext(f"{OOB}url") for x in got.findall(f"{OOB}x")],
                         [link, link + "?2"])
        self.assertEqual(got.findtext(CLIENT + "body"), f"Look\n{link}\n{link}?2")

    def test_what_twilio_refuses_is_told_with_its_reason(self):
        for number, condition, words in (
                ("+15005550004", "not-allowed", "asked for no more text messages"),
                ("+15005550009", "item-not-found", "not a mobile number"),
                ("+15005550003", "forbidden", "not enabled"),
                ("+15005551005", "item-not-found", "no such number")):
            stanza = "m" + number[1:]
            self.juliet.text(at_gateway(number), "Hello", stanza)
            error = self.juliet.wait_error(stanza).find(CLIENT + "error")
            self.assertIsNotNone(error.find(STANZAS + condition), number)
            self.assertIn(words, error.findtext(STANZAS + "text"))

    def test_a_text_beyond_the_limit_is_refused_with_the_count(self):
        self.juliet.text(at_gateway(PHONE), "x" * 1600, "m1")
        error = self.juliet.wait_error("m1").find(CLIENT + "error")
        self.assertIn("it would take 11 text messages, and at most 10", error.findtext(
            STANZAS + "text"))
        self.assertEqual(self.twilio.posts, 0)

    def test_texts_wait_while_the_token_is_wrong_and_the_operator_is_told(self):
        self.twilio.token = "another"
        self.juliet.text(at_gateway(PHONE), "Patience", "m1")
        self.eventually(lambda: "refuses all texts" in self.gateway.log(), "complaint in the log")
        self.assertIn("20003", self.gateway.log())
        self.assertNotIn(TOKEN, self.gateway.log())
        self.twilio.token = TOKEN
        self.eventually(lambda: self.juliet.receipts() == ["m1"], "receipt", 90)
        self.assertEqual(self.juliet.messages("error"), [])


class Hostile(TwilioPlay):
    """What anybody may send to the webhooks; memory is bounded whatever it is."""

    def setUp(self):
        super().setUp()
        self.before = most_memory(self.gateway.pid)

    def tearDown(self):
        grown = most_memory(self.gateway.pid) - self.before
        self.assertLess(grown, 16 << 20)

    def raw(self, body, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.gateway.port, timeout=60)
        try:
            connection.request("POST", "/twilio/message", body, headers)
            return connection.getresponse().status
        except (ConnectionError, http.client.HTTPException):
            return "closed"
        finally:
            connection.close()

    def test_requests_without_proof_are_refused_and_counted(self):
        fields = [("MessageSid", "SM1"), ("From", PHONE), ("To", JULIET_NUMBER), ("Body", "Hi")]
        self.assertEqual(post(self.webhook, fields, None), 403)
        self.assertEqual(post(self.webhook, fields, "wrong"), 403)
        status = self.webhook.replace("message", "status")
        self.assertEqual(post(status, [("MessageSid", "SM1"), ("MessageStatus", "delivered")],
                              "wrong"), 403)
        self.assertEqual(self.webhooks("refused"), 3)
        self.assertEqual(self.gateway.metric("xmpp_sms_in_taken_total"), 0)

    def test_senders_that_would_break_an_address_are_refused(self):
        for sender in ("+1307555\r\n1212", "juliet@localhost/x", "a\x01b", "", "\x7f",
                       "whatsapp:+13075551212", "+" + "1" * 40):
            self.assertEqual(self.twilio.text(self.webhook, sender, JULIET_NUMBER, "Hi"), 400, sender)
        self.assertEqual(self.webhooks("malformed"), 7)

    def test_counts_that_lie_are_bounded(self):
        for count in ("100000000", "-1", "99999999999999999999", "x"):
            self.assertEqual(self.twilio.text(
                self.webhook, PHONE, JULIET_NUMBER, f"count {count}",
                more=[("NumMedia", count), ("MediaUrl0", "https://a.example/0")]), 200)
        self.eventually(lambda: len(self.juliet.bodies_from(at_gateway(PHONE))) == 4, "texts")

    def test_control_characters_in_a_body_are_replaced(self):
        self.assertEqual(self.twilio.text(self.webhook, PHONE, JULIET_NUMBER, "a\x01b c"), 200)
        self.eventually(lambda: self.juliet.bodies_from(at_gateway(PHONE)), "text")
        (_, body), = self.juliet.bodies_from(at_gateway(PHONE))
        self.assertEqual(body, "a\ufffdb c")

    def test_bodies_beyond_all_measure_are_not_read(self):
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        self.assertIn(self.raw(b"Body=" + b"x" * 10_000_000, form), (413, "closed"))
        chunks = (b"x" * 100_000 for _ in range(100))
        self.assertIn(self.raw(chunks, {**form, "Transfer-Encoding": "chunked"}), (413, "closed"))
        self.assertEqual(self.twilio.text(self.webhook, PHONE, JULIET_NUMBER, "Still here"), 200)
        self.assertEqual(self.twilio.text(self.webhook, PHONE, JULIET_NUMBER, "x" * 20_001), 400)

    def test_a_number_that_is_nobodys_is_taken_and_counted(self):
        self.assertEqual(self.twilio.text(self.webhook, PHONE, "+13075559999", "Hi"), 200)
        self.eventually(lambda: self.gateway.metric("xmpp_sms_in_nobodys_total") == 1, "count")

    def test_forms_that_are_none_are_refused(self):
        self.assertEqual(self.raw(b"%", {}), 403)
        self.assertEqual(self.raw(b"a=b&" * 5000, {}), 403)


class WithAPassword(TwilioPlay):
    """As with sms-over-xmpp: the password stands in the webhook's address."""

    more = 'webhook-user = "sms"\nwebhook-password = "pass"'

    def test_the_password_is_asked_for_and_taken(self):
        fields = [("MessageSid", "SM1"), ("From", PHONE), ("To", JULIET_NUMBER), ("Body", "Hi")]
        self.assertEqual(post(self.webhook, fields, None), 401)
        address = self.webhook.replace("http://", "http://sms:{}@")
        self.assertEqual(post(address.format("wrong"), fields, None), 403)
        self.assertEqual(post(address.format("pass"), fields, None), 200)
        self.assertEqual((self.webhooks("challenged"), self.webhooks("refused")), (3, 1))
        # The carrier signs all the same, and perhaps an address that a proxy changes. Until it sends
        # the password it could be anybody.
        self.assertEqual(post(self.webhook, fields, "wrong"), 401)
        self.assertEqual((self.webhooks("challenged"), self.webhooks("refused")), (3, 2))
        self.assertEqual(post(address.format("pass"), fields, "wrong"), 200)
        self.assertEqual((self.webhooks("challenged"), self.webhooks("refused")), (3, 3))
        self.eventually(lambda: self.juliet.bodies_from(at_gateway(PHONE)), "text")
        # The address of reports has it, too.
        self.twilio.signing_key = None
        self.juliet.text(at_gateway(PHONE), "Good night", "m1")
        self.eventually(lambda: self.juliet.receipts() == ["m1"], "receipt")


class SignalWire(TwilioPlay):
    kind, prefix, header = "signalwire", "/api/laml", "X-SignalWire-Signature"
    more = 'signing-key = "PSK_1"'

    def test_it_is_the_same_at_its_own_address(self):
        self.twilio.signing_key = "PSK_1"
        self.juliet.text(at_gateway(PHONE), "Good night", "m1")
        self.eventually(lambda: self.juliet.receipts() == ["m1"], "receipt")
        self.assertEqual(self.twilio.text(self.webhook, PHONE, JULIET_NUMBER, "Good morrow"), 200)
        self.assertEqual(self.twilio.text(self.webhook, PHONE, JULIET_NUMBER, "x", key=TOKEN), 403)
        self.eventually(lambda: self.juliet.bodies_from(at_gateway(PHONE)), "text")


class OverTls(TwilioPlay):
    def certificate(self, folder):
        self.ca = make_certificate(folder, "localhost")
        return self.ca, os.path.join(folder, "key.pem")

    more = 'ca-file = "{self.ca}"'

    def test_texts_go_over_connections_that_are_kept(self):
        self.send_many(100, 20)
        self.settle("over TLS")


class Untrusted(OverTls):
    more = ""

    def test_texts_go_over_connections_that_are_kept(self):
        """None does: the certificate is nobody's that is trusted."""
        self.juliet.text(at_gateway(PHONE), "Good night", "m1")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_out_retries_total") >= 2, "tries")
        self.assertEqual(self.twilio.posts, 0)


class Faults(TwilioPlay):
    def faulty(self, what, fault, count=300, pairs=30, timeout=180):
        self.twilio.fault = fault
        self.send_many(count, pairs)
        self.settle(what, timeout)

    def test_one_in_twenty_answered_with_500(self):
        self.faulty("5 % 500", sometimes(0.05, 500))

    def test_an_outage(self):
        self.twilio.fault = lambda number: 503
        self.send_many(100, 10)
        self.eventually(lambda: self.twilio.posts >= 10, "requests")
        self.twilio.fault = lambda number: None
        self.settle("503 outage")

    def test_too_many_requests(self):
        """Once the first answer is read nothing comes before its time: of the 16 connections each
        may have had one more request under way."""
        self.faulty("429 with Retry-After",
                    lambda number: (429, 2) if number in (20, 120) else None)
        print(f"  {self.twilio.too_early} came too early")
        self.assertLessEqual(self.twilio.too_early, 2 * 15)

    def test_connections_reset_before_and_after_the_text_was_taken(self):
        self.faulty("5 % resets", sometimes(0.05, "reset before", "reset after"), 600, 60)

    def test_answers_cut_in_the_middle(self):
        self.faulty("5 % cut", sometimes(0.05, "cut"))

    def test_some_requests_hang(self):
        self.faulty("5 % hang", sometimes(0.05, "hang before", "hang after"))

    def test_all_requests_hang_and_texts_come_in_all_the_same(self):
        self.twilio.fault = lambda number: "hang before"
        self.send_many(60, 60)
        self.eventually(lambda: self.twilio.posts >= 16, "requests")
        for number in range(20):
            self.assertEqual(self.twilio.text(self.webhook, PHONE, JULIET_NUMBER, f"in {number}"),
                             200)
        self.eventually(lambda: len(self.juliet.bodies_from(at_gateway(PHONE))) == 20, "texts in")
        self.twilio.fault = lambda number: None
        self.twilio.drop_connections()
        self.settle("all hang")

    def test_balancers_that_drop_all_connections(self):
        ended = threading.Event()

        def drop():
            while not ended.wait(0.2):
                self.twilio.drop_connections()
        thread = threading.Thread(target=drop)
        thread.start()
        try:
            self.send_many(300, 30)
            self.eventually(lambda: len(self.twilio.snapshot()) >= 200, "texts", 60)
        finally:
            ended.set()
            thread.join()
        self.settle("all connections dropped 5 times a second")

    def test_the_same_words_again_and_again(self):
        """Which of them the carrier lost cannot be told by their words."""
        self.twilio.fault = sometimes(0.2, "reset before", "reset after", seed=2)
        for number in range(40):
            self.juliet.text(at_gateway(PHONE), "ok", f"m{number}")
        self.eventually(lambda: len(set(self.juliet.receipts())) == 40, "receipts", 180)
        self.assertEqual(self.twilio.bodies_to(PHONE), ["ok"] * 40)


if __name__ == "__main__":
    unittest.main()
