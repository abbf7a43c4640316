# SPDX-License-Identifier: GPL-2.0-or-later
"""The link to the XMPP server ends in every way, and comes back."""

import os
import re
import time
import unittest

from faults.scene import JULIET, NUMBER, PHONE, PHONE_JID, Scene


class Link(Scene):
    def typed_while(self, break_it, texts=20):
        """Texts that come in around a break are all handed over, once each, in order."""
        stream = self.connected()
        wanted = [f"text {number}" for number in range(texts)]
        for body in wanted[:texts // 2]:
            self.gateway.type(PHONE, NUMBER, body)
        stream.wait_for(f"<body>{wanted[texts // 2 - 1]}</body>")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_in_handed_over_total") == texts // 2,
                        "the server's word for it")
        break_it(stream)
        for body in wanted[texts // 2:]:
            self.gateway.type(PHONE, NUMBER, body)
        again = self.server.accept(60)
        again.wait_for(f"<body>{wanted[-1]}</body>")
        pattern = "<message [^>]*id='([^']+)'><body>(text \\d+)</body>"
        handed = stream.seen(pattern) + again.seen(pattern)
        # Some may have been written before the break was seen: they come again, with their ids.
        self.assertEqual([body for _, body in dict.fromkeys(handed)], wanted)
        self.assertNotIn(wanted[0], [body for _, body in again.seen(pattern)])

    def test_the_server_closes_the_stream(self):
        self.typed_while(lambda stream: stream.send("</stream:stream>"))

    def test_the_server_drops_the_connection(self):
        self.typed_while(lambda stream: stream.close())

    def test_what_was_sent_and_not_confirmed_is_sent_again_with_the_same_id(self):
        stream = self.connected()
        stream.answers_pings = False
        for number in range(10):
            self.gateway.type(PHONE, NUMBER, f"text {number}")
        stream.wait_for("<body>text 9</body>")
        stream.close()
        again = self.server.accept(60)
        again.wait_for("<body>text 9</body>")
        pattern = "<message [^>]*id='([^']+)'><body>(text \\d+)</body>"
        self.assertEqual(again.seen(pattern), stream.seen(pattern))
        self.eventually(lambda: self.gateway.metric("xmpp_sms_in_handed_over_total") == 10,
                        "the server's word for it")

    def test_what_the_server_says_before_its_end_is_kept(self):
        for texts in ("", "per-day = 100"):  # a first text of the day is counted before it is kept
            with self.subTest(texts=texts):
                self.gateway.write_config(texts=texts)
                stream = self.connected()
                self.gateway.terminate()
                stream.wait_for("</stream:stream>")
                stream.send("".join(
                    f"<message from='{JULIET}/a' to='{PHONE_JID}' type='chat' id='last'>"
                    f"<body>last words {texts} {number}</body></message>" for number in range(5))
                    + "</stream:stream>")
                self.assertEqual(self.gateway.wait_ended(60), 0)
                self.connected()
                wanted = [f"last words {texts} {number}" for number in range(5)]
                self.eventually(lambda w=wanted: self.gateway.texts_at(PHONE)[-5:] == w, "last words")
                self.gateway.stop()

    def test_what_is_refused_while_it_ends_is_refused_at_the_next_start(self):
        stream = self.connected()
        self.gateway.terminate()
        stream.wait_for("</stream:stream>")
        stream.send(f"<message from='tybalt@localhost/a' to='{PHONE_JID}' type='chat' id='late'>"
                    "<body>let me in</body></message></stream:stream>")
        self.assertEqual(self.gateway.wait_ended(60), 0)
        again = self.connected()
        again.wait_for("<forbidden ")
        self.assertEqual(again.seen("<message ([^>]*)><body>(let me in)</body>"),
                         [(f"from='{PHONE_JID}' to='tybalt@localhost/a' type='error' id='late'",
                           "let me in")])
        self.assertEqual(stream.seen("<message ([^>]*)>"), [])

    def test_a_stop_while_the_server_says_nothing_is_bounded(self):
        stream = self.connected()
        stream.answers_pings = False
        self.gateway.type(PHONE, NUMBER, "text")
        stream.wait_for("<body>text</body>")
        self.gateway.terminate()
        self.assertEqual(self.gateway.wait_ended(60), 0)
        self.gateway.start(wait=False)
        self.server.accept().wait_for("<body>text</body>")


class SentBack(Scene):
    """By the server of a user, long after ours had read the text."""

    def hand_over(self, stream, body):
        self.gateway.type(PHONE, NUMBER, body)
        name = stream.wait_for(f"<message [^>]*id='([^']+)'><body>{body}</body>").group(1)
        self.eventually(lambda: self.gateway.metric("xmpp_sms_in_handed_over_total") > 0,
                        "the server's word for it")
        return name

    def bounce(self, stream, name, kind, condition, sender=JULIET):
        stream.send(f"<message from='{sender}' to='{PHONE_JID}' type='error' id='{name}'><error "
                    f"type='{kind}'><{condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"
                    "</message>")

    def test_for_now_it_is_sent_again_even_by_the_next_run(self):
        stream = self.connected()
        name = self.hand_over(stream, "patience")
        self.bounce(stream, name, "wait", "remote-server-timeout")
        again = f"<message [^>]*id='{name}'><body>patience</body>"
        stream.wait_for(again)
        self.bounce(stream, name, "cancel", "remote-server-not-found")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_in_put_back_total") == 2, "count")
        self.gateway.kill()
        self.connected().wait_for(again)

    def test_for_good_it_has_failed_and_that_is_said(self):
        stream = self.connected()
        name = self.hand_over(stream, "secret words")
        self.bounce(stream, name, "cancel", "not-acceptable", sender="mallory@localhost")
        self.bounce(stream, name, "cancel", "not-acceptable")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_in_bounced_total") == 1, "count")
        self.assertEqual(self.gateway.metric('xmpp_sms_messages{direction="in",state="failed"}'), 1)
        self.assertIn("back for good: not-acceptable", self.gateway.log())
        self.assertNotIn("secret words", self.gateway.log())


class WrongSecret(Scene):
    def set_secret(self, secret):
        with open(os.path.join(self.directory, "secret"), "w", encoding="utf-8") as file:
            file.write(secret)

    def waits(self):
        """Seconds until the next attempt, as the log tells."""
        return [int(found) for found in re.findall("refuses the secret.* next_try_s=(\\d+)",
                                                   self.gateway.log())]

    def refused(self, times):
        for _ in range(times):
            self.server.accept(60)
        self.eventually(lambda: len(self.waits()) == times, "refusals in the log")
        status, said = self.gateway.ask("GET", "/readyz")
        self.assertEqual(status, 503)
        self.assertIn("refuses the secret of text.localhost", said)
        self.assertNotIn("wr0ng", self.gateway.log())

    def test_it_backs_off_says_so_and_takes_the_corrected_file_at_once(self):
        self.set_secret("wr0ng")
        self.gateway.start(wait=False)
        self.refused(2)
        self.assertGreaterEqual(self.waits()[0], 3)
        self.assertGreater(self.waits()[1], self.waits()[0])
        self.set_secret("s3cret")
        self.gateway.reload()
        self.assert_works(self.server.accept(60))
        self.assertNotIn("need a restart", self.gateway.log())

    def test_it_comes_back_by_itself_when_the_server_is_corrected(self):
        self.server.secret = None
        self.gateway.start(wait=False)
        self.refused(1)
        self.server.secret = "s3cret"
        self.assert_works(self.server.accept(60))


LATE = 11  # seconds; from ten on, a text is stamped


class Backlog(Scene):
    """More than memory holds, while there is no server."""

    def test_a_long_queue_is_handed_over_in_order_and_memory_stays_small(self):
        stream = self.connected()
        before = self.memory()
        stream.close()
        self.server.pause()
        texts = 2500
        began = time.monotonic()
        for number in range(texts):
            self.gateway.type(PHONE, NUMBER, f"text {number} {'x' * 500}")
        self.eventually(lambda: time.monotonic() - began > LATE, "a first text that is late", 30)
        self.server.resume()
        stream = self.server.accept(60)
        stream.wait_for(f"<body>text {texts - 1} ", 120)
        self.assertEqual(stream.seen("<body>text (\\d+) "), [str(n) for n in range(texts)])
        self.assertIn("<delay ", stream.seen("<message .*?</message>")[0])
        self.assertLess(self.memory() - before, 40 << 20)


if __name__ == "__main__":
    unittest.main()
