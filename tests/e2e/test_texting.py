# SPDX-License-Identifier: GPL-2.0-or-later
"""Somebody texts phones with Send SMS…: by number, and by name."""

from harness.component import Component
from harness.processes import HarnessError, wait_until
from scenario import PLUGIN
from texting import GATEWAY, NUMBER, PHONE
from writer import OTHER, Writer


class SigningOn(Writer):
    def test_loads_no_phone_library_before_a_number_is_read(self):
        def has_library():
            with open(f"/proc/{self.juliet.pid}/maps", encoding="ascii") as maps:
                return "phonenumber" in maps.read()

        self.juliet.do(f"subscribe {self.juliet.jid} {PHONE}")
        self.juliet.wait_for("looked for gateways", timeout=30)
        self.assertFalse(has_library())
        self.say(f"/sms {NUMBER} hello")
        self.assertTrue(has_library())


class SendingByNumber(Writer):
    def test_every_spelling_of_a_number_reaches_the_same_phone_in_one_conversation(self):
        spellings = ["+1 307 555 1212", "(307) 555-1212", "307.555.1212", "1-307-555-1212",
                     "tel:+1-307-555-1212", "+1 (307) 555 12 12"]
        for index, spelling in enumerate(spellings):
            self.send(spelling, f"text {index}")
            self.wait_text(f"text {index}")
        names = {line.split()[2] for line in self.juliet.lines.since()
                 if line.startswith("conversation ")}
        self.assertEqual(names, {PHONE})

    def test_a_short_code_is_texted_as_it_is(self):
        self.send("40404", "WEATHER")
        self.wait_text("WEATHER", f"40404@{GATEWAY}")

    def test_the_text_arrives_literally(self):
        self.send("+13075551212", r"Fish & <b>chips</b>?\n\n&amp; it's '5 > 4'")
        self.wait_text("Fish & <b>chips</b>?\n\n&amp; it's '5 > 4'")

    def test_a_wrong_number_is_explained_and_what_was_typed_is_kept(self):
        mark = self.send("+1 307 555 12", r"a long\nletter")
        self.wait_problem(mark, r"\+1 307 555 12.*example")
        self.wait_field(mark, "to", r"\+1 307 555 12")
        self.wait_field(mark, "text", "a long letter")
        self.assert_no_text()
        self.fill(to="+1 307 555 1212")
        self.juliet.do("press Send")
        self.wait_text("a long\nletter")

    def test_nothing_typed_asks_who(self):
        self.wait_problem(self.send("", "hello"), "Say who the text is for")

    def test_without_a_text_the_conversation_is_only_opened(self):
        mark = self.send(NUMBER, "")
        self.fence(self.juliet)
        self.assert_no_text()
        self.assertFalse([l for l in self.juliet.lines.since(mark) if l.startswith("dialog ")])

    def test_without_a_gateway_it_says_what_to_do(self):
        self.know()
        mark = self.send(NUMBER, "hello")
        self.wait_problem(mark, r"No SMS service is known.*Settings…")
        self.wait_field(mark, "text", "hello")

    def test_when_not_connected_it_says_so_and_sends_after_a_second_ok(self):
        mark = self.juliet.do(f"disconnect {self.juliet.jid}")
        self.juliet.wait_for("^disconnected", mark=mark)
        mark = self.send(NUMBER, "hello")
        self.wait_problem(mark, "juliet@localhost is not connected")
        self.wait_field(mark, "text", "hello")
        mark = self.juliet.do(f"connect {self.juliet.jid}")
        self.juliet.wait_for("^connected", mark=mark)
        self.juliet.do("press Send")
        self.wait_text("hello")

    def test_a_text_beyond_255_segments_is_refused_with_their_number_and_kept(self):
        text = "x" * (153 * 255 + 1)
        mark = self.send(NUMBER, text)
        self.wait_problem(mark, "these are 256 SMS, and a phone can join at most 255")
        self.wait_field(mark, "text", text)
        self.assert_no_text()

    def test_a_text_of_a_megabyte_is_refused_at_once(self):
        mark = self.send(NUMBER, "x" * 1000000)
        self.wait_problem(mark, "these are 6536 SMS")
        self.assert_no_text()

    def test_a_long_text_is_asked_about_and_no_brings_it_back(self):
        text = "x" * 1000
        mark = self.send(NUMBER, text)
        self.juliet.wait_for(r"^dialog Send SMS \| Send 7 SMS\?", mark=mark)
        mark = self.juliet.do("press Don't send")
        self.wait_field(mark, "text", text)
        self.assert_no_text()
        mark = self.juliet.do("press Send")
        self.juliet.wait_for(r"^dialog Send SMS \| Send 7 SMS\?", mark=mark)
        self.juliet.do("press Send")
        self.wait_text(text)

    def test_cancel_sends_nothing(self):
        self.menu("Send SMS…")
        self.fill(to=NUMBER, text="hello")
        self.juliet.do("press Cancel")
        self.assert_no_text()

    def test_a_chosen_gateway_is_used(self):
        other = Component(self.server, "other.localhost")
        self.addCleanup(other.stop)
        self.know(GATEWAY, "other.localhost")
        self.send(NUMBER, "by default")
        self.wait_text("by default")
        self.menu("Send SMS…")
        self.fill(to=NUMBER, text="by choice")
        self.juliet.do("set from juliet@localhost via other.localhost")
        self.juliet.do("press Send")
        self.assertEqual(other.wait_text().to, f"{NUMBER}@other.localhost")

    def test_unloading_while_a_form_is_open_closes_it(self):
        mark = self.menu("Send SMS…")
        self.juliet.do(f"unload {PLUGIN}")
        self.juliet.wait_for("^dialog-closed", mark=mark)
        self.assertEqual(self.juliet.errors(), "")


