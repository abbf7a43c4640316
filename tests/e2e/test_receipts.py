# SPDX-License-Identifier: GPL-2.0-or-later
"""Receipts (XEP-0184): texts to phones ask for one, and what comes back is said quietly."""

from texting import GATEWAY, PHONE, Texting

RECEIVED = "<received xmlns='urn:xmpp:receipts' id='{}'/>"


class Receipts(Texting):
    receipts = "held"

    def sent(self, body):
        self.say(body)
        return self.gateway.wait_text(lambda text: text.body == body)

    def delivered(self, mark=0):
        return [line.split(" system ")[1] for line in self.lines(f"conversation {self.jid} ", mark)
                if " system Delivered" in line]

    def after(self, mark):
        """Waits until all that the gateway has sent so far has been read."""
        self.gateway.send_text("+13075550000", f"{self.jid}/headless", "fence")
        self.juliet.wait_for(r"^conversation .* received fence", mark=mark)

    def test_a_text_asks_for_one_and_its_arrival_is_said(self):
        self.assertTrue(self.sent("hello").wants_receipt)
        mark = self.juliet.lines.mark()
        self.gateway.send_receipts()
        self.wait_said("system", "Delivered$", mark)

    def test_a_late_one_names_its_text(self):
        self.sent("first")
        self.sent("second")
        self.gateway.send_receipts()
        self.wait_said("system", "Delivered: “first”$")
        self.wait_said("system", "Delivered$")

    def test_two_of_one_text_are_said_once(self):
        text = self.sent("hello")
        mark = self.juliet.lines.mark()
        for _ in range(2):
            self.gateway.send_receipt(text)
        self.after(mark)
        self.assertEqual(self.delivered(mark), ["Delivered"])

    def test_forged_and_unknown_ones_are_not_said(self):
        text = self.sent("hello")
        mark = self.juliet.lines.mark()
        for sender, text_id in ((f"+13075559999@{GATEWAY}", text.id), (PHONE, "unheard-of")):
            self.gateway.send(f"<message from='{sender}' to='{text.sender}'>"
                              f"{RECEIVED.format(text_id)}</message>")
        self.after(mark)
        self.assertEqual(self.delivered(mark), [])
        self.gateway.send_receipts()
        self.wait_said("system", "Delivered$", mark)

    def test_an_error_may_follow(self):
        text = self.sent("hello")
        self.gateway.send_receipts()
        self.wait_said("system", "Delivered$")
        mark = self.juliet.lines.mark()
        self.send_error(text.id)
        self.wait_said("error", "Not delivered: “hello”", mark)

    def test_a_closed_conversation_stays_closed(self):
        self.sent("hello")
        mark = self.juliet.do(f"part {self.jid} {PHONE}")
        self.gateway.send_receipts()
        self.after(mark)
        self.assertEqual(self.delivered(mark), [])

    def test_switched_off_nothing_is_asked_or_said(self):
        held = self.sent("before")
        self.juliet.do("pref /plugins/core/xmpp_sms/receipts 0")
        self.assertFalse(self.sent("after").wants_receipt)
        mark = self.juliet.lines.mark()
        self.gateway.send_receipt(held)
        self.after(mark)
        self.assertEqual(self.delivered(mark), [])

    def test_a_person_is_not_asked_for_one(self):
        romeo = self.signed_on("romeo")
        self.sent("a conversation with a phone is open")
        mark = romeo.lines.mark()
        self.say("hello", "romeo@localhost")
        line = romeo.wait_for("^< .*<body>hello", mark=mark).string
        self.assertNotIn("urn:xmpp:receipts", line)

    def test_requests_of_others_are_not_answered(self):
        mark = self.juliet.lines.mark()
        self.gateway.send_text("+13075551212", f"{self.jid}/headless", "hi",
                               inside="<request xmlns='urn:xmpp:receipts'/>")
        self.wait_said("received", "hi", mark)
        self.fence(self.juliet)
        self.assertEqual(self.server.received(self.jid, "message"), [])

    def test_a_receipt_with_words_is_read(self):
        text = self.sent("hello")
        mark = self.juliet.lines.mark()
        self.gateway.send_text("+13075551212", text.sender, "I am here",
                               inside=RECEIVED.format(text.id))
        self.wait_said("received", "I am here", mark)
