# SPDX-License-Identifier: GPL-2.0-or-later
"""The simulator's page as its users meet it, in real Chromium: live, by keyboard, by ear."""

import unittest

from phone_page import JULIET_SHOWN, OTHER_SHOWN, ROMEO_SHOWN, SHOWN, PhonePage
from play import JULIET_NUMBER, PHONE, ROMEO_NUMBER, at_gateway

INPUTS = {"button", "textbox", "combobox", "listbox", "checkbox", "radio", "link", "searchbox",
          "spinbutton", "switch", "slider", "tab", "menuitem"}


def setUpModule():
    PhonePage.open_browser()


class ByKeyboard(PhonePage):
    """No mouse, and the keyboard comes everywhere by Tab."""

    def test_an_answer_is_typed(self):
        self.text_phone("Wherefore art thou?")
        self.wait_text("Wherefore art thou?")
        self.browser.tab_to("textbox", "Text message")  # the first phone's
        self.browser.keys(" Here, below", "Shift+Enter", " the balcony", "Enter")
        self.comes_to(self.juliet, "Here, below\nthe balcony")
        self.wait("return phone(arguments[0]).querySelector('li.ours')?.innerText.includes('sent')",
                  SHOWN, what="answer that is said to be sent")
        self.wait("return document.activeElement.value === ''", what="empty entry for the next one")

    def test_another_phone_is_chosen_and_begins_a_conversation(self):
        romeo = self.signed_on("romeo")
        self.browser.tab_to("button", "Refuse")
        self.browser.tab_to("button", "Refuse")  # the second phone's
        self.browser.tab_to("combobox", "With")
        self.assertEqual(self.run_in_page("return document.activeElement.value"), JULIET_NUMBER)
        self.browser.keys("Down")
        self.assertEqual(self.run_in_page("return document.activeElement.value"), ROMEO_NUMBER)
        self.browser.tab_to("textbox", "Text message")
        self.browser.keys(" Is the day so young?")
        self.browser.tab_to("button", "Send")
        self.browser.keys("Enter")
        other_phone = at_gateway("+13075551213")
        self.eventually(lambda: [body for _, body in romeo.bodies_from(other_phone)]
                        == ["Is the day so young?"], "text at romeo")
        self.wait_text("Is the day so young?", OTHER_SHOWN)
        self.assertEqual(self.texts_on(SHOWN), [])
        self.assertEqual(self.juliet.messages(), [])

    def test_a_phone_is_switched_off_and_on(self):
        self.browser.tab_to("button", "Off")
        self.browser.keys("Enter")
        self.wait_power("off")
        self.text_phone("Sleep dwell upon thine eyes")
        self.browser.wait_shown("Switched off: 1 text waits.", f"[aria-label='Phone {SHOWN}'] .note")
        self.assertEqual((self.texts_on(), self.juliet.receipts()), ([], []))
        self.browser.keys("Shift+Tab")
        self.assertEqual(self.browser.focused(), ("button", "On"))
        self.browser.keys("Space")
        self.wait_text("Sleep dwell upon thine eyes")
        self.eventually(lambda: self.juliet.receipts() == ["m1"], "receipt")

    def test_a_phone_is_made_to_refuse(self):
        self.browser.tab_to("button", "Refuse")
        self.browser.keys("Space")
        self.wait_power("refusing")
        self.browser.wait_shown("Refuses texts", f"[aria-label='Phone {SHOWN}'] .note")
        self.text_phone("Wherefore art thou?")
        self.juliet.wait_error("m1")
        self.assertEqual(self.texts_on(), [])

    def test_a_phone_is_added_and_a_wrong_number_explained(self):
        self.browser.tab_to("textbox", "Another phone")
        self.browser.keys(" 12ab", "Enter")
        self.browser.wait("return document.querySelector('#add-problem').textContent !== ''",
                          what="what is wrong with the number")
        self.assertEqual(self.run_in_page("return document.activeElement.value"), "12ab")
        self.run_in_page("document.activeElement.select()")
        self.browser.keys(" +1 307 555 1219", "Enter")
        self.wait("return phone('+1 307-555-1219')", what="third phone")
        self.assertEqual(self.browser.run("return document.querySelector('#add-problem').textContent"),
                         "")

    def test_a_number_is_written_as_in_its_own_country(self):
        self.browser.tab_to("textbox", "Another phone")
        self.browser.keys(" +49 15123456789", "Enter")
        self.wait("return phone('+49 1512 3456789')", what="phone in Germany")


