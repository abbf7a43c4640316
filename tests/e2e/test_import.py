# SPDX-License-Identifier: GPL-2.0-or-later
"""Contacts out of a vCard file: chosen, looked at, added, and found in the roster at the server."""

import os
import re
import shutil
import xml.etree.ElementTree as ElementTree

from harness.artefacts import build_directory
from harness.processes import wait_until
from scenario import PLUGIN, Scenario

ANNA = ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Berg\r\nTEL;TYPE=CELL:+1 307 555 1212\r\n"
        "TEL;TYPE=HOME:+1 307 555 1299\r\nEND:VCARD\r\n")
BO = ("BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96z;Bo\r\n"
      "TEL;CELL:+1 307 555 1213\r\nEND:VCARD\r\n")
NOBODY = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Nobody <b>\r\nEND:VCARD\r\n"


def cards(count):
    return "".join(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person {i}\r\nTEL;TYPE=CELL:+49 171 {i:07}\r\n"
                   "END:VCARD\r\n" for i in range(count))


class Import(Scenario):
    def setUp(self):
        super().setUp()
        self.juliet = self.signed_on("juliet", plugin=True)
        self.use_gateway(self.juliet)

    def use_gateway(self, client):
        client.do(f"text-setting {client.jid} xmpp-sms-gateways sms.localhost")

    def file_with(self, text, name="contacts.vcf"):
        path = os.path.join(self.directory, name)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return path

    def choose(self, path):
        """The mark before the file was chosen."""
        self.juliet.do(f"menu {PLUGIN} Import contacts…")
        return self.juliet.do(f"choose-file {path}")

    def preview(self, path, timeout=30):
        """Waits for the window with what will be added; the lines that draw it."""
        mark = self.choose(path)
        self.juliet.wait_for("^button Add ", mark=mark, timeout=timeout)
        return self.juliet.lines.since(mark)

    def roster(self):
        """The roster as the server has it: JID to name, groups and whether a subscription is asked."""
        self._queries = getattr(self, "_queries", 0) + 1
        mark = self.juliet.do(f"send {self.juliet.jid} <iq type='get' id='roster-{self._queries}'>"
                              "<query xmlns='jabber:iq:roster'/></iq>")
        answer = self.juliet.wait_for(rf"^< \S+ (<iq.*'roster-{self._queries}'.*)", mark=mark)
        return {item.get("jid"): (item.get("name"), [g.text for g in item])
                for item in ElementTree.fromstring(answer.group(1)).iter(
                    "{jabber:iq:roster}item") if "@sms." in item.get("jid")}

    def notice(self, mark, pattern, timeout=30):
        return self.juliet.wait_for(rf"^notice Import contacts \| {pattern}", mark=mark,
                                    timeout=timeout)

    def test_what_is_selected_comes_into_the_roster_and_is_subscribed(self):
        lines = self.preview(self.file_with(ANNA + BO + NOBODY))
        self.assertIn("item contacts on Anna Berg — +1 307-555-1212", lines)
        self.assertIn("item contacts on Bo Öz — +1 307-555-1213", lines)
        skipped = next(line for line in lines if line.startswith("field skipped"))
        self.assertIn("Nobody <b>: The contact has no phone number.", skipped)
        self.assertIn("Anna Berg — +1 307 555 1299: The contact's mobile number is taken instead.",
                      skipped)
        mark = self.juliet.do("press Add 2 contacts")
        self.notice(mark, "2 contacts added. ")
        for number in ("+13075551212", "+13075551213"):
            self.server.wait_received(
                self.juliet.jid, "presence",
                lambda p, n=number: p.get("type") == "subscribe" and p.get("to").startswith(n))
        self.assertEqual(self.roster(), {"+13075551212@sms.localhost": ("Anna Berg", ["SMS"]),
                                         "+13075551213@sms.localhost": ("Bo Öz", ["SMS"])})

    def test_again_adds_nothing_twice(self):
        path = self.file_with(ANNA + BO)
        self.preview(path)
        self.notice(self.juliet.do("press Add 2 contacts"), "2 contacts added")
        before = self.roster()
        self.assertEqual(len(before), 2)
        mark = self.choose(path)
        self.notice(mark, r"There is nothing to add from contacts.vcf. .*It is an SMS contact "
                          "already: Anna Berg.*Bo Öz")
        self.assertEqual(self.roster(), before)

    def test_what_is_not_selected_is_not_added(self):
        self.preview(self.file_with(ANNA + BO))
        self.juliet.do("set contacts -Anna Berg — +1 307-555-1212")
        self.notice(self.juliet.do("press Add 2 contacts"), "1 contact added")
        self.assertEqual(set(self.roster()), {"+13075551213@sms.localhost"})

    def test_with_nothing_selected_it_asks_again(self):
        self.preview(self.file_with(ANNA))
        self.juliet.do("set contacts none")
        mark = self.juliet.do("press Add 1 contact")
        self.juliet.wait_for("^dialog Import contacts .*Select the contacts to add", mark=mark)

    def test_the_preview_can_be_cancelled(self):
        self.preview(self.file_with(ANNA))
        self.juliet.do("press Cancel")
        self.assertEqual(self.roster(), {})

    def test_cancelling_half_way_keeps_what_was_added(self):
        self.preview(self.file_with(cards(2000)))
        mark = self.juliet.do("press Add 2000 contacts")
        self.juliet.wait_for(r"^dialog Import contacts \| Adding contacts… \d+ of 2000", mark=mark)
        mark = self.juliet.do("press Cancel")
        added = int(self.notice(mark, r"(\d+) contacts? added\. (\d+) were not added")
                    .group(1))
        self.assertTrue(0 < added < 2000)
        self.assertEqual(len(self.roster()), added)

    def test_going_offline_half_way_says_so(self):
        self.preview(self.file_with(cards(2000)))
        mark = self.juliet.do("press Add 2000 contacts")
        self.juliet.wait_for("Adding contacts… ", mark=mark)
        self.juliet.do(f"disconnect {self.juliet.jid}")
        self.notice(mark, r"\d+ contacts? added\. .* is not connected, so nobody can be added")

    def test_files_that_hold_no_contacts_are_told_apart(self):
        for content, reason in (("", "The file is empty"), ("hello", "There is no contact in it"),
                                (None, "The file cannot be read: ")):
            path = os.path.join(self.directory, "missing")
            if content is not None:
                path = self.file_with(content)
            with self.subTest(reason):
                name = os.path.basename(path)
                self.notice(self.choose(path), f"No contacts were read from {name}. .*{reason}")
        self.notice(self.choose(self.directory), ".*The file cannot be read: Is a directory")

    def test_a_broken_card_does_not_hide_the_others(self):
        lines = self.preview(self.file_with("BEGIN:VCARD\r\nFN:Lost\r\n" + ANNA))
        self.assertIn("item contacts on Anna Berg — +1 307-555-1212", lines)
        self.assertTrue(any("The contact in line 1 has no END:VCARD" in line for line in lines))

    def test_a_second_import_waits_for_the_first(self):
        self.preview(self.file_with(cards(2000)))
        self.juliet.do("press Add 2000 contacts")
        mark = self.juliet.do(f"menu {PLUGIN} Import contacts…")
        self.notice(mark, "Contacts are being imported already")
        self.notice(mark, "2000 contacts added", timeout=120)

    def test_without_the_reading_program_it_says_what_is_missing(self):
        alone = os.path.join(self.folder("alone"), "xmpp-sms.so")
        shutil.copy(os.path.join(build_directory(), "plugin", "xmpp-sms.so"), alone)
        client = self.new_client("romeo")
        client.jid = client.sign_on(self.server, "romeo")
        self.use_gateway(client)
        client.do(f'load "{alone}"')
        client.do(f'menu "{alone}" Import contacts…')
        mark = client.do(f"choose-file {self.file_with(ANNA)}")
        client.wait_for(r"^notice Import contacts \| A part of SMS over XMPP is missing\..*"
                        "xmpp-sms-vcards", mark=mark)

    def test_the_client_never_stands_still(self):
        self.choose(self.file_with(cards(1), "one.vcf"))  # the first number loads the plans
        self.juliet.wait_for("^button Add ")
        self.juliet.do("press Cancel")
        self.juliet.do("watch-stalls")
        self.preview(self.file_with(cards(5000)))
        self.notice(self.juliet.do("press Add 5000 contacts"), "5000 contacts added", timeout=180)
        mark = self.juliet.do("longest-stall")
        longest = float(self.juliet.wait_for("^stall (.*)", mark=mark).group(1))
        self.assertLess(longest, 50, "milliseconds of the processor; 5 to 10 are usual")

    def test_a_hundred_megabytes_are_read_with_little_memory(self):
        path = os.path.join(self.directory, "big.vcf")
        note = "NOTE:" + "word " * 180 + "\r\n"
        with open(path, "w", encoding="ascii", newline="") as file:
            while file.tell() < 100_000_000:
                file.write("".join(card.replace("FN:", note + "FN:")
                                   for card in cards(1000).splitlines(keepends=True)))
        before = self.resident_kilobytes()
        lines = self.preview(path, timeout=180)
        self.assertTrue(any("1000 contacts from big.vcf" in line for line in lines))
        self.assertTrue(any("… and " in line for line in lines))
        self.assertLess(self.resident_kilobytes() - before, 30_000)

    def test_cancelling_while_reading_ends_the_reading_program(self):
        path = os.path.join(self.directory, "big.vcf")
        with open(path, "w", encoding="ascii", newline="") as file:
            for _ in range(600):
                file.write(cards(1000))
        mark = self.choose(path)
        self.juliet.wait_for("^dialog Import contacts .*Reading big.vcf… ", mark=mark, timeout=60)
        self.assertTrue(self.readers(path))
        self.juliet.do("press Cancel")
        wait_until(lambda: not self.readers(path), 30, "the end of the reading program")

    def test_unloading_while_reading_ends_the_reading_program(self):
        path = os.path.join(self.directory, "big.vcf")
        with open(path, "w", encoding="ascii", newline="") as file:
            for _ in range(600):
                file.write(cards(1000))
        self.choose(path)
        wait_until(lambda: self.readers(path), 30, "the reading program")
        self.juliet.do(f"unload {PLUGIN}")
        wait_until(lambda: not self.readers(path), 30, "the end of the reading program")

    def test_a_file_chosen_while_another_is_added_disturbs_nothing(self):
        path = self.file_with(cards(300))
        self.preview(path)
        # Our client answers the last dialog; the preview lies below the one that asks for a file.
        mark = self.juliet.do(f"menu {PLUGIN} Import contacts…")
        self.juliet.do("lower")
        self.juliet.do("press Add 300 contacts")
        self.juliet.do(f"choose-file {path}")
        self.juliet.wait_for("Contacts are being imported already", mark=mark)
        self.juliet.wait_for("300 contacts added", mark=mark, timeout=60)

    @staticmethod
    def readers(path):
        """Processes, zombies too, that were started with this file."""
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as file:
                    if path.encode() in file.read().split(b"\0"):
                        found.append(pid)
            except OSError:
                pass  # it ended meanwhile
        return found

    def resident_kilobytes(self):
        with open(f"/proc/{self.juliet.pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmHWM:\s+(\d+)", file.read()).group(1))
