# SPDX-License-Identifier: GPL-2.0-or-later
"""A text that comes back is shown where it was typed, says what to do, and can be sent again."""

from harness.component import Bounce
from harness.processes import wait_until
from scenario import PLUGIN
from texting import GATEWAY, NUMBER, PHONE, RETRY, Texting

KINDS = {
    "item-not-found": "knows no phone with this number",
    "jid-malformed": "knows no phone with this number",
    "registration-required": "does not know you",
    "subscription-required": "does not know you",
    "resource-constraint": "takes no more texts from you for now",
    "policy-violation": "takes no more texts from you for now",
    "service-unavailable": "The SMS service cannot be reached just now",
    "remote-server-not-found": "The SMS service cannot be reached just now",
    "remote-server-timeout": "The SMS service cannot be reached just now",
    "recipient-unavailable": "The phone cannot be reached just now",
    "forbidden": "does not let you text this number",
    "not-allowed": "although SMS is announced to it",
    "bad-request": "did not take the text",
}


class Bounces(Texting):
    def test_every_kind_is_told_apart_with_and_without_the_body(self):
        for condition, words in KINDS.items():
            for echoes_body in (True, False):
                with self.subTest(condition=condition, echoes_body=echoes_body):
                    self.gateway.bounce = Bounce(condition, f"Why: {condition}",
                                                 echoes_body=echoes_body)
                    mark = self.say("Where are you?")
                    self.wait_said("error", f"Not delivered: “Where are you\\?” .*{words}.* "
                                   f"The service said: Why: {condition} "
                                   "Type /sms retry to send it again", mark)
        self.fence(self.juliet)
        self.assertEqual(self.lines("notice"), [], "shown a second time")
        self.assertEqual(self.juliet.errors(), "")

    def test_opted_out_is_told_by_words(self):
        self.gateway.bounce = Bounce("not-acceptable", "The recipient has opted out")
        mark = self.say("hello")
        self.wait_said("error", ".*asked for no more texts", mark)

    def test_blocked_is_told_by_xep_0191(self):
        self.juliet.do(f"say {self.jid} {PHONE} hello")
        text = self.gateway.wait_text()
        mark = self.juliet.lines.mark()
        self.gateway.send(
            f"<message type='error' from='{PHONE}' to='{text.sender}' id='{text.id}'><error "
            "type='cancel'><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
            "<blocked xmlns='urn:xmpp:blocking:errors'/></error></message>")
        self.wait_said("error", ".*This number is blocked", mark)

    def test_a_service_that_gives_only_a_number_is_understood(self):
        text_id = self.sent_id("hello")
        mark = self.juliet.lines.mark()
        self.gateway.send(f"<message type='error' from='{PHONE}' to='{self.jid}/headless' "
                          f"id='{text_id}'><error code='404'/></message>")
        self.wait_said("error", "Not delivered: “hello” .*knows no phone", mark)

    def sent_id(self, text, phone=PHONE):
        self.say(text, phone)
        return self.gateway.wait_text(lambda each: each.body == text).id

    def test_an_error_without_a_known_id_is_shown_all_the_same(self):
        self.say("hello")
        for text_id in (None, "unheard-of"):
            mark = self.juliet.lines.mark()
            self.send_error(text_id)
            self.wait_said("error", "Not delivered. The SMS service knows no phone", mark)
        mark = self.say(RETRY)
        self.wait_said("system", "There is no text to send again", mark)

    def test_a_forged_error_marks_nothing(self):
        text_id = self.sent_id("hello")
        mark = self.juliet.lines.mark()
        self.send_error(text_id, sender=f"+13075559999@{GATEWAY}")
        self.wait_said("error", "Not delivered\\. ", mark, phone=f"+13075559999@{GATEWAY}")
        mark = self.say(RETRY)
        self.wait_said("system", "There is no text to send again", mark)

    def test_the_error_of_a_typing_notice_is_no_lost_text(self):
        self.say("hello")
        self.juliet.do(f"send {self.jid} <message type='chat' id='typing' to='{PHONE}'>"
                       "<composing xmlns='http://jabber.org/protocol/chatstates'/></message>")
        mark = self.juliet.lines.mark()
        self.send_error("typing")
        self.gateway.send_text(NUMBER, f"{self.jid}/headless", "and then")
        self.wait_said("received", "and then", mark)
        self.assertEqual(self.lines("conversation juliet@localhost \\+13075551212@gw.localhost error",
                                    mark), [])

    def test_while_the_gateway_is_away_the_server_says_so(self):
        self.gateway.stop()
        self.wait_until_away()
        mark = self.say("hello")
        self.wait_said("error", "Not delivered: “hello” .*cannot be reached just now", mark)

    def wait_until_away(self):
        """Until the server has noticed that the component is gone."""
        mark = self.juliet.do(f"send {self.jid} <iq type='get' id='away' to='{GATEWAY}'>"
                              "<query xmlns='jabber:iq:version'/></iq>")
        self.juliet.wait_for("^< .*id='away'", mark=mark)

    def test_markup_and_hidden_characters_are_shown_harmlessly(self):
        self.gateway.bounce = Bounce("forbidden", "<b>no</b> \u202eevil\u202c " + "x" * 5000)
        mark = self.say("<i>hi</i> & bye")
        line = self.wait_said("error", ".*“&lt;i&gt;hi&lt;/i&gt; &amp; bye”.*", mark).string
        self.assertIn("&lt;b&gt;no&lt;/b&gt; evil x", line)
        self.assertLess(len(line), 1000)

    def test_no_text_appears_in_the_debug_log(self):
        self.juliet.do("pref /plugins/core/xmpp_sms/debug_level 2")
        self.gateway.bounce = Bounce("forbidden", "a secret reason")
        mark = self.say("a secret")
        self.wait_said("error", ".*secret reason", mark)
        self.assertFalse([line for line in self.lines("debug") if "secret" in line])


