# SPDX-License-Identifier: GPL-2.0-or-later
"""What no XMPP server should send: each is bounded and answered, and the gateway goes on."""

import unittest

from faults.scene import JULIET, MEGABYTE, PHONE_JID, Scene

TO_PHONE = f"from='{JULIET}/a' to='{PHONE_JID}' type='chat'"


class HostileServer(Scene):
    def assert_ends_with(self, data, condition, said):
        """The stream ends with this error, the gateway says why, and comes back."""
        stream = self.connected()
        before = self.memory()
        stream.send_if_open(data)
        self.assertIn(f"<stream:error><{condition} ", stream.wait_end())
        self.eventually(lambda: said in self.gateway.log(), "reason in the log")
        self.assertLess(self.memory() - before, 16 * MEGABYTE)
        self.assert_works(self.server.accept())

    def test_broken_xml(self):
        self.assert_ends_with("<message><body></message>", "not-well-formed", "the XMPP server sent")

    def test_bad_utf8(self):
        self.assert_ends_with(b"<message><body>\xff\xfe\xc0\x80</body></message>",
                              "not-well-formed", "the XMPP server sent")

    def test_a_document_type_with_entities(self):
        self.assert_ends_with('<!DOCTYPE a [<!ENTITY a "aaaa">]><message/>',
                              "not-well-formed", "the XMPP server sent")

    def test_what_xmpp_forbids(self):
        self.assert_ends_with("<!-- a comment --><message/>", "restricted-xml",
                              "the XMPP server sent")

    def test_a_hundred_thousand_tags_inside_each_other(self):
        stream = self.connected()
        before = self.memory()
        stream.send_if_open(f"<message {TO_PHONE} id='deep'>" + "<a>" * 100_000 + "</a>" * 100_000
                            + "</message>")
        self.eventually(lambda: stream.is_at_end or "id='deep'" in stream._text, "answer")
        self.assertLess(self.memory() - before, 16 * MEGABYTE)
        self.assert_works(self.server.accept() if stream.is_at_end else stream)

    def test_a_stanza_of_20_megabytes_is_refused_and_the_stream_stays(self):
        stream = self.connected()
        before = self.memory()
        stream.send(f"<message {TO_PHONE} id='big'><body>" + "x" * (20 * MEGABYTE)
                    + "</body></message>")
        answer = stream.wait_for("<message [^>]*type='error'[^>]*id='big'>.*?</message>").group(0)
        self.assertIn("<not-acceptable ", answer)
        self.assertLess(self.memory() - before, 16 * MEGABYTE)
        self.assert_works(stream)

    def test_ten_thousand_attributes(self):
        stream = self.connected()
        before = self.memory()
        stream.send_if_open(f"<message {TO_PHONE} id='wide' "
                            + " ".join(f"a{i}='{i}'" for i in range(10_000)) + "><body>x</body></message>")
        self.eventually(lambda: stream.is_at_end or "id='wide'" in stream._text
                        or "x" in self.gateway.texts_at("+13075551212"), "answer")
        self.assertLess(self.memory() - before, 16 * MEGABYTE)
        self.assert_works(self.server.accept() if stream.is_at_end else stream)

    def test_every_stream_error_is_said_and_survived(self):
        self.gateway.start(wait=False)
        for condition in ("internal-server-error", "system-shutdown", "conflict", "policy-violation",
                          "made-up-by-nobody"):
            stream = self.server.accept()
            self.eventually(lambda: self.gateway.status_of("/readyz") == 200, "readiness")
            stream.end_with(condition)
            stream.wait_end()
            said = "another gateway is connected" if condition == "conflict" else condition
            self.eventually(lambda text=said: text in self.gateway.log(), f"{condition} in the log")
            self.eventually(lambda: self.gateway.status_of("/readyz") == 503, "the end's notice")
        self.assert_works(self.server.accept(60))

    def test_an_error_without_a_condition_and_an_end_in_a_tag(self):
        stream = self.connected()
        stream.send("<stream:error/>")
        stream.wait_end()
        stream = self.server.accept()
        stream.send("<message><bo")
        stream.close()
        self.assert_works(self.server.accept(60))

    def test_addresses_that_are_none_get_no_answer_that_would_end_the_stream(self):
        stream = self.connected()
        for sender in ("", "@", "@localhost", "/x", "juliet@"):
            for kind in ("message", "iq", "presence"):
                stream.send(f"<{kind} from='{sender}' to='{PHONE_JID}' type='get' id='bad'>"
                            "<body>x</body></%s>" % kind)
        for to in ("", "@", "@text.localhost", "+13075551212@other.example", "localhost", "/x"):
            for kind, child in (("message", "<body>x</body>"),
                                ("iq", "<query xmlns='jabber:iq:version'/>")):
                stream.send(f"<{kind} from='{JULIET}/a' to='{to}' type='get' id='bad'>{child}"
                            f"</{kind}>")
        stream.send("<message><body>x</body></message><iq type='get'><ping xmlns='urn:xmpp:ping'/></iq>"
                    "<presence type='subscribe'/><unheard-of/>")
        before = stream._mark
        self.ask(stream, "fence")
        self.assertNotIn("id='bad'", stream._text[before:])
        self.assert_works(stream)

    def test_numbers_that_are_none_are_refused_with_the_reason(self):
        stream = self.connected()
        for local in ("+1", "+1307555121200000", "x" * 1000, "+13075551212+13075551213",
                      "\u0661\u0662", "+1 307", "&apos;&quot;&lt;"):
            stream.send(f"<message from='{JULIET}/a' to='{local}@text.localhost' type='chat' "
                        "id='none'><body>x</body></message>")
            answer = stream.wait_for("<message [^>]*type='error'[^>]*id='none'>.*?</message>").group(0)
            self.assertRegex(answer, "<(item-not-found|jid-malformed) ")
            self.assertRegex(answer, "<text [^>]*>[^<]{10,}")
        self.assert_works(stream)

    def test_a_server_that_says_nothing_at_all_is_left(self):
        self.gateway.start(wait=False)
        stream = self.server.accept_raw()
        stream.send("HTTP/1.1 400 Bad Request\r\n\r\n")
        stream.wait_end()
        self.assertIn("no XMPP server", self.gateway.ask("GET", "/readyz")[1])
        self.assert_works(self.server.accept(60))


if __name__ == "__main__":
    unittest.main()