class SendingToContacts(Writer):
    # The second one stands in the roster as another client would have put it there.
    phones = (("juliet", PHONE, "Nurse"), ("juliet", OTHER, "Friar Laurence"),
              ("juliet", f"+1-307-555-1214@{GATEWAY}", "Mercutio"))

    def setUp(self):
        super().setUp()
        wait_until(lambda: self.entries_or_none("Mercutio"), 15, "the roster")

    def entries_or_none(self, _name):
        try:
            return self.entries(f"+1-307-555-1214@{GATEWAY}")
        except HarnessError:
            return None

    def test_a_name_or_its_beginning_is_enough(self):
        for name in ("nurse", "Friar Laurence", "laur", "FRIAR"):
            self.send(name, f"hello {name}")
            self.wait_text(f"hello {name}", PHONE if name == "nurse" else OTHER)

    def test_an_unknown_name_is_said_and_the_text_kept(self):
        mark = self.send("Tybalt", "hello")
        self.wait_problem(mark, "No SMS contact is called “Tybalt”")
        self.wait_field(mark, "text", "hello")
        self.assert_no_text()

    def test_contacts_are_offered_by_name(self):
        mark = self.menu("Send SMS…")
        options = [line.partition("option contact ")[2] for line in self.juliet.lines.since(mark)
                   if line.startswith("option contact ")]
        self.assertEqual(options, ["(none)", "Friar Laurence, (307) 555-1213",
                                   "Mercutio, (307) 555-1214", "Nurse, (307) 555-1212"])
        self.fill(contact="Nurse, (307) 555-1212", text="hello")
        self.juliet.do("press Send")
        self.wait_text("hello")

    def test_somebody_typed_and_somebody_chosen_is_asked_about(self):
        self.menu("Send SMS…")
        self.fill(to="Mercutio", contact="Nurse, (307) 555-1212", text="hello")
        self.wait_problem(self.juliet.do("press Send"), "Clear one of the two")
        self.assert_no_text()

    def test_a_buddy_under_another_spelling_keeps_the_one_conversation(self):
        self.send("+1 307 555 1214", "hello")
        self.wait_text("hello", f"+1-307-555-1214@{GATEWAY}")

    def test_the_buddys_menu_opens_the_form_for_it(self):
        self.assertEqual(self.entries(PHONE), ["Send SMS…"])
        mark = self.buddy_menu(PHONE, "Send SMS…")
        self.juliet.wait_for(r"^dialog Send SMS \| Send an SMS \| To Nurse", mark=mark)
        self.wait_field(mark, "to", r"\(307\) 555-1212")
        self.fill(text="hello")
        self.juliet.do("press Send")
        self.wait_text("hello")

    def test_adding_the_number_again_in_any_spelling_offers_the_conversation(self):
        for spelling, name in (("(307) 555-1212", "Nurse"), ("+1 307 555 1214", "Mercutio")):
            mark = self.add(spelling, "Somebody")
            self.juliet.wait_for(rf"^dialog Add SMS contact \| {name} \(\(307\) 555-121\d\) is in "
                                 "your buddy list already", mark=mark)
            self.juliet.do("press Open conversation")
        self.fence(self.juliet)
        self.assertFalse([iq for iq in self.server.received(self.juliet.jid, "iq")
                          if list(iq.iter("{jabber:iq:roster}item"))])

    def test_adding_at_another_gateway_of_the_account_is_the_same_number(self):
        self.know("other.localhost", GATEWAY)
        mark = self.add("+1 307 555 1212", "Somebody")
        self.juliet.wait_for(r"^dialog Add SMS contact \| Nurse .* already", mark=mark)
