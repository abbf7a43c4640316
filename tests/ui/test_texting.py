# SPDX-License-Identifier: GPL-2.0-or-later
"""Texting from real Pidgin with mouse and keyboard."""

import os
import shutil
import subprocess
import unittest

from dialogs import OURS
from harness.artefacts import artefact, build_directory
from harness.processes import wait_until
from texting_case import GATEWAY, NUMBER, NURSE, PHONE, TextingCase, write_vcards

OPENER = os.path.join(build_directory(), "plugin", "xmpp-sms-open")


def setUpModule():
    TextingCase.open_desktop()


class WithTheKeyboardAlone(TextingCase):
    def test_a_text_is_sent_by_mnemonics(self):
        # The last item of Tools is ours, and its first one sends.
        self.pidgin.press_keys("Buddy List", "alt+t", "Up", "Right", "Return")
        self.pidgin.window("Send SMS")
        self.keys("Send SMS", "alt+t", " +1 307 555 1212", "Tab", "Tab",
                  " Fish & <chips>?", "alt+s")
        self.assertEqual(self.gateway.wait_text().body, "Fish & <chips>?")
        self.assertEqual(self.gateway.texts[0].to, PHONE)
        self.pidgin.wait_said("+1 307-555-1212", "Fish & <chips>?")

    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(self):
        self.open("Send SMS…", "Send SMS")
        self.keys("Send SMS", "alt+t", " +1 307 555", "Tab", "Tab", " a letter", "alt+s")
        self.wait_label("Send SMS", "for example")
        self.assertEqual(self.entries("Send SMS"), ["+1 307 555", "a letter"])
        self.keys("Send SMS", "alt+t", "End", "  1212", "alt+s")
        self.assertEqual(self.gateway.wait_text().body, "a letter")

    def test_a_contact_is_added_and_texted_from_its_own_menu(self):
        self.open("Add SMS contact…", "Add SMS contact")
        self.keys("Add SMS contact", "alt+n", " +1 307 555 1212", "alt+m", " Juliet's <b>aunt</b>",
                  "alt+a")
        self.gateway.wait_presence("subscribe")
        self.assertEqual(self.gateway.wait_presence("subscribe").get("to"), PHONE)
        buddy_list = self.pidgin.window("Buddy List")
        cell = buddy_list.wait_for("table cell", lambda name: name.startswith("Juliet's <b>aunt"))
        self.desktop.activate("Buddy List")
        x, y = cell.middle()
        subprocess.run(["xdotool", "mousemove", "--sync", str(x), str(y), "click", "3"],
                       env=self.desktop.env, check=True)
        wait_until(lambda: buddy_list_menu_item(self.pidgin, "Send SMS…"), 15,
                   "Send SMS… in the contact's menu").press()
        self.wait_label("Send SMS", "To Juliet's <b>aunt</b>")
        self.keys("Send SMS", "Tab", " hello", "alt+s")
        self.assertEqual(self.gateway.wait_text().to, PHONE)

    def type_path(self, chooser, path):
        """GTK completes paths while one types, and while it loads a folder it takes letters away."""
        def is_typed():
            self.keys(chooser, "ctrl+a", " " + path)
            return path in [field.text for field in self.pidgin.window(chooser).find_all("text")]
        wait_until(is_typed, 20, f"{path} in the file chooser")

    def test_contacts_are_imported_from_a_file(self):
        path = write_vcards(self.place)
        self.pidgin.open_menu("Tools", OURS, "Import contacts…")
        chooser = "Import contacts from a vCard file"
        self.type_path(chooser, path)
        self.desktop.screenshot(artefact("texting-import-file.png"))
        self.keys(chooser, "Return")
        self.wait_label("Import contacts", "not selected are not added")
        self.desktop.screenshot(artefact("texting-import-preview.png"))
        self.keys("Import contacts", "alt+a")
        self.wait_label("Import contacts", "1 contact added")
        self.desktop.screenshot(artefact("texting-import-done.png"))
        wait_until(lambda: "+13075551214@gw.localhost" in
                   [presence.get("to") for presence in self.gateway.presences], 15, "subscription")

    def test_a_number_that_is_there_is_not_added_again(self):
        self.open("Add SMS contact…", "Add SMS contact")
        self.keys("Add SMS contact", "alt+n", " +1 (307) 555-1213", "alt+a")
        self.wait_label("Add SMS contact", f"{NURSE} (+1 307-555-1213) is in your buddy list")
        self.keys("Add SMS contact", "alt+o")
        self.pidgin.window(NURSE)

    def test_a_long_text_is_asked_about_and_closing_the_question_keeps_it(self):
        self.open("Settings…", "SMS settings")
        self.keys("SMS settings", "alt+m", "ctrl+a", " 1", "alt+o")
        self.pidgin.wait_closed("SMS settings")
        self.open("Send SMS…", "Send SMS")
        text = "x" * 170
        self.keys("Send SMS", "alt+t", " +13075551212", "Tab", "Tab", " " + text, "alt+s")
        self.wait_label("Send SMS", "Send 2 SMS?")
        self.keys("Send SMS", "alt+F4")
        self.wait_label("Send SMS", "The text is as you left it")
        self.assertEqual(self.entries("Send SMS"), [NUMBER, text])
        self.assertEqual(self.gateway.texts, [])

    def test_settings_take_effect_and_say_what_is_wrong(self):
        self.open("Settings…", "SMS settings")
        self.keys("SMS settings", "alt+u", " Wyoming", "alt+o")
        self.wait_label("SMS settings", "“Wyoming” is not the two letters of a country")
        self.assertIn("Wyoming", self.entries("SMS settings"))
        self.keys("SMS settings", "alt+u", "ctrl+a", " us", "alt+o")
        self.pidgin.wait_closed("SMS settings")
        self.open("Send SMS…", "Send SMS")
        self.keys("Send SMS", "alt+t", " (307) 555-1212", "Tab", "Tab", " hello", "alt+s")
        self.assertEqual(self.gateway.wait_text().to, PHONE)


