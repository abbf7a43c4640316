# SPDX-License-Identifier: GPL-2.0-or-later
"""The counter in real Pidgin: what it says of a draft, and where it is."""

import unittest

from counter_case import CORE, COUNTER, JULIET, PHONE, TITLE, ROMEO, TEXT_FORM, CounterCase
from harness.artefacts import artefact
from harness.pidgin import BUDDY_LIST
from harness.processes import wait_until

OTHER_PHONE = "+13075550000@sms.localhost"
OTHER_TITLE = "+1 307-555-0000"
AMBER = "#803D00"  # for a light theme


def setUpModule():
    CounterCase.open_desktop()


class ADraft(CounterCase):
    def setUp(self):
        super().setUp()
        self.pidgin.open_conversation(PHONE, TITLE)

    def wait_sent(self, text):
        """What the server got: Pidgin shows a smiley as a picture."""
        self.server.wait_received(
            JULIET, "message",
            lambda message: (message.findtext("body") or "").strip() == text)

    def test_is_counted_as_it_is_typed_and_anew_when_it_was_sent(self):
        self.wait_count("1 SMS · 160 left")
        self.pidgin.draft(TITLE, "Hello")
        self.wait_count("1 SMS · 155 left")
        self.desktop.key("BackSpace")
        self.wait_count("1 SMS · 156 left")
        self.desktop.key("Return")
        self.wait_count("1 SMS · 160 left")
        self.pidgin.wait_said(TITLE, "Delivered to +13075551212: Hell")

    def test_is_counted_as_it_is_sent_without_its_formatting(self):
        self.desktop.activate(TITLE)
        self.desktop.key("ctrl+b")
        self.desktop.type("bold")
        self.wait_count("1 SMS · 156 left")
        self.desktop.type(" :-) ")
        self.wait_count("1 SMS · 151 left")
        self.desktop.key("Return")
        self.wait_sent("bold :-)")

    def test_of_three_texts_is_warned_of_in_a_colour_that_goes_again(self):
        self.entry().set_text("x" * 306)
        self.wait_count("2 SMS · 0 left")
        self.assertNotIn(AMBER, self.desktop.colours(self.label()))
        self.desktop.type("y")
        self.wait_count("3 SMS · 152 left")
        wait_until(lambda: AMBER in self.desktop.colours(self.label()), 10, "warning colour")
        self.desktop.key("BackSpace")
        self.wait_count("2 SMS · 0 left")
        wait_until(lambda: AMBER not in self.desktop.colours(self.label()), 10, "normal colour")

    def test_too_long_for_any_phone_is_said_to_be(self):
        self.entry().set_text(("x" * 40 + "\n") * 952)  # 39,032; one long line would keep Pango busy
        self.wait_count("Too long: over 255 SMS")
        wait_until(lambda: "at most 255" in self.label().description, 10, "explanation")

    def test_has_its_dear_characters_named_replaced_and_restored(self):
        draft = "La “fête” à midi " + "x" * 60
        self.entry().set_text(draft)
        self.wait_count("2 SMS · 57 left")
        wait_until(lambda: "“ê” U+00EA" in self.label().description, 10, "explanation")
        self.assertIn("Replacing them makes it 1 SMS instead of 2.", self.label().description)
        self.assertIn("“ê” U+00EA", self.button("Reduce to 1 SMS").description)

        self.button("Reduce to 1 SMS").press()
        self.wait_draft('La "fete" à midi ' + "x" * 60)
        self.wait_count("1 SMS · 83 left")
        self.button("Restore").press()
        self.wait_draft(draft)
        self.wait_count("2 SMS · 57 left")
        self.button("Reduce to 1 SMS").press()
        self.button("Restore")
        self.desktop.activate(TITLE)
        self.desktop.key("End")
        self.desktop.type("y")
        self.wait_draft('La "fete" à midi ' + "x" * 60 + "y")
        wait_until(lambda: not self.shown(TITLE, "push button", "Restore"), 10,
                   "end of the offer to restore")

    def test_is_made_cheaper_with_the_keyboard_and_the_cursor_stays(self):
        self.entry().set_text("fête…à")
        self.desktop.activate(TITLE)
        self.desktop.key("ctrl+Home", "Right", "Right")
        self.button("Make more room")
        self.desktop.key("alt+r")
        self.wait_draft("fete...à")
        self.desktop.type("X")
        self.wait_draft("feXte...à")
        self.desktop.key("BackSpace")
        self.wait_draft("fete...à")

    def test_has_its_replacement_undone_by_the_key_for_undoing_too(self):
        self.entry().set_text("fête…")
        self.desktop.activate(TITLE)
        self.button("Make more room").press()
        self.wait_draft("fete...")
        self.desktop.key("ctrl+z")
        self.wait_draft("fête…")
        self.wait_count("1 SMS · 65 left")

    def test_keeps_its_formatting_and_smileys_when_it_is_made_cheaper(self):
        self.desktop.activate(TITLE)
        self.desktop.key("ctrl+b")
        self.desktop.type("a…b")
        self.desktop.key("ctrl+b")
        self.desktop.type(" :-) … ok")
        self.wait_count("1 SMS · 58 left")
        self.button("Make more room").press()
        self.wait_count("1 SMS · 144 left")
        self.desktop.key("Return")
        self.wait_sent("a...b :-) ... ok")
        sent = self.server.received(JULIET, "message")[-1]
        bold = [span.text for span in sent.iter("{http://www.w3.org/1999/xhtml}span")]
        self.assertEqual(bold, ["a...b"])


