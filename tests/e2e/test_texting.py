# SPDX-License-Identifier: GPL-2.0-or-later
"""Somebody texts phones: by number, by name, from a command, from a link, to contacts of theirs."""

import os
import unittest

from harness.component import Component, component_config
from harness.processes import HarnessError, wait_until
from harness.prosody import Prosody
from scenario import PLUGIN, Scenario

GATEWAY = "gw.localhost"
NUMBER = "+13075551212"
PHONE = f"{NUMBER}@{GATEWAY}"
OTHER = f"+13075551213@{GATEWAY}"


class Texting(Scenario):
    phones = ()
    region = "en_US.UTF-8"

    def start_server(self):
        return Prosody(self.folder("server"), phones=self.phones,
                       extra=component_config(GATEWAY, "other.localhost"))

    def setUp(self):
        super().setUp()
        self.gateway = Component(self.server, GATEWAY)
        self.addCleanup(self.gateway.stop)
        self.juliet = self.new_client("juliet", env=dict(os.environ, LC_ALL=self.region))
        self.juliet.do(f"load {PLUGIN}")
        self.juliet.jid = self.juliet.sign_on(self.server, "juliet")
        self.know(GATEWAY)

    def know(self, *gateways):
        self.juliet.do(f"text-setting {self.juliet.jid} xmpp-sms-gateways {' '.join(gateways)}")

    def menu(self, label):
        """Opens a dialog; the mark before it."""
        mark = self.juliet.do(f"menu {PLUGIN} {label}")
        self.juliet.wait_for("^dialog ", mark=mark)
        return mark

    def fill(self, **fields):
        for field, value in fields.items():
            self.juliet.do(f'set "{field.replace("_", " ")}" {value}')

    def send(self, to, text):
        """Send SMS… filled in and sent; the mark before the button."""
        self.menu("Send SMS…")
        self.fill(to=to, text=text)
        return self.juliet.do("press Send")

    def buddy_menu(self, who, label):
        mark = self.juliet.do(f"buddy-menu {self.juliet.jid} {who} {label}")
        self.juliet.wait_for("^dialog ", mark=mark)
        return mark

    def entries(self, who):
        mark = self.juliet.do(f"buddy-menu {self.juliet.jid} {who}")
        return [line[6:] for line in self.juliet.lines.since(mark) if line.startswith("entry ")]

    def say(self, command, who="romeo@localhost"):
        return self.juliet.do(f"say {self.juliet.jid} {who} {command}")

    def assert_refused(self, command, pattern, who="romeo@localhost"):
        with self.assertRaisesRegex(HarnessError, pattern):
            self.say(command, who)

    def wait_text(self, body, to=PHONE):
        text = self.gateway.wait_text(lambda text: text.body == body)
        self.assertEqual(text.to, to)
        return text

    def wait_problem(self, mark, pattern):
        """The form is there again with a sentence."""
        return self.juliet.wait_for(rf"^dialog [^|]*\| [^|]*\| .*{pattern}", mark=mark)

    def wait_field(self, mark, name, value):
        self.juliet.wait_for(f"^field {name} '{value}'", mark=mark)

    def add(self, number, name="", **more):
        self.menu("Add SMS contact…")
        self.fill(number=number, name=name, **more)
        return self.juliet.do("press Add")

    def wait_roster(self, jid):
        """The roster set that adds somebody, at the server."""
        iq = self.server.wait_received(
            self.juliet.jid, "iq",
            lambda iq: any(item.get("jid") == jid for item in iq.iter("{jabber:iq:roster}item")))
        return next(item for item in iq.iter("{jabber:iq:roster}item"))

    def assert_no_text(self):
        self.fence(self.juliet)
        self.assertEqual(self.gateway.texts, [])
        self.assertEqual([m for m in self.server.received(self.juliet.jid, "message")], [])


class SigningOn(Texting):
    def test_loads_no_phone_library_before_a_number_is_read(self):
        def has_library():
            with open(f"/proc/{self.juliet.pid}/maps", encoding="ascii") as maps:
                return "phonenumber" in maps.read()

        self.juliet.do(f"subscribe {self.juliet.jid} {PHONE}")
        self.juliet.wait_for("looked for gateways", timeout=30)
        self.assertFalse(has_library())
        self.say(f"/sms {NUMBER} hello")
        self.assertTrue(has_library())


class SendingByNumber(Texting):
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