def buddy_list_menu_item(pidgin, name):
    """An item of the menu that is open: Pidgin's menus are windows of their own."""
    for window in pidgin.windows():
        for item in window.find_all("menu item", name):
            if item.has_state("showing"):
                return item
    return None


class WithoutAGateway(TextingCase):
    gateways = ""
    phones = ()

    def test_one_is_typed_in_the_settings(self):
        self.open("Send SMS…", "Send SMS")
        self.keys("Send SMS", "alt+t", " +13075551212", "Tab", " hello", "alt+s")
        self.wait_label("Send SMS", "No SMS service is known")
        self.open("Settings…", "SMS settings")
        self.keys("SMS settings", "alt+a", f" {GATEWAY}", "alt+o")
        self.pidgin.wait_closed("SMS settings")
        self.keys("Send SMS", "alt+s")
        self.assertEqual(self.gateway.wait_text().body, "hello")


class Links(TextingCase):
    def open_link(self, uri, **environment):
        return subprocess.run([OPENER, uri], env={**self.desktop.env, **environment}, timeout=60,
                              capture_output=True, text=True, check=False)

    def test_a_link_opens_the_form_in_the_running_pidgin_and_sends_nothing(self):
        done = self.open_link("sms:+13075551212?body=hello%20%22there%22%3B%20%24HOME")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.wait_label("Send SMS", "A link asks for this text. It is sent only when you say so.")
        self.assertEqual(self.entries("Send SMS"), ["+1 307-555-1212", 'hello "there"; $HOME'])
        self.assertEqual(self.gateway.texts, [])
        self.keys("Send SMS", "alt+s")
        self.assertEqual(self.gateway.wait_text().body, 'hello "there"; $HOME')

    def test_a_hostile_link_is_an_argument_and_nothing_else(self):
        trap = os.path.join(self.place, "trap")
        for uri in (f"sms:$(touch${{IFS}}{trap})", f"sms:`touch {trap}`", f"sms:';touch {trap};'",
                    f'tel:+1"; touch {trap}; "', f"sms:+13075551212\ntouch {trap}"):
            self.assertEqual(self.open_link(uri).returncode, 0)
            self.wait_label(OURS, "This link cannot be texted.")
            self.keys(OURS, "Escape")
            self.pidgin.wait_closed(OURS)
        self.assertFalse(os.path.exists(trap))
        self.assertEqual(self.gateway.texts, [])

    def test_what_is_no_link_is_refused(self):
        for uri in ("http://example.com", "file:///etc/passwd", "--nonsense", ""):
            self.assertEqual(self.open_link(uri, DISPLAY="").returncode, 1)
        done = subprocess.run([OPENER], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("usage:", done.stderr)

    def test_the_program_tells_its_use_and_version(self):
        done = subprocess.run([OPENER, "--help"], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("Usage: xmpp-sms-open LINK", done.stdout)
        done = subprocess.run([OPENER, "--version"], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"\Axmpp-sms-open \d+\.\d+\.\d+\n\Z")

    def test_pidgin_is_started_when_none_runs(self):
        self.pidgin.quit()
        options = f"-c {self.place}/profile -m -f"
        done = self.open_link("sms:+13075551212?body=hello", XMPP_SMS_OPEN_PIDGIN=options)
        self.addCleanup(self.stop_started)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.desktop.activate("Send SMS")

    def stop_started(self):
        self.keys("Buddy List", "ctrl+q")

    def test_without_any_client_it_says_so(self):
        self.pidgin.quit()
        tools = os.path.join(self.place, "tools")
        os.mkdir(tools)
        for tool in ("sh", "dbus-send", "grep", "sleep"):
            os.symlink(shutil.which(tool), os.path.join(tools, tool))
        done = self.open_link("sms:+13075551212", PATH=tools, DISPLAY="")
        self.assertEqual(done.returncode, 1)
        self.assertIn("neither Pidgin nor Finch is running", done.stderr)

    def test_a_client_that_does_not_come_up_is_not_waited_for_for_ever(self):
        self.pidgin.quit()
        done = self.open_link("sms:+13075551212", XMPP_SMS_OPEN_PIDGIN="--version",
                              XMPP_SMS_OPEN_PATIENCE="2", DISPLAY="")
        self.assertEqual(done.returncode, 1)
        self.assertIn("does not answer", done.stderr)


class TheDesktopFile(unittest.TestCase):
    def test_is_valid(self):
        file = os.path.join(os.path.dirname(__file__), "..", "..", "packaging", "desktop",
                            "xmpp-sms-open.desktop")
        done = subprocess.run(["desktop-file-validate", file], capture_output=True, text=True,
                              check=False)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


if __name__ == "__main__":
    unittest.main()
