# SPDX-License-Identifier: GPL-2.0-or-later
"""Texting from real Finch with the keyboard in a terminal."""

import os
import re
import tempfile
import unittest

from harness.artefacts import artefact, plugin_file
from harness.component import Component, component_config
from harness.finch import Finch
from harness.prosody import Prosody
from harness.stanzas import is_broadcast
from texting_case import write_vcards

JULIET = "juliet@localhost"
GATEWAY = "gw.localhost"
PHONE = f"+13075551212@{GATEWAY}"
OURS = "SMS over XMPP"


class FinchCase(unittest.TestCase):
    """A server, a gateway and a Finch of its own for every scenario."""

    phones = ()

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-ui-")
        self.addCleanup(folder.cleanup)
        self.place = folder.name
        os.mkdir(os.path.join(folder.name, "server"))
        self.server = Prosody(os.path.join(folder.name, "server"), phones=self.phones,
                              extra=component_config(GATEWAY))
        self.addCleanup(self.server.stop)
        self.gateway = Component(self.server, GATEWAY)
        self.addCleanup(self.gateway.stop)
        self.finch = Finch(os.path.join(folder.name, "profile"), self.server, plugin=plugin_file(),
                           is_enabled=True, settings={"xmpp-sms-gateways": GATEWAY})
        self.addCleanup(self.finch.stop)
        self.server.wait_received(JULIET, "presence", is_broadcast)
        self.finch.wait_shown("romeo@localho")

    def keep(self, name):
        self.finch.keep(artefact(f"texting-finch-{name}.txt"), artefact(f"texting-finch-{name}.png"))

    def go_to_window(self, title):
        """A window that opens while another goes opens behind the buddy list."""
        self.finch.wait_shown(f"│{title}")  # among the windows in the last line
        self.finch.key("M-n")

    def enter(self, *values):
        """Types into one field after another, and goes on to the buttons."""
        for value in values:
            self.finch.type(value)
            self.finch.key("Tab")


class InATerminal(FinchCase):
    def test_a_wrong_number_keeps_the_text_and_a_right_one_sends_it(self):
        finch = self.finch
        finch.choose(OURS, "Send SMS…")
        finch.wait_shown("Send an SMS")
        self.enter("+1 307 555", "Fish & <chips>?")
        self.keep("1-send")
        for mark in ("_To", "_Send", "_Cancel"):
            self.assertNotIn(mark, finch.screen())
        finch.key("Enter")
        finch.wait_shown("is too short for a number")
        self.assertIn("Fish & <chips>?", finch.screen())
        self.keep("2-send-wrong")
        self.enter("1212", "")
        finch.key("Enter")
        text = self.gateway.wait_text()
        self.assertEqual((text.to, text.body), (PHONE, "Fish & <chips>?"))
        finch.wait_shown("+1 307-555-1212")
        self.keep("3-sent")

    def test_a_contact_is_added_once(self):
        finch = self.finch
        finch.choose(OURS, "Add SMS contact…")
        finch.wait_shown("Add somebody to text")
        self.keep("4-add")
        self.enter("+1 307 555 1212", "Nurse", "")
        finch.key("Enter")
        self.assertEqual(self.gateway.wait_presence("subscribe").get("to"), PHONE)
        finch.wait_shown("Nurse")
        finch.choose(OURS, "Add SMS contact…")
        finch.wait_shown("Add somebody to text")
        self.enter("+1 (307) 555-1212", "Again", "")
        finch.key("Enter")
        finch.wait_shown("is in your buddy list already")
        self.keep("5-add-again")

    def test_settings_say_what_is_wrong_and_take_effect(self):
        finch = self.finch
        finch.choose(OURS, "Settings…")
        finch.wait_shown("How texts are sent")
        self.keep("6-settings")
        finch.type("Wyoming")
        self.press_ok()
        finch.wait_shown("is not the two letters of a country")
        finch.key(*["BSpace"] * len("Wyoming"))
        finch.type("us")
        self.press_ok()
        finch.wait_gone("How texts are sent")
        finch.choose(OURS, "Send SMS…")
        finch.wait_shown("Send an SMS")
        self.enter("(307) 555-1212", "hello")
        finch.key("Enter")
        self.assertEqual(self.gateway.wait_text().to, PHONE)

    def press_ok(self):
        """Country, new service, service to remove, limit, group, receipts, OK."""
        self.finch.key("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Enter")

    def test_a_buddys_menu_sets_a_number_and_texts_it(self):
        finch = self.finch
        self.open_buddy_menu("Set mobile number…")
        finch.wait_shown("Mobile number of romeo@localhost")
        self.keep("7-number")
        self.enter("+1 307 555 1212")
        finch.key("Enter")
        finch.wait_gone("Mobile number of")
        self.open_buddy_menu("Send SMS…")
        finch.wait_shown("To romeo@localhost")
        finch.key("Tab")
        self.enter("hello")
        finch.key("Enter")
        self.assertEqual(self.gateway.wait_text().to, PHONE)

    def open_buddy_menu(self, label):
        """Goes to romeo in the buddy list and takes an entry of his menu."""
        finch = self.finch
        finch.key("Down")
        finch.key("F11")
        finch.wait_shown(label)
        self.keep("8-menu")
        finch.key(re.search(rf"{re.escape(label)} *\((\w)\)", finch.screen()).group(1))


class WithContacts(FinchCase):
    phones = (("juliet", PHONE, "Nurse"), ("juliet", f"+13075551213@{GATEWAY}", "Tybalt"))

    def test_a_contact_is_chosen_from_the_list(self):
        finch = self.finch
        finch.wait_shown("Tybalt")
        finch.choose(OURS, "Send SMS…")
        finch.wait_shown("(none)")
        finch.key("Tab", "Down", "Down", "Down", "Enter")
        finch.wait_shown("Tybalt, +1 307-555-1213")
        finch.key("Tab")
        self.enter("hello")
        self.keep("9-contact")
        finch.key("Enter")
        self.assertEqual(self.gateway.wait_text().to, f"+13075551213@{GATEWAY}")

    def test_contacts_are_imported_from_a_file(self):
        finch = self.finch
        path = write_vcards(self.place)
        finch.choose(OURS, "Import contacts…")
        finch.wait_shown("Import contacts from a vCard file")
        finch.key("Tab", "Tab", "End", "C-u")  # past folders and files to the path
        finch.type(path)
        finch.wait_shown(path)
        self.keep("10-import-file")
        finch.key("Tab", "Tab", "Enter")
        finch.wait_gone("from a vCard file")
        self.go_to_window("Import contacts")
        finch.wait_shown("Add 1 contact from contacts.vcf")
        self.keep("11-import-preview")
        finch.key("Tab", "Tab", "Enter")
        self.assertEqual(self.gateway.wait_presence("subscribe").get("to"),
                         f"+13075551214@{GATEWAY}")
        self.go_to_window("Import contacts")
        finch.wait_shown("1 contact added")
        self.keep("12-import-done")


if __name__ == "__main__":
    unittest.main()
