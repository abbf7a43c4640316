# SPDX-License-Identifier: GPL-2.0-or-later
"""The disk is full; the store is damaged, of a newer version, or another program's."""

import os
import sqlite3
import unittest

from faults.scene import JULIET, NUMBER, PHONE, PHONE_JID, Scene
from harness.processes import HarnessError
from harness.small_disk import SmallDisk


class FullDisk(Scene):
    def setUp(self):
        super().setUp()
        place = os.path.join(self.directory, "disk")
        os.makedirs(place)
        self.disk = SmallDisk(place, 24, os.path.join(self.directory, "disk.log"))
        self.addCleanup(self.disk.stop)
        self.gateway.write_config(store=os.path.join(place, "store.sqlite"))

    def connected(self):
        return super().connected(wrap=self.disk.wrap)

    def send(self, stream, name):
        stream.send(f"<message from='{JULIET}/a' to='{PHONE_JID}' type='chat' id='{name}'>"
                    f"<body>{name} {'x' * 1000}</body></message>")

    def arrived(self):
        return [body.partition(" ")[0] for body in self.gateway.texts_at(PHONE)]

    def refused(self, stream):
        return stream.seen("<message [^>]*type='error' id='(out-\\d+)'><body>.*?</message>")

    def type_until_refused(self):
        """What the simulated network took although the gateway could not: it tells it again."""
        typed = []
        try:
            while len(typed) < 100:
                self.gateway.type(PHONE, NUMBER, f"in {len(typed)} {'x' * 1000}")
                typed.append(f"in {len(typed)}")
        except HarnessError as refusal:
            self.assertRegex(str(refusal), "answered 50[37]")
            return typed
        raise AssertionError("the network's own file has room without end")

    def test_new_texts_are_refused_and_old_ones_kept_until_there_is_room(self):
        stream = self.connected()
        self.gateway.switch(PHONE, "off")
        kept = [f"kept-{number}" for number in range(20)]
        for name in kept:
            self.send(stream, name)
        self.eventually(lambda: self.gateway.metric("xmpp_sms_out_accepted_total") == 20, "texts out")
        self.disk.fill()

        sent = []
        while len(self.refused(stream)) < 5:  # some may fit into room that the store has already
            self.assertLess(len(sent), 5000, "nothing is refused")
            sent.append(f"out-{len(sent)}")
            self.send(stream, sent[-1])
            self.ask(stream, f"fence-{len(sent)}")
        error = stream.seen("<message [^>]*type='error' id='out-\\d+'><body>.*?</message>")[0]
        self.assertIn("<resource-constraint ", error)
        self.assertIn("could not be stored, so it was not sent. Try again", error)
        self.assertRegex(self.gateway.log(), "error .*no room on the disk for the store")
        self.assertLess(self.gateway.log().count("no room on the disk"), 20, "a flood in the log")
        status, said = self.gateway.ask("GET", "/readyz")
        self.assertEqual(status, 503)
        self.assertIn("no room on the disk", said)
        typed = self.type_until_refused()

        self.disk.make_room()
        self.eventually(lambda: self.gateway.status_of("/readyz") == 200, "readiness", 60)
        self.assertIn("the store takes texts again", self.gateway.log())
        self.gateway.switch(PHONE, "on")
        refused = set(self.refused(stream))
        wanted = kept + [name for name in sent if name not in refused]
        self.eventually(lambda: len(self.arrived()) >= len(wanted), "all that was taken", 60)
        self.assertEqual(self.arrived(), wanted)
        self.eventually(lambda: len(set(stream.seen("<body>(in \\d+) "))) >= len(typed), "texts in", 60)
        self.assertEqual(list(dict.fromkeys(stream.seen("<body>(in \\d+) "))), typed)
        self.assert_works(stream)

    def test_a_gateway_that_was_killed_on_a_full_disk_starts_again_with_all_it_had(self):
        stream = self.connected()
        self.gateway.switch(PHONE, "off")
        for number in range(20):
            self.send(stream, f"kept-{number}")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_out_accepted_total") == 20, "texts out")
        self.disk.fill()
        self.send(stream, "out-0")
        self.ask(stream, "fence")
        self.gateway.kill()
        self.disk.make_room()
        stream = self.connected()
        self.gateway.switch(PHONE, "on")
        self.eventually(lambda: len(self.arrived()) >= 20, "all that was taken")
        self.assertEqual(self.arrived()[:20], [f"kept-{number}" for number in range(20)])


class DamagedStore(Scene):
    def store(self):
        return os.path.join(self.directory, "store.sqlite")

    def made(self, texts=200):
        """A store with texts in it."""
        stream = self.connected()
        for number in range(texts):
            stream.send(f"<message from='{JULIET}/a' to='{PHONE_JID}' type='chat' id='m'>"
                        f"<body>{number} {'x' * 800}</body></message>")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_out_delivered_total") == texts, "texts")
        self.assertEqual(self.gateway.stop(), 0)

    def assert_refuses(self, *said):
        self.gateway.start(wait=False)
        self.assertEqual(self.gateway.wait_ended(60), 78)  # nothing to try again
        for words in (self.store(), *said):
            self.assertIn(words, self.gateway.log())

    def assert_checks(self, status, *said, of=()):
        told = self.gateway.run("check", *of)
        self.assertEqual(told.returncode, status, told.stderr)
        for words in said:
            self.assertIn(words, told.stdout + told.stderr)

    def test_a_damaged_file_is_refused_and_a_backup_brings_it_back(self):
        self.made()
        copy = os.path.join(self.directory, "copy")
        self.assertEqual(self.gateway.run("backup", copy).returncode, 0)
        self.assert_checks(0, self.store() + ": all well")
        self.assert_checks(1, "there is no copy", of=[self.store() + ".missing"])
        size = os.path.getsize(self.store())
        with open(self.store(), "r+b") as file:
            file.seek(size // 3)
            file.write(os.urandom(size // 3))
        with open(self.store(), "rb") as file:
            damaged = file.read()
        self.assert_refuses("is damaged", "keep a copy of the file", "restore --force", ".recover")
        with open(self.store(), "rb") as file:
            self.assertEqual(file.read(), damaged, "it was written to")
        self.assert_checks(1, "is damaged", "restore --force")
        self.assert_checks(0, copy, "all well", of=[copy])
        told = self.gateway.run("restore", copy, "--force")
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assert_works(self.connected())

    def test_what_is_no_database_is_refused(self):
        with open(self.store(), "wb") as file:
            file.write(b"Dear diary, " * 1000)
        self.assert_refuses("is damaged", "restore --force")

    def test_a_file_that_was_cut_is_refused(self):
        self.made()
        os.truncate(self.store(), os.path.getsize(self.store()) // 2)
        self.assert_refuses("is damaged")

    def test_a_newer_versions_store_is_refused_and_left_alone(self):
        self.made(1)
        with sqlite3.connect(self.store()) as store:
            store.execute("PRAGMA user_version = 99")
        store.close()
        self.assert_refuses("newer version", "its schema is 99", "install that version again")
        store = sqlite3.connect(self.store())
        self.assertEqual(store.execute("PRAGMA user_version").fetchone(), (99,))
        store.close()

    def test_another_programs_database_is_refused(self):
        with sqlite3.connect(self.store()) as store:
            store.execute("CREATE TABLE bookmarks(url TEXT)")
        store.close()
        self.assert_refuses("another program", "name another file")


if __name__ == "__main__":
    unittest.main()