class SendingToContacts(Texting):
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
        self.wait_problem(self.juliet.do("press Send"), "Empty one of the two")
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


class Adding(Texting):
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


class MobileNumbers(Texting):
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


class Commands(Texting):
    phones = (("juliet", OTHER, "Friar Laurence"),)

    def test_numbers_stand_alone_in_quotes_and_in_brackets(self):
        for index, to in enumerate(("+13075551212", '"+1 307 555 1212"', "“+1 307 555 1212”",
                                    "(+1 307 555 1212)", "[+1 307 555 1212]", "+1 307 555 1212",
                                    "(307) 555-1212")):
            self.say(f"/sms {to} text {index}")
            self.wait_text(f"text {index}")

    def test_the_text_is_sent_as_it_was_typed(self):
        self.say("/sms +13075551212 Fish & <b>chips</b> &amp; \"peas\"")
        self.wait_text("Fish & <b>chips</b> &amp; \"peas\"")

    def test_a_contact_is_texted_by_name(self):
        self.say("/sms Friar Laurence hello")
        self.wait_text("hello", OTHER)
        self.say('/sms "laurence" hello again')
        self.wait_text("hello again", OTHER)

    def test_a_short_code_is_not_taken_for_the_beginning_of_a_number(self):
        self.say("/sms 40404 10 words")
        self.wait_text("10 words", f"40404@{GATEWAY}")

    def test_what_is_wrong_is_said_with_the_text(self):
        self.assert_refused("/sms Tybalt hello <there>",
                            "No SMS contact is called “Tybalt”.*<br>hello &lt;there&gt;")
        self.assert_refused("/sms <b>x", "/sms does not know “&lt;b&gt;x”")
        self.assert_refused('/sms "Tybalt hello', "quotes .* are not closed.*Tybalt hello")
        self.assert_no_text()

    def test_without_a_gateway_the_text_is_kept_in_the_conversation(self):
        self.know()
        mark = self.say("/sms +13075551212 hello <there>")
        self.juliet.wait_for("^conversation .* error No SMS service is known.*Settings….*"
                             "<br>hello &lt;there&gt;", mark=mark)

    def test_help_status_gateways(self):
        for command, pattern in (("/sms help", "sms NUMBER TEXT"), ("/sms", "sms NUMBER TEXT"),
                                 ("/sms status", "juliet@localhost"),
                                 ("/sms gateways", GATEWAY),
                                 ("/sms retry", "no text to send again")):
            mark = self.say(command)
            self.juliet.wait_for(f"^conversation .* system .*{pattern}", mark=mark)
        self.assert_no_text()


class Links(Texting):
    def open(self, uri):
        mark = self.juliet.do(f"uri {uri}")
        return mark

    def test_an_sms_link_fills_in_the_form_and_sends_nothing(self):
        mark = self.open("sms:+1-307-555-1212?body=hello%20there%21%0Aline%202%20a+b%26c")
        self.juliet.wait_for(r"^dialog Send SMS .*sent only when you say so", mark=mark)
        self.wait_field(mark, "to", r"\(307\) 555-1212")
        self.wait_field(mark, "text", r"hello there! line 2 a\+b&c")
        self.assert_no_text()
        self.juliet.do("press Send")
        self.wait_text("hello there!\nline 2 a+b&c")

    def test_a_tel_link_and_capitals(self):
        for uri in ("tel:+1-307-555-1212", "TEL:+13075551212", "tel:555-1212;phone-context=+1307",
                    "SMS:+13075551212", "sms:(307)555-1212"):
            mark = self.open(uri)
            self.wait_field(mark, "to", r"\(307\) 555-1212")
            self.juliet.do("press Cancel")

    def test_a_short_code(self):
        mark = self.open("sms:40404?body=WEATHER")
        self.wait_field(mark, "to", "40404")

    def test_of_several_numbers_the_first_is_filled_in_and_that_is_said(self):
        mark = self.open("sms:+13075551212,+13075551213?body=hi")
        self.juliet.wait_for("^dialog Send SMS .*names 2 numbers, and a text goes to one", mark=mark)
        self.wait_field(mark, "to", r"\(307\) 555-1212")

    def test_a_bad_number_is_explained_in_the_form(self):
        mark = self.open("sms:+1307?body=hi")
        self.juliet.wait_for(r"^dialog Send SMS \| Send an SMS \| .*\+1307.*example", mark=mark)
        self.wait_field(mark, "text", "hi")

    def test_bad_links_are_explained(self):
        for uri in ("sms:", "tel:", "sms:?body=x", "tel:hello", "sms:+1307%zz", "sms:%00",
                    "sms:+13075551212?body=%ff", "sms:+13075551212?body=%00",
                    "sms:+13075551212;m-x=1", "sms:" + "9" * 300000,
                    "sms:<b>$(touch /tmp/sending-pwned)`id`</b>"):
            mark = self.open(uri)
            self.juliet.wait_for(r"^notice SMS over XMPP \| This link cannot be texted", mark=mark)
        self.assert_no_text()
        self.assertEqual(self.juliet.errors(), "")

    def test_a_hostile_text_is_shown_as_it_would_be_sent(self):
        mark = self.open("sms:+13075551212?body=%3Cb%3Ex%E2%80%AEy%1B%5B0m%3C%2Fb%3E")
        self.wait_field(mark, "text", r"<b>xy\[0m</b>")
        self.assert_no_text()

    def test_other_links_are_left_to_others(self):
        mark = self.open("xmpp:romeo@localhost?message")
        self.fence(self.juliet)
        self.assertFalse([line for line in self.juliet.lines.since(mark)
                          if line.startswith(("dialog Send", "notice SMS"))])


