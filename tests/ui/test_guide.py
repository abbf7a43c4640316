# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/user-guide.md, done in its order with real Pidgin, Finch, gateway and server. The windows it
opens are the guide's pictures: packaging/take-screenshots."""

import os
import tempfile
import unittest

from dialogs import OURS, Dialogs
from harness.artefacts import artefact, plugin_file
from harness.desktop import Desktop
from harness.finch import Finch
from harness.gateway import Gateway, snippet
from harness.pidgin import Pidgin
from harness.processes import wait_until
from harness.prosody import Prosody
from harness.stanzas import bundles, is_broadcast

DOMAIN, GATEWAY = "example.com", "text.example.com"
JULIET, HER_NUMBER = f"juliet@{DOMAIN}", "+13075550100"
PHONE, OTHER_PHONE = "+13075551212", "+13075551213"
TITLE = "+1 307-555-1212"  # how the plugin writes it
COUNTER = "SMS counter"
PATIENCE = 60
CARDS = (("Friar Laurence", "+1 307 555 1214"), ("Benvolio", "+1 307 555 1215"), ("Escalus", ""))


def setUpModule():
    folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-guide-")
    unittest.addModuleCleanup(folder.cleanup)
    Guide.folder = folder.name
    Guide.desktop = Desktop(os.path.join(folder.name, "desktop"), size="1100x900")
    unittest.addModuleCleanup(Guide.desktop.stop)


