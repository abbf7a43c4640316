# SPDX-License-Identifier: GPL-2.0-or-later
"""What packaging/try shows on a display: Pidgin on a throwaway profile, ready to text a phone that is
a page in the browser."""

import os
import shutil
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ElementTree

from harness.artefacts import plugin_file
from harness.desktop import OwnDesktop
from harness.pidgin import Pidgin
from stage import GATEWAY, JULIET, PHONE, THEN, perform, spelled

HIS_PHONE, OLD_SERVICE = "Romeo’s phone", "Google Talk, 2008"

WHAT_TO_DO = f"""
==> Pidgin is open, {{elapsed}}: signed on as {JULIET}, with the plugin enabled.
    The phones:     {{page}}
    Text one:       double-click “{HIS_PHONE}” in the group SMS, type, press Enter. The text is on
                    the page; answer there. In Pidgin a line says when it was delivered.
    Try more:       switch the phone off, or let it refuse; Tools ▸ SMS over XMPP ▸ Send SMS…
    As in 2008:     “{OLD_SERVICE}” carries texts only for clients that announce sms-v1.
                    Tools ▸ SMS over XMPP ▸ Accounts…, untick juliet, and text it: SMS_ERROR_11.
    To stop:        close Pidgin, or press Ctrl-C here.

==> What happens:
"""

CAPS = "{http://jabber.org/protocol/caps}c"


class Narrator:
    """Prints what is announced, what phones get and send, and the old service's verdicts, each once."""

    def __init__(self, stage):
        self._stage = stage
        self._announced = None
        self._texts = set()
        self._log_lines = 0

    def tell_news(self):
        for presence in self._stage.server.received(JULIET, "presence"):
            element = presence.find(CAPS)
            if element is not None and presence.get("to") is None:
                self._tell_announcement(element)
        self._tell_texts()
        log = self._stage.server.log().splitlines()
        for line in log[self._log_lines:]:
            verdict = line.rpartition("\t")[2]
            if "a text to +" in verdict:
                self._tell("2008’s service", verdict)
        self._log_lines = len(log)

    def _tell_announcement(self, element):
        ElementTree.register_namespace("", "http://jabber.org/protocol/caps")
        announced = ElementTree.tostring(element, "unicode").strip()
        if announced != self._announced:
            self._announced = announced
            self._tell("Pidgin says", announced)

    def _tell_texts(self):
        for number, phone in self._stage.gateway.phones().items():
            for text in phone["texts"]:
                is_told = text["id"] in self._texts
                if is_told or not (text["from_phone"] or text["arrived"]):
                    continue
                if not self._texts:
                    self._tell("first text", self._stage.elapsed())
                self._texts.add(text["id"])
                what = "types" if text["from_phone"] else "shows"
                self._tell(f"phone {what}", f"{spelled(number)}: {text['body']}")

    @staticmethod
    def _tell(what, details):
        # A text is shown on one line, without what a terminal would obey.
        line = "".join(letter if letter.isprintable() else " " for letter in details)
        print(f"    {what:<15} {line}", flush=True)


def open_page(url):
    """In the user's own browser, if there is a way to it; it stays theirs."""
    program = shutil.which("xdg-open")
    if program:
        def run():  # to its end, which is the browser's where none was open
            subprocess.run([program, url], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, start_new_session=True, check=False)
        threading.Thread(target=run, daemon=True).start()


def show(stage):
    """Runs until Pidgin is closed."""
    pidgin = Pidgin(OwnDesktop(stage.directory), os.path.join(stage.directory, "profile"),
                    stage.server, plugin=[plugin_file(), plugin_file("xmpp-sms-pidgin")],
                    is_enabled=True, settings={"xmpp-sms-gateways": GATEWAY})
    try:
        print(WHAT_TO_DO.format(page=stage.page, elapsed=stage.elapsed()), flush=True)
        open_page(stage.page)
        narrator = Narrator(stage)
        while pidgin.is_running():
            narrator.tell_news()
            time.sleep(0.2)
        narrator.tell_news()
        print("\n==> Pidgin was closed.")
    finally:
        pidgin.stop()


if __name__ == "__main__":
    sys.exit(perform(show, contacts=[(PHONE, HIS_PHONE), (THEN, OLD_SERVICE)]))