class Live(PhonePage):
    def setUp(self):
        super().setUp()
        self.browser.run("window.isTheSamePage = true")

    def assert_same_page(self):
        self.assertTrue(self.browser.run("return window.isTheSamePage === true"))

    def test_what_happens_is_shown_without_a_reload(self):
        self.text_phone("Wherefore art thou?")
        self.wait_text("Wherefore art thou?")
        self.gateway.type(PHONE, JULIET_NUMBER, "Typed elsewhere")
        self.wait_text("Typed elsewhere")
        self.gateway.switch(PHONE, "off")
        self.browser.wait_shown("Switched off", f"[aria-label='Phone {SHOWN}'] .note")
        self.gateway.switch("+13075551299", "on")
        self.wait("return phone('+1 307-555-1299')", what="phone that somebody added")
        self.assert_same_page()

    def test_a_text_for_a_phone_that_is_new_brings_the_phone(self):
        self.juliet.text(at_gateway("+13075551288"), "Who is there?", "m1")
        self.wait("return phone('+1 307-555-1288')", what="phone of the text")
        self.wait_text("Who is there?", "+1 307-555-1288")
        self.assert_same_page()

    def test_after_a_restart_of_the_gateway_it_shows_what_it_missed(self):
        self.text_phone("Before", "m1")
        self.wait_text("Before")
        # So that the page surely sleeps through what comes: its way to the gateway is cut.
        self.browser.emulate("Network.enable")
        self.browser.emulate("Network.setBlockedURLs", urls=["*/phones/events*"])
        self.addCleanup(self.browser.emulate, "Network.setBlockedURLs", urls=[])
        self.put_keyboard_in(SHOWN, "textarea")
        self.browser.keys(" Half a less")
        self.gateway.stop()
        self.browser.wait_shown("trying again", "#link")
        self.gateway.start()
        self.text_phone("While you were away", "m2")
        self.eventually(lambda: "While you were away" in self.gateway.texts_at(PHONE),
                        "text at the phone")
        self.assertEqual(self.texts_on(), ["Before"])
        self.browser.emulate("Network.setBlockedURLs", urls=[])
        self.wait_text("While you were away")
        self.browser.wait_shown("Live", "#link")
        self.assertEqual(self.texts_on(), ["Before", "While you were away"])
        self.browser.keys(" on", "Enter")
        self.comes_to(self.juliet, "Half a lesson")
        self.assert_same_page()

    def test_without_the_gateway_nothing_that_was_typed_is_lost(self):
        self.put_keyboard_in(SHOWN, "textarea")
        self.gateway.stop()
        self.browser.wait_shown("trying again", "#link")
        self.browser.keys(" Good night", "Enter")
        self.browser.wait_shown("nothing was sent", f"[aria-label='Phone {SHOWN}']")
        self.assertEqual(self.browser.run("return document.activeElement.value"), "Good night")
        self.gateway.start()
        self.browser.wait_shown("Live", "#link")
        self.browser.keys("Enter")
        self.comes_to(self.juliet, "Good night")

    def test_an_answer_that_is_being_typed_does_not_go_to_who_writes_meanwhile(self):
        romeo = self.signed_on("romeo")
        self.text_phone("Wherefore art thou?")
        self.wait_text("Wherefore art thou?")
        self.put_keyboard_in(SHOWN, "textarea")
        self.browser.keys(" For Juliet")
        romeo.text(at_gateway(PHONE), "Hear me, friend", "m1")
        self.browser.wait_shown(f"{ROMEO_SHOWN} (1 new)", f"[aria-label='Phone {SHOWN}'] select")
        self.assertEqual(self.texts_on(), ["Wherefore art thou?"])
        self.browser.keys("Enter")
        self.comes_to(self.juliet, "For Juliet")
        self.wait_text("For Juliet")
        self.browser.keys("Shift+Tab", "Shift+Tab")
        self.assertEqual(self.browser.focused(), ("combobox", "With"))
        self.browser.keys("Down")
        self.wait_text("Hear me, friend")
        self.assertNotIn("new)", self.run_in_page("return phone(arguments[0]).innerText", SHOWN))
        self.assertEqual([text for _, text in romeo.bodies_from(at_gateway(PHONE))], [])

    def test_a_text_in_an_idle_phone_opens_its_conversation(self):
        romeo = self.signed_on("romeo")
        self.text_phone("From Juliet")
        self.wait_text("From Juliet")
        romeo.text(at_gateway(PHONE), "From Romeo", "m1")
        self.wait_text("From Romeo")
        self.assertEqual(self.texts_on(), ["From Romeo"])


