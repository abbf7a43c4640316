# SPDX-License-Identifier: GPL-2.0-or-later
"""What the plays on the simulator's page stand on: a browser for all, a gateway for each."""

import os
import tempfile
import unittest

from harness.browser import Browser

from play import JULIET_NUMBER, PHONE, Play, at_gateway

SHOWN, OTHER_SHOWN = "+1 307-555-1212", "+1 307-555-1213"  # the phones, as the page writes them
JULIET_SHOWN, ROMEO_SHOWN = "+1 307-555-0100", "+1 307-555-0101"

# What all scripts below can use: a phone by its number, the texts that it shows.
TOOLS = """
const phone = (shown) => document.querySelector(`section[aria-label="Phone ${shown}"]`);
const texts = (shown) => [...phone(shown).querySelectorAll("li")].map((li) => li.firstChild.data);
"""


class PhonePage(Play):
    """The page is open, juliet is signed on."""

    browser = None
    size = (1280, 800)

    @classmethod
    def open_browser(cls):
        """For setUpModule(): it takes longer to start than all else."""
        folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-test-")
        unittest.addModuleCleanup(folder.cleanup)
        os.mkdir(os.path.join(folder.name, "browser"))
        cls.browser = Browser(os.path.join(folder.name, "browser"))
        unittest.addModuleCleanup(cls.browser.stop)

    def setUp(self):
        super().setUp()
        self.addCleanup(self.leave)
        self.gateway.start()
        self.juliet = self.signed_on("juliet")
        self.browser.resize(*self.size)
        self.open()

    def leave(self):
        self.browser.open("about:blank")
        self.browser.console()  # that of the next play is its own

    def open(self):
        self.browser.open(self.url)
        self.browser.wait_shown("Live", "#link")
        self.wait("return phone(arguments[0]) && phone(arguments[1])", SHOWN, OTHER_SHOWN,
                  what="two phones on the page")

    @property
    def url(self):
        return f"http://127.0.0.1:{self.gateway.port}/phones/"

    def text_phone(self, body, stanza_id="m1"):
        self.juliet.text(at_gateway(PHONE), body, stanza_id)

    def run_in_page(self, script, *arguments):
        return self.browser.run(TOOLS + script, *arguments)

    def wait(self, script, *arguments, what):
        return self.browser.wait(TOOLS + script, *arguments, what=what)

    def wait_text(self, body, shown=SHOWN):
        """Until this phone shows a text of this body."""
        self.wait("return texts(arguments[0]).includes(arguments[1])", shown, body,
                  what=f"text {body!r} on the phone {shown}")

    def texts_on(self, shown=SHOWN):
        return self.run_in_page("return texts(arguments[0])", shown)

    def put_keyboard_in(self, shown, selector):
        """Where a person would have come with Tab."""
        self.run_in_page("phone(arguments[0]).querySelector(arguments[1]).focus()", shown, selector)

    def wait_power(self, power):
        self.eventually(lambda: self.gateway.phones()[PHONE]["power"] == power, f"phone {power}")

    def comes_to(self, user, body):
        self.eventually(lambda: body in [text for _, text in user.bodies_from(at_gateway(PHONE))],
                        f"{body!r} at {user.jid}")

    def have_a_conversation(self):
        """Some texts each way, on both phones."""
        for body in ("Wherefore art thou?", "Deny thy father and refuse thy name; or, if thou wilt "
                     "not, be but sworn my love."):
            self.text_phone(body, body[:5])
            self.wait_text(body)
        self.gateway.type(PHONE, JULIET_NUMBER, "Shall I hear more, or shall I speak at this?")
        self.wait_text("Shall I hear more, or shall I speak at this?")
        self.text_phone("What’s in a name? ❤ שלום", "m3")
        self.wait_text("What’s in a name? ❤ שלום")
