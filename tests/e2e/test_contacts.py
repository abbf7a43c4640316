# SPDX-License-Identifier: GPL-2.0-or-later
"""Phones become contacts, and contacts get phones."""

from texting import PHONE
from writer import Writer


class Adding(Writer):
    def test_a_contact_is_in_the_roster_of_the_server_with_name_and_group_and_subscribed(self):
        self.add("(307) 555-1212", "Nurse")
        item = self.wait_roster(PHONE)
        self.assertEqual(item.get("name"), "Nurse")
        self.assertEqual([g.text for g in item], ["SMS"])
        self.assertEqual(self.gateway.wait_presence("subscribe").get("to"), PHONE)

    def test_without_a_name_it_is_shown_by_its_number(self):
        self.add("+1 307 555 1212", group="Verona")
        item = self.wait_roster(PHONE)
        self.assertEqual(item.get("name"), "(307) 555-1212")
        self.assertEqual([g.text for g in item], ["Verona"])

    def test_a_wrong_number_keeps_name_and_group(self):
        mark = self.add("+1 307 555", "Nurse", group="Verona")
        self.wait_problem(mark, r"\+1 307 555.*example")
        self.wait_field(mark, "name", "Nurse")
        self.wait_field(mark, "group", "Verona")
        self.fill(number="+1 307 555 1212")
        self.juliet.do("press Add")
        self.wait_roster(PHONE)

    def test_a_word_is_no_number(self):
        self.wait_problem(self.add("INFO", "x"), "“INFO” is a name, not a phone number")

    def test_a_name_that_would_turn_the_text_around_it_is_made_harmless(self):
        self.add("+1 307 555 1212", "Evil \u202e<b>twin</b>")
        self.assertEqual(self.wait_roster(PHONE).get("name"), "Evil <b>twin</b>")

    def test_when_not_connected_nothing_is_lost(self):
        mark = self.juliet.do(f"disconnect {self.juliet.jid}")
        self.juliet.wait_for("^disconnected", mark=mark)
        mark = self.add("+1 307 555 1212", "Nurse")
        self.wait_problem(mark, "not connected")
        self.wait_field(mark, "name", "Nurse")

    def test_the_phone_of_a_conversation_is_added_by_command(self):
        mark = self.say("/sms add Nurse", PHONE)
        self.juliet.wait_for("^conversation .* system Added Nurse to your contacts", mark=mark)
        self.assertEqual(self.wait_roster(PHONE).get("name"), "Nurse")


class MobileNumbers(Writer):
    def test_a_buddys_number_is_set_texted_changed_and_removed(self):
        self.assertEqual(self.entries("romeo@localhost"), ["Set mobile number…"])
        self.buddy_menu("romeo@localhost", "Set mobile number…")
        self.fill(number="(307) 555-1212")
        self.juliet.do("press OK")
        self.assertEqual(self.entries("romeo@localhost"), ["Send SMS…", "Set mobile number…"])

        mark = self.buddy_menu("romeo@localhost", "Send SMS…")
        self.wait_field(mark, "to", r"\(307\) 555-1212")
        self.fill(text="hello")
        self.juliet.do("press Send")
        self.wait_text("hello")
        self.send("romeo@localhost", "by name")
        self.wait_text("by name")

        mark = self.buddy_menu("romeo@localhost", "Set mobile number…")
        self.wait_field(mark, "number", r"\(307\) 555-1212")
        self.fill(number="")
        self.juliet.do("press OK")
        self.assertEqual(self.entries("romeo@localhost"), ["Set mobile number…"])

    def test_a_wrong_number_is_said_and_kept(self):
        self.buddy_menu("romeo@localhost", "Set mobile number…")
        self.fill(number="+1 307")
        mark = self.juliet.do("press OK")
        self.wait_problem(mark, r"\+1 307.*example")
        self.wait_field(mark, "number", r"\+1 307")
        self.assertEqual(self.entries("romeo@localhost"), ["Set mobile number…"])

    def test_after_the_account_was_removed_nobody_elses_buddy_gets_the_number(self):
        self.buddy_menu("romeo@localhost", "Set mobile number…")
        self.fill(number="(307) 555-1212")
        self.juliet.do(f"remove {self.juliet.jid}")
        self.juliet.jid = "nurse@localhost"
        self.juliet.do(f"account {self.juliet.jid} esrun {self.server.port} tls")
        self.juliet.do(f"subscribe {self.juliet.jid} romeo@localhost")
        self.juliet.do("press OK")
        self.assertEqual(self.entries("romeo@localhost"), ["Set mobile number…"])