class Guide(unittest.TestCase):
    """A server with the gateway and its simulated phones."""

    folder = desktop = None
    users = {JULIET: HER_NUMBER}
    more = {}  # of the gateway's configuration

    def setUp(self):
        self.place = tempfile.mkdtemp(dir=self.folder)
        for name in ("server", "gateway"):
            os.mkdir(os.path.join(self.place, name))
        self.server = Prosody(
            os.path.join(self.place, "server"), domain=DOMAIN, users=("juliet",), contacts=(),
            extra=lambda port: snippet("prosody.cfg.lua", GATEWAY, "s3cret", port))
        self.addCleanup(self.server.stop)
        self.gateway = Gateway(os.path.join(self.place, "gateway"), self.server.component_port,
                               GATEWAY, DOMAIN, users=self.users, **self.more)
        self.addCleanup(self.gateway.stop)
        self.gateway.start()

    def wait_on_phone(self, body, phone=PHONE):
        wait_until(lambda: body in self.gateway.texts_at(phone), PATIENCE, f"{body!r} on {phone}")

    def wait_announced(self):
        self.server.wait_received(JULIET, "presence", lambda presence: is_broadcast(presence)
                                  and "sms-v1" in bundles(presence), PATIENCE)

    def write_cards(self):
        path = os.path.join(self.place, "contacts.vcf")
        with open(path, "w", encoding="utf-8", newline="") as file:
            for name, number in CARDS:
                tel = f"TEL;TYPE=CELL:{number}\r\n" if number else ""
                file.write(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\n{tel}END:VCARD\r\n")
        return path


class InPidgin(Dialogs, Guide):
    patience = PATIENCE
    is_enabled = False

    def setUp(self):
        super().setUp()
        files = (plugin_file(), plugin_file("xmpp-sms-pidgin"))
        self.pidgin = Pidgin(self.desktop, os.path.join(self.place, "profile"), self.server,
                             plugin=files, is_enabled=self.is_enabled,
                             settings={"xmpp-sms-gateways": GATEWAY})
        self.addCleanup(self.pidgin.stop)
        self.pidgin.wait_ready()
        self.server.wait_received(JULIET, "presence", is_broadcast)

    def shot(self, name, title):
        self.desktop.screenshot(artefact(f"guide-{name}.png"), window=title)


class WithPidgin(InPidgin):
    def enable(self, name):
        box = self.pidgin.find_plugin(name)
        box.press()
        wait_until(lambda: box.has_state("checked"), PATIENCE, f"tick at {name}")

    def test_in_the_guides_order(self):
        self.switch_on()
        self.look_around()
        self.send()
        self.add()
        self.count()
        self.be_refused()
        self.ask_for_many()
        self.use_commands()
        self.import_cards()
        self.settings()

    def switch_on(self):
        self.pidgin.open_plugins()
        self.enable(OURS)
        self.enable(COUNTER)
        self.shot("plugins", "Plugins")
        self.wait_announced()
        self.pidgin.press("Plugins", "Close")
        self.pidgin.wait_closed("Plugins")

    def look_around(self):
        self.pidgin.open_menu("Tools", OURS)
        self.desktop.screenshot(artefact("guide-menu.png"))
        self.pidgin.close_menus()
        self.open("Accounts…", OURS)
        self.wait_label(OURS, "Announce SMS for these accounts")
        self.shot("accounts", OURS)
        self.pidgin.press(OURS, "Cancel")
        self.pidgin.wait_closed(OURS)

    def send(self):
        self.open("Send SMS…", "Send SMS")
        self.keys("Send SMS", "alt+t", " +1 307 555 1212", "Tab", " Wherefore art thou?")
        self.shot("send", "Send SMS")
        self.keys("Send SMS", "alt+s")
        self.wait_on_phone("Wherefore art thou?")
        self.pidgin.window(TITLE, PATIENCE)
        self.desktop.resize(TITLE, 440, 500)
        self.pidgin.wait_said(TITLE, "Delivered", PATIENCE)
        self.gateway.type(PHONE, HER_NUMBER, "Call me but love.")
        self.pidgin.wait_said(TITLE, "Call me but love.", PATIENCE)

    def add(self):
        self.open("Add SMS contact…", "Add SMS contact")
        self.keys("Add SMS contact", "alt+n", " +1 (307) 555-1212", "alt+m", " Romeo")
        self.shot("add", "Add SMS contact")
        self.keys("Add SMS contact", "alt+a")
        self.pidgin.window("Romeo", PATIENCE)  # the conversation has the name now
        self.pidgin.say("Romeo", "How camest thou hither, tell me, and wherefore?")
        wait_until(lambda: self.pidgin.conversation("Romeo").count("Delivered") == 2, PATIENCE,
                   "second receipt")
        self.shot("conversation", "Romeo")

    def entry(self):
        """Where one types: the lowest text of several lines."""
        texts = [widget for widget in self.pidgin.window("Romeo").find_all("text")
                 if widget.has_state("showing") and widget.has_state("multi_line")]
        return max(texts, key=lambda widget: widget.middle()[1])

    def count(self):
        self.entry().set_text("The “lark”, the herald of the morn … no nightingale: look, love, what "
                              "envious streaks do lace the severing clouds in yonder east.")
        self.pidgin.window("Romeo").wait_for("push button", lambda name: name.startswith("Reduce to"))
        self.shot("counter", "Romeo")
        self.entry().set_text("")

    def be_refused(self):
        self.gateway.switch(PHONE, "refusing")
        self.pidgin.say("Romeo", "Good night, good night!")
        self.pidgin.wait_said("Romeo", "Type /sms retry to send it again.", PATIENCE)
        self.shot("error", "Romeo")
        self.gateway.switch(PHONE, "on")
        self.pidgin.say("Romeo", "/sms retry")
        self.pidgin.wait_said("Romeo", "Sent again: “Good night, good night!”", PATIENCE)
        self.wait_on_phone("Good night, good night!")

    def ask_for_many(self):
        self.entry().set_text("All the world's a stage. " * 40)
        self.keys("Romeo", "Return")
        self.pidgin.window(OURS, PATIENCE)
        self.wait_label(OURS, "This text takes 7 SMS. Send it?")
        self.shot("question", OURS)
        self.pidgin.press(OURS, "Don't send")
        wait_until(lambda: self.entry().text.startswith("All the world"), PATIENCE, "the text back")
        self.entry().set_text("")

    def use_commands(self):
        self.pidgin.say("Romeo", "/sms +1 307 555 1213 Are you there?")
        self.wait_on_phone("Are you there?", OTHER_PHONE)
        self.pidgin.say("Romeo", "/sms status")
        self.pidgin.wait_said("Romeo", f"{JULIET}: announced since", PATIENCE)
        self.pidgin.say("Romeo", "/sms gateways")
        self.pidgin.wait_said("Romeo", GATEWAY, PATIENCE)

    def import_cards(self):
        path = self.write_cards()
        self.pidgin.open_menu("Tools", OURS, "Import contacts…")
        chooser = "Import contacts from a vCard file"

        def is_typed():  # GTK completes paths while one types
            self.keys(chooser, "ctrl+a", " " + path)
            return path in [field.text for field in self.pidgin.window(chooser).find_all("text")]
        wait_until(is_typed, PATIENCE, f"{path} in the file chooser")
        self.keys(chooser, "Return")
        self.pidgin.window("Import contacts", PATIENCE)
        self.wait_label("Import contacts", "not selected are not added")
        self.shot("import", "Import contacts")
        self.keys("Import contacts", "alt+a")
        self.wait_label("Import contacts", "2 contacts added")
        self.keys("Import contacts", "Escape")
        self.pidgin.wait_closed("Import contacts")

    def settings(self):
        self.open("Settings…", "SMS settings")
        self.keys("SMS settings", "alt+u", " US")
        self.shot("settings", "SMS settings")
        self.keys("SMS settings", "alt+o")
        self.pidgin.wait_closed("SMS settings")


class Registering(InPidgin):
    is_enabled = True
    users = {f"nurse@{DOMAIN}": OTHER_PHONE}
    more = {"texts": 'open-registration = true\nregistration-pool = "us"',
            "extra": f'[pools.us]\nnumbers = ["{HER_NUMBER}"]'}
    form = f"Register New Account at {GATEWAY}"

    def open_form(self):
        """The plugin may still be asking around for services; then it knows of none."""
        self.pidgin.open_menu("Tools", OURS, "Register with an SMS service…")
        wait_until(lambda: {OURS, self.form} & set(self.pidgin.open_windows()), PATIENCE, "answer")
        if self.form in self.pidgin.open_windows():
            return True
        self.pidgin.press(OURS, "Close")
        self.pidgin.wait_closed(OURS)
        return False

    def test_with_the_service_and_texting_then(self):
        self.wait_announced()
        wait_until(self.open_form, PATIENCE, self.form)
        self.shot("register", self.form)
        self.pidgin.press(self.form, "Register")
        self.pidgin.window("Registration Successful", PATIENCE)
        self.pidgin.press("Registration Successful", "Close")
        self.open("Send SMS…", "Send SMS")
        self.keys("Send SMS", "alt+t", " +1 307 555 1212", "Tab", " Wherefore art thou?", "alt+s")
        self.wait_on_phone("Wherefore art thou?")


class WithFinch(Guide):
    def setUp(self):
        super().setUp()
        self.finch = Finch(os.path.join(self.place, "profile"), self.server, plugin=plugin_file(),
                           settings={"xmpp-sms-gateways": GATEWAY})
        self.addCleanup(self.finch.stop)
        self.server.wait_received(JULIET, "presence", is_broadcast)
        self.finch.wait_shown("Buddy List")

    def keep(self, name):
        self.finch.keep(artefact(f"guide-{name}.txt"), artefact(f"guide-{name}.png"))

    def test_as_the_guide_says(self):
        finch = self.finch
        finch.open_plugins()
        finch.select_plugin(OURS)
        finch.key("Space")
        finch.wait_shown(f"[X] {OURS}")
        self.wait_announced()
        finch.key("M-c")
        finch.wait_gone("You can (un)load plugins")
        finch.choose(OURS, "Send SMS…")
        finch.wait_shown("Send an SMS")
        for value in ("+1 307 555 1212", "Wherefore art thou?"):
            finch.type(value)
            finch.key("Tab")
        self.keep("finch-send")
        finch.key("Enter")
        self.wait_on_phone("Wherefore art thou?")
        finch.wait_shown(f"│{TITLE} (")  # among the windows in the last line
        finch.bring_to_front(f"{TITLE} ({JULIET}/desk -- XMPP)")
        finch.wait_shown("Delivered", PATIENCE)
        self.gateway.type(PHONE, HER_NUMBER, "Call me but love.")
        finch.wait_shown("Call me but love.", PATIENCE)
        self.keep("finch-conversation")


if __name__ == "__main__":
    unittest.main()