class Retry(Texting):
    def bounced(self, *texts, phone=PHONE):
        self.gateway.bounce = Bounce("service-unavailable", "busy")
        for text in texts:
            mark = self.say(text, phone)
            self.wait_said("error", "Not delivered: “", mark, phone)
        self.gateway.bounce = None

    def test_sends_that_very_text_again_under_a_new_id(self):
        self.bounced("Fish & <chips>?")
        first = self.gateway.texts[0]
        mark = self.say(RETRY)
        self.wait_said("system", "Sent again: “Fish &amp; &lt;chips&gt;\\?”", mark)
        again = self.gateway.wait_text(lambda text: text.id != first.id)
        self.assertEqual((again.body, again.to), (first.body, first.to))
        self.assertTrue(again.wants_receipt)

    def test_sends_all_of_this_conversation_in_order_and_none_of_another(self):
        other = f"+13075551213@{GATEWAY}"
        self.bounced("one", "two")
        self.bounced("elsewhere", phone=other)
        self.wait_said("error", "Not delivered: “one”.*/sms retry to send it again\\.$")
        self.wait_said("error", "Not delivered: “two”.*again, together with 1 other text\\.$")
        self.wait_said("error", "Not delivered: “elsewhere”.*/sms retry to send it again\\.$",
                       phone=other)
        mark = self.say("/sms help")
        self.wait_said("system", ".*sms retry: sends again every text of this conversation that came "
                       "back", mark)
        mark = self.say(RETRY)
        self.wait_said("system", "Sent 2 texts", mark)
        wait_until(lambda: len(self.gateway.texts) >= 5, 15, "texts sent again")
        self.assertEqual([text.body for text in self.gateway.texts[3:]], ["one", "two"])

    def test_sends_once(self):
        self.bounced("one")
        self.say(RETRY)
        mark = self.say(RETRY)
        self.wait_said("system", "There is no text to send again", mark)

    def test_one_that_comes_back_again_can_be_sent_again(self):
        self.bounced("one")
        self.gateway.bounce = Bounce("service-unavailable", "busy")
        mark = self.say(RETRY)
        self.wait_said("error", "Not delivered: “one”", mark)
        mark = self.say(RETRY)
        self.wait_said("error", "Not delivered: “one”", mark)

    def test_offline_keeps_it(self):
        self.bounced("one")
        # What the server has not acknowledged, libpurple itself sends again when it is back.
        self.fence(self.juliet)
        mark = self.juliet.do(f"disconnect {self.jid}")
        self.juliet.wait_for("^disconnected", mark=mark)
        mark = self.say(RETRY)
        self.wait_said("system", "Not sent: the account is not connected", mark)
        mark = self.juliet.do(f"connect {self.jid}")
        self.juliet.wait_for("^connected", mark=mark)
        mark = self.say(RETRY)
        self.wait_said("system", "Sent again: “one”", mark)


class Registration(Texting):
    def test_who_is_not_registered_is_asked_and_gets_the_form(self):
        self.gateway.registration = ["username", "password"]
        self.gateway.bounce = Bounce("registration-required", "Register first")
        mark = self.say("hello")
        self.juliet.wait_for(f"^dialog SMS over XMPP \\| Register with {GATEWAY}\\? ", mark=mark)
        mark = self.juliet.do("press Register…")
        self.gateway.wait_iq("jabber:iq:register")


