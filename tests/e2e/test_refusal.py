# SPDX-License-Identifier: GPL-2.0-or-later
"""An account that is switched off and gets refused is told why, and helped."""

from scenario import Scenario, tokens

PHONE = "+13075551212@sms.localhost"


class Refusal(Scenario):
    def setUp(self):
        super().setUp()
        self.juliet = self.signed_on("juliet", plugin=True)
        self.switch(self.juliet, False)

    def type_text(self, text):
        mark = self.juliet.do(f"say {self.juliet.jid} {PHONE} {text}")
        self.juliet.wait_for("^dialog SMS over XMPP ", mark=mark)
        return mark

    def test_the_reason_stands_in_the_conversation_it_was_typed_in(self):
        mark = self.type_text("good night")
        self.juliet.wait_for(rf"^conversation \S+ \{PHONE} error Not sent as SMS: .*"
                             "switched off for juliet@localhost", mark=mark)

    def test_it_is_not_shown_a_second_time_in_a_window(self):
        mark = self.type_text("good night")
        self.fence(self.juliet)
        self.assertEqual([line for line in self.juliet.lines.since(mark)
                          if line.startswith("notice")], [])

    def test_accepting_announces_and_sends_that_very_text_again(self):
        self.type_text("good <night> & good night")
        before = self.presence_count(self.juliet.jid)
        mark = self.juliet.do("press Switch on and send again")
        self.assertEqual(tokens(self.next_broadcast(self.juliet.jid, before)), ["sms-v1"])
        self.juliet.wait_for(
            r"^conversation .* received Delivered to \+13075551212: good &lt;night&gt; &amp; good "
            "night$", mark=mark)

    def test_several_refused_texts_go_out_in_order(self):
        self.type_text("first")
        self.type_text("second")
        mark = self.juliet.do("press Switch on and send again")
        self.juliet.wait_for("received Delivered .*second", mark=mark)
        delivered = [line.split()[-1] for line in self.juliet.lines.since(mark)
                     if " received Delivered" in line]
        self.assertEqual(delivered, ["first", "second"])

    def test_declining_sends_nothing(self):
        self.type_text("good night")
        before = len(self.server.received(self.juliet.jid))
        self.juliet.do("press Not now")
        self.fence(self.juliet)
        sent = self.server.received(self.juliet.jid)[before:]
        self.assertEqual([s.tag for s in sent if s.tag.endswith(("message", "presence"))], [])

    def test_a_declined_text_is_not_sent_by_a_later_yes(self):
        self.type_text("declined")
        self.juliet.do("press Not now")
        self.type_text("accepted")
        mark = self.juliet.do("press Switch on and send again")
        self.juliet.wait_for("received Delivered .*accepted", mark=mark)
        self.assertFalse([line for line in self.juliet.lines.since(mark)
                          if "Delivered" in line and "declined" in line])

    def test_a_stray_return_key_switches_nothing_on(self):
        mark = self.type_text("good night")
        self.juliet.do("press Not now")
        self.assertEqual([line for line in self.juliet.lines.since(mark)
                          if line.startswith("default")], [])

    def test_accepting_when_offline_says_that_nothing_was_sent(self):
        self.type_text("good night")
        self.juliet.do(f"part {self.juliet.jid} {PHONE}")
        mark = self.juliet.do(f"disconnect {self.juliet.jid}")
        self.juliet.wait_for("^disconnected", mark=mark)
        mark = self.juliet.do("press Switch on and send again")
        self.juliet.wait_for(r"^notice SMS over XMPP \| \+1 307-555-1212 \| "
                             "Not sent again: .*not connected.*/sms retry", mark=mark)
        self.assertEqual(self.juliet.errors(), "")

    def test_a_refusal_by_somebody_else_does_not_send_the_text_again(self):
        mark = self.juliet.do(f"say {self.juliet.jid} +13075551213@localhost hm")
        text_id = self.juliet.wait_for(r"^> \S+ <message.* id='(\w+)'", mark=mark).group(1)
        romeo = self.signed_on("romeo")
        romeo.do(f"send {romeo.jid} <message type='error' to='juliet@localhost/headless' "
                 f"id='{text_id}'><body>hm</body><error code='405'><text>SMS_ERROR_11</text>"
                 "</error></message>")
        self.juliet.wait_for(r"^dialog SMS over XMPP \| Announce SMS for juliet@localhost\? ",
                             mark=mark)

    def test_a_refusal_of_something_else_stays_with_the_client(self):
        romeo = self.signed_on("romeo")
        mark = self.juliet.lines.mark()
        romeo.do(f"send {romeo.jid} <message type='error' to='juliet@localhost/headless' id='x'>"
                 "<body>hm</body><error code='405' type='cancel'><not-allowed xmlns='urn:ietf:"
                 "params:xml:ns:xmpp-stanzas'/></error></message>")
        self.juliet.wait_for("^notice XMPP Message Error", mark=mark)
        self.assertFalse([line for line in self.juliet.lines.since(mark)
                          if line.startswith("dialog SMS")])

    def test_no_text_appears_in_the_debug_log(self):
        self.juliet.do("pref /plugins/core/xmpp_sms/debug_level 2")
        self.type_text("a secret")
        self.juliet.do("press Switch on and send again")
        self.juliet.wait_for("received Delivered .*a secret")
        self.assertFalse([line for line in self.juliet.lines.since()
                          if line.startswith("debug") and "secret" in line])