class ByEar(PhonePage):
    def test_every_control_has_a_name_and_new_texts_are_announced(self):
        self.have_a_conversation()
        nodes = self.browser.accessibility()
        controls = [(role, name) for role, name, _ in nodes if role in INPUTS]
        self.assertGreaterEqual(len(controls), 14)
        self.assertEqual([role for role, name in controls if not name], [])
        focusable = [(role, name) for role, name, properties in nodes
                     if properties.get("focusable") and role != "RootWebArea"]
        self.assertEqual([role for role, name in focusable if not name], [])
        for wanted in (("region", f"Phone {SHOWN}"), ("group", f"Switch phone {SHOWN}"),
                       ("heading", SHOWN), ("list", f"Texts of {SHOWN}"), ("log", "New texts"),
                       ("combobox", "With"), ("textbox", "Text message"), ("button", "Send")):
            self.assertIn(wanted, [(role, name) for role, name, _ in nodes])
        pressed = [name for role, name, properties in nodes
                   if role == "button" and properties.get("pressed") == "true"]
        self.assertEqual(pressed, ["On", "On"])
        live = [(role, name, properties["live"]) for role, name, properties in nodes
                if properties.get("live") not in (None, "off") and role == "log"]
        self.assertEqual(live, [("log", "New texts", "polite")])
        news = self.browser.run("return [...document.querySelectorAll('#news p')].map((p) => p.innerText)")
        self.assertEqual(news[0], f"Phone {SHOWN}, text from {JULIET_SHOWN}: Wherefore art thou?")
        self.assertEqual(len(news), 3, news)

    def test_a_text_adds_one_line_and_touches_no_other(self):
        self.have_a_conversation()
        self.browser.run("""
            window.changed = [];
            new MutationObserver((all) => { for (const one of all) {
              window.changed.push(...[...one.addedNodes].map((n) => n.firstChild?.data ?? n.data),
                                  ...[...one.removedNodes].map((n) => `gone: ${n.textContent}`)); }
            }).observe(document.querySelector('.texts'), { childList: true, subtree: true });""")
        self.text_phone("That which we call a rose", "m9")
        self.wait_text("That which we call a rose")
        self.assertEqual(self.browser.run("return window.changed"), ["That which we call a rose"])

    def test_the_conversation_stays_where_somebody_reads(self):
        for number in range(30):
            self.text_phone(f"Line {number}", f"m{number}")
        self.wait_text("Line 29")
        self.browser.run("document.querySelector('.texts').scrollTop = 0")
        self.text_phone("One more", "m30")
        self.wait_text("One more")
        self.assertEqual(self.browser.run("return document.querySelector('.texts').scrollTop"), 0)


class Alone(PhonePage):
    def test_nothing_is_asked_of_anybody_else_and_the_browser_has_no_complaint(self):
        self.browser.open("about:blank")
        self.browser.requested_hosts()
        self.open()
        self.have_a_conversation()
        self.assertEqual(self.browser.requested_hosts(), {f"127.0.0.1:{self.gateway.port}"})
        self.assertEqual(self.browser.console(), [])

    def test_the_page_may_not_load_from_elsewhere(self):
        self.browser.run("""
            window.refused = [];
            document.addEventListener("securitypolicyviolation",
                                      (event) => window.refused.push(event.effectiveDirective));
            const image = new Image();
            image.src = "http://elsewhere.invalid/pixel.png";
            const script = document.createElement("script");
            script.textContent = "window.hasRun = true";
            document.body.append(image, script);
            fetch("http://elsewhere.invalid/").catch(() => {});""")
        self.browser.wait("return window.refused.length >= 3", what="three refusals")
        self.assertEqual(sorted(self.browser.run("return window.refused")),
                         ["connect-src", "img-src", "script-src-elem"])
        self.assertIsNone(self.browser.run("return window.hasRun"))

    def test_markup_in_a_text_is_shown_as_it_is(self):
        body = "<img src=x onerror='window.hasRun = true'><b>bold</b> & </script>"
        self.text_phone(body)
        self.wait_text(body)
        self.assertIsNone(self.browser.run("return window.hasRun"))


if __name__ == "__main__":
    unittest.main()