class ADialog(CounterCase):
    """One with a text to be sent, as the first plugin opens them."""

    installed = (CORE, COUNTER, TEXT_FORM)
    enabled = installed
    title = "A dialog"

    def setUp(self):
        super().setUp()
        self.pidgin.open_menu("Tools", "Text form", "Open")
        self.pidgin.window(self.title)

    def test_counts_its_text_below_the_field_and_is_used_as_before(self):
        pidgin = self.pidgin
        self.wait_count("1 SMS · 155 left", self.title)  # "Hello" is there already
        self.desktop.activate(self.title)
        self.desktop.key("alt+t", "Tab", "ctrl+End")  # from the field above
        self.desktop.type(" phone")
        self.wait_count("1 SMS · 149 left", self.title)
        self.entry(self.title).set_text("“" + "x" * 80)
        self.wait_count("2 SMS · 53 left", self.title)
        self.button("Reduce to 1 SMS", self.title)
        self.desktop.screenshot(artefact("counter-dialog.png"))
        self.desktop.key("alt+r")
        self.wait_draft('"' + "x" * 80, self.title)
        pidgin.press(self.title, "OK")
        pidgin.wait_closed(self.title)
        wait_until(lambda: 'text-form: "' + "x" * 80 in pidgin.log(), 10, "text of the dialog")

    def test_outlives_the_counter(self):
        pidgin = self.pidgin
        self.wait_count("1 SMS · 155 left", self.title)
        pidgin.open_plugins()
        pidgin.find_plugin("SMS counter").press()
        wait_until(lambda: not self.count(self.title), 10, "end of the counter")
        pidgin.press("Plugins", "Close")
        self.desktop.activate(self.title)
        self.desktop.key("alt+t", "Tab", "ctrl+a")
        self.desktop.type("Bye")
        self.wait_draft("Bye", self.title)
        pidgin.press(self.title, "OK")
        wait_until(lambda: "text-form: Bye" in pidgin.log(), 10, "text of the dialog")