class Cost(Texting):
    def long_text(self, segments):
        return "x" * (153 * segments)

    def test_a_question_comes_before_a_long_text_and_yes_sends_it(self):
        text = self.long_text(7)
        mark = self.say(text)
        self.juliet.wait_for(r"^dialog SMS over XMPP \| This text takes 7 SMS. Send it\? ", mark=mark)
        self.fence(self.juliet)
        self.assertEqual(self.gateway.texts, [])
        mark = self.juliet.do("press Send")
        self.assertEqual(self.gateway.wait_text().body, text)
        self.wait_said("sent", "x{1071}", mark)
        self.wait_said("system", r"Sent as 7 SMS\.", mark)
        self.assertEqual(self.lines("dialog ", mark), [], "asked again")

    def test_no_keeps_it_for_a_retry(self):
        text = self.long_text(6)
        self.say(text)
        mark = self.juliet.do("press Don't send")
        self.wait_said("system", r"Not sent\. The text is kept; type /sms retry", mark)
        self.fence(self.juliet)
        self.assertEqual(self.gateway.texts, [])
        mark = self.say(RETRY)
        self.assertEqual(self.gateway.wait_text().body, text)
        self.wait_said("sent", "x{900}", mark)
        self.assertEqual(self.lines("dialog ", mark), [], "asked again")

    def test_no_says_that_it_is_kept_when_the_conversation_was_closed(self):
        self.say(self.long_text(6))
        self.juliet.do(f"part {self.jid} {PHONE}")
        mark = self.juliet.do("press Don't send")
        self.wait_said("system", r"Not sent\. The text is kept; type /sms retry", mark)
        self.say(RETRY)
        self.assertEqual(self.gateway.wait_text().body, self.long_text(6))

    def test_an_answer_while_offline_names_the_phone_by_its_number(self):
        self.say(self.long_text(6))
        self.juliet.do(f"part {self.jid} {PHONE}")
        mark = self.juliet.do(f"disconnect {self.jid}")
        self.juliet.wait_for(f"^disconnected {self.jid}", mark=mark)
        mark = self.juliet.do("press Send")
        self.juliet.wait_for(r"^notice SMS over XMPP \| \+1 307-555-1212 \| Not sent: .*/sms retry",
                             mark=mark)

    def test_unloading_gives_back_what_was_not_answered(self):
        self.say("y" + self.long_text(6))
        mark = self.juliet.do(f"unload {PLUGIN}")
        self.wait_said("error", "Not sent: SMS over XMPP was switched off", mark)
        self.wait_said("system", "yx{900}", mark)

    def test_no_question_that_nobody_answers_loses_its_text(self):
        for i in range(8):
            self.say(f"{i}" + self.long_text(6))
        mark = self.say("8" + self.long_text(6))
        self.wait_said("error", "Not sent: several long texts are waiting", mark)
        self.wait_said("system", "8x{900}", mark)
        self.say(RETRY)
        self.gateway.wait_text(lambda text: text.body.startswith("7x"))
        self.assertEqual(len([t for t in self.gateway.texts if t.body[1:] == self.long_text(6)]), 8)

    def test_a_text_at_the_limit_is_sent_unasked(self):
        self.say(self.long_text(5))
        self.gateway.wait_text()
        self.assertEqual(self.lines("dialog "), [])

    def test_zero_never_asks(self):
        self.juliet.do("pref /plugins/core/xmpp_sms/ask_above 0")
        self.say(self.long_text(20))
        self.gateway.wait_text()

    def test_what_no_phone_joins_is_refused_and_stays(self):
        for text in (self.long_text(256), "y" * 1_000_000):
            mark = self.say(text)
            self.wait_said("error", r"Not sent: this text would take \d+ SMS, and a phone joins 255",
                           mark)
            self.wait_said("system", text[:100], mark)
        self.fence(self.juliet)
        self.assertEqual(self.gateway.texts, [])

    def test_a_line_says_what_a_text_took_and_why(self):
        mark = self.say("ê" + "x" * 100)
        self.wait_said("system", "Sent as 2 SMS \\(UCS-2 because of “ê”\\)", mark)

    def test_markup_is_counted_as_it_is_sent(self):
        mark = self.say("<" * 160)
        self.assertEqual(self.gateway.wait_text().body, "<" * 160)
        self.fence(self.juliet)
        self.assertEqual(self.lines(f"conversation {self.jid} {PHONE} system", mark), [])

    def test_a_person_is_never_asked(self):
        mark = self.say("x" * 5000, "romeo@localhost")
        self.server.wait_received(self.jid, "message", lambda m: m.get("to") == "romeo@localhost")
        self.fence(self.juliet)
        self.assertEqual(self.lines("dialog ", mark), [])