class Settings(Texting):
    region = "C"

    def ok(self, **fields):
        self.menu("Settings…")
        self.fill(**fields)
        return self.juliet.do("press OK")

    def test_the_country_takes_effect_at_once(self):
        self.wait_problem(self.send("307 555 1212 34", "x"), "country code")
        self.juliet.do("press Cancel")
        self.ok(region="us")
        self.send("307 555 1212", "hello")
        self.wait_text("hello")

    def test_what_is_wrong_is_said_and_all_is_kept(self):
        for fields, pattern in (({"region": "XX"}, "“XX” is not the two letters"),
                                ({"region": "Germany"}, "“Germany” is not"),
                                ({"ask_above": "many"}, "“many” is not a number of SMS"),
                                ({"ask_above": "-1"}, "is not a number of SMS"),
                                ({"ask_above": "99999999999999999999"}, "is not a number of SMS"),
                                ({"group": " "}, "needs a name"),
                                ({"new": "not a domain"}, "domain|address")):
            mark = self.ok(group="Verona", **fields) if "group" not in fields else self.ok(**fields)
            self.wait_problem(mark, pattern)
            if "group" not in fields:
                self.wait_field(mark, "group", "Verona")
            self.juliet.do("press Cancel")
        mark = self.menu("Settings…")
        self.wait_field(mark, "group", "SMS")

    def test_a_gateway_is_added_made_the_default_and_removed(self):
        self.know()
        self.ok(region="US", new=GATEWAY)
        self.send(NUMBER, "hello")
        self.wait_text("hello")
        self.ok(new="other.localhost")
        mark = self.menu("Settings…")
        self.juliet.wait_for("^option default juliet@localhost other.localhost", mark=mark)
        self.juliet.do('set "default juliet@localhost" other.localhost')
        self.juliet.do("press OK")
        mark = self.say("/sms gateways")
        self.juliet.wait_for(f"system .*other.localhost — .* default.*{GATEWAY} — ", mark=mark)
        self.ok(remove=f"{GATEWAY}, of juliet@localhost")
        mark = self.say("/sms gateways")
        line = self.juliet.wait_for("^conversation .* system .*other.localhost", mark=mark)
        self.assertNotIn(GATEWAY, line.string)

    def test_zero_never_asks(self):
        self.ok(region="US", ask_above="0")
        self.send(NUMBER, "x" * 1000)
        self.wait_text("x" * 1000)

    def test_receipts_and_group_are_kept(self):
        self.ok(receipts="off", group="Verona")
        mark = self.menu("Settings…")
        self.juliet.wait_for("^field receipts off", mark=mark)
        self.wait_field(mark, "group", "Verona")


class WithoutARegion(Texting):
    region = "de_AT.UTF-8@euro"

    def test_the_country_of_the_language_settings_is_used_and_named(self):
        mark = self.menu("Settings…")
        self.juliet.wait_for("^dialog SMS settings .* it is AT, from the language", mark=mark)
        self.juliet.do("press Cancel")
        self.send("0664 1234567", "Servus")
        self.wait_text("Servus", f"+436641234567@{GATEWAY}")


if __name__ == "__main__":
    unittest.main()