class Conversations(CounterCase):
    def test_with_people_have_no_counter(self):
        self.pidgin.open_conversation(ROMEO)
        self.pidgin.draft(ROMEO, "Hello")
        self.wait_draft("Hello", ROMEO)
        self.assertEqual(self.count(ROMEO), [])

    def test_in_tabs_have_a_counter_each_and_keep_it_in_a_window_of_their_own(self):
        pidgin = self.pidgin
        pidgin.open_conversation(PHONE, TITLE)
        pidgin.draft(TITLE, "one")
        self.wait_count("1 SMS · 157 left")
        pidgin.open_conversation(ROMEO)
        self.assertEqual(self.count(ROMEO), [])
        pidgin.open_conversation(OTHER_PHONE, OTHER_TITLE)
        self.wait_count("1 SMS · 160 left", OTHER_TITLE)
        pidgin.draft(OTHER_TITLE, "fourteen chars")
        self.wait_count("1 SMS · 146 left", OTHER_TITLE)
        self.desktop.key("alt+1")
        self.wait_count("1 SMS · 157 left")
        self.desktop.screenshot(artefact("counter-tabs.png"))

        tab = pidgin.window(TITLE).find_all("page tab")[0]
        self.desktop.drag(tab, 400, 700)
        wait_until(lambda: len([name for name in pidgin.open_windows() if name]) == 3, 15,
                   "window of its own for the tab")
        self.wait_count("1 SMS · 157 left")
        pidgin.draft(TITLE, "!")
        self.wait_count("1 SMS · 156 left")
        self.desktop.screenshot(artefact("counter-tab-dragged-out.png"))
        pidgin.press_keys(TITLE, "ctrl+w")
        pidgin.wait_closed(TITLE)
        self.assertTrue(pidgin.is_running())


class TheSecondPlugin(CounterCase):
    enabled = (CORE,)

    def test_serves_conversations_that_are_open_already_and_leaves_nothing_in_them(self):
        pidgin = self.pidgin
        pidgin.open_conversation(PHONE, TITLE)
        pidgin.draft(TITLE, "Hello")
        self.wait_draft("Hello")
        self.assertEqual(self.count(), [])
        pidgin.open_plugins()
        box = pidgin.find_plugin("SMS counter")
        box.press()
        self.wait_count("1 SMS · 155 left")
        box.press()
        wait_until(lambda: not self.count(), 10, "end of the counter")
        pidgin.press("Plugins", "Close")
        pidgin.draft(TITLE, ", phone!")
        self.desktop.key("Return")
        pidgin.wait_said(TITLE, "Delivered to +13075551212: Hello, phone!")


class TheSecondPluginAlone(CounterCase):
    enabled = ()

    def test_enables_the_first_and_goes_with_it(self):
        pidgin = self.pidgin
        pidgin.open_conversation(PHONE)  # which nobody gives a title yet
        pidgin.open_plugins()
        pidgin.find_plugin("SMS counter").press()
        self.wait_count("1 SMS · 160 left")
        first = pidgin.find_plugin("SMS over XMPP")
        self.assertTrue(first.has_state("checked"))
        first.press()
        # Pidgin names what depends on it and asks.
        pidgin.desktop.screenshot(artefact("counter-goes-with-the-first.png"))
        question = wait_until(
            lambda: [w for name in pidgin.open_windows() if name not in ("Plugins", PHONE, TITLE, BUDDY_LIST)
                     for w in pidgin.window(name).find_all("push button", "Unload Plugins")], 15,
            "question of Pidgin's")
        question[0].press()
        wait_until(lambda: not self.count(PHONE), 10, "end of the counter")
        self.assertFalse(pidgin.find_plugin("SMS counter").has_state("checked"))


class WithoutTheFirstPlugin(CounterCase):
    installed = (COUNTER,)
    enabled = ()

    def test_the_second_says_which_one_it_needs(self):
        pidgin = self.pidgin
        pidgin.open_plugins()
        box = pidgin.find_plugin("SMS counter")
        box.press()
        wait_until(lambda: any("core-xmpp-sms was not found" in widget.name
                               for name in pidgin.open_windows()
                               for widget in pidgin.window(name).find_all("label")), 15,
                   "message that names the first plugin")
        self.desktop.screenshot(artefact("counter-without-the-first.png"))
        self.assertFalse(box.has_state("checked"))


if __name__ == "__main__":
    unittest.main()
