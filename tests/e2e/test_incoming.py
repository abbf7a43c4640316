# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts that come in: one conversation a number, with its number as its title, and a way to keep it."""

from harness.processes import wait_until
from scenario import test_plugin
from texting import GATEWAY, NUMBER, PHONE, SHOWN, Texting

OTHER = "+13075551213"


class Incoming(Texting):
    def comes(self, body, number=NUMBER, resource=""):
        self.gateway.send(f"<message type='chat' from='{number}@{GATEWAY}{resource}' "
                          f"to='{self.jid}/headless'><body>{body}</body></message>")

    def title(self, phone=PHONE):
        lines = self.lines(f"title {self.jid} {phone} ")
        return lines[-1].split(" ", 3)[3] if lines else None

    def test_an_unknown_number_is_the_title(self):
        self.comes("hello")
        self.wait_said("received", "hello")
        self.assertEqual(self.title(), SHOWN)

    def test_another_plugin_edits_a_text_once(self):
        self.juliet.do(f"load {test_plugin('edit')}")
        self.comes("hello")
        self.assertEqual(self.wait_said("received", r"(hello\S*)")[1], "hello*")

    def test_a_short_code_is_shown_as_it_is(self):
        self.comes("Your code is 1", number="40404")
        self.wait_said("received", "Your code", phone=f"40404@{GATEWAY}")
        self.assertEqual(self.title(f"40404@{GATEWAY}"), "40404")

    def test_the_title_stays_when_libpurple_sets_it_anew(self):
        self.comes("hello")
        self.wait_said("received", "hello")
        mark = self.juliet.do(f"disconnect {self.jid}")
        self.juliet.wait_for("^disconnected", mark=mark)
        mark = self.juliet.do(f"connect {self.jid}")
        self.juliet.wait_for("^connected", mark=mark)
        self.comes("again", resource="/phone")
        self.wait_said("received", "again")
        self.assertEqual(self.title(), SHOWN)

    def test_every_spelling_is_one_conversation(self):
        self.comes("one")
        self.comes("two", resource="/phone")
        self.comes("three", number="13075551212")
        self.comes("four", number="+1-307-555-1212")
        for body in ("one", "two", "three", "four"):
            self.wait_said("received", body)

    def test_a_first_text_in_another_spelling_is_the_number_s(self):
        self.comes("hello", number="13075551212")
        self.wait_said("received", "hello")

    def test_the_number_of_another_gateway_is_another(self):
        self.comes("hello")
        self.wait_said("received", "hello")
        romeo = self.signed_on("romeo")
        romeo.do(f"send {romeo.jid} <message type='chat' to='{self.jid}'><body>hm</body></message>")
        self.juliet.wait_for(r"^conversation \S+ romeo@localhost/headless received hm")

    def test_the_hint_comes_once(self):
        self.comes("one")
        self.wait_said("system", "This number is not among your contacts. Type /sms add NAME")
        mark = self.juliet.lines.mark()
        self.comes("two")
        self.wait_said("received", "two", mark)
        self.fence(self.juliet)
        self.assertEqual(self.lines("conversation juliet@localhost +13075551212@gw.localhost system",
                                    mark), [])

    def test_adding_by_command_subscribes_and_names_the_conversation(self):
        self.comes("hello")
        self.wait_said("received", "hello")
        mark = self.say("/sms add Romeo Montague")
        self.wait_said("system", "Added Romeo Montague to your contacts", mark)
        self.assertEqual(self.title(), "Romeo Montague")
        self.gateway.wait_presence("subscribe")
        self.server.wait_received(self.jid, "iq", lambda iq: any(
            e.get("jid") == PHONE and e.get("name") == "Romeo Montague" for e in iq.iter()))
        mark = self.say("/sms add Again")
        self.wait_said("system", r"Romeo Montague \(.*\) is in your buddy list already", mark)

    def test_adding_from_the_menu_opens_the_dialog_with_the_number(self):
        self.comes("hello")
        self.wait_said("received", "hello")
        mark = self.juliet.do(f"choose {self.jid} {PHONE} Add as SMS contact…")
        self.juliet.wait_for(r"^field number '\+1 307-555-1212'", mark=mark)
        self.juliet.do("set name Romeo")
        self.juliet.do("press Add")
        wait_until(lambda: self.title() == "Romeo", 15, "the contact's name as the title")
        with self.assertRaisesRegex(Exception, "no such entry"):
            self.juliet.do(f"choose {self.jid} {PHONE} Add as SMS contact…")

    def test_adding_without_a_name_takes_the_number(self):
        self.comes("hello")
        self.wait_said("received", "hello")
        mark = self.say("/sms add")
        self.wait_said("system", r"Added \+1 307-555-1212 to your contacts", mark)

    def test_adding_beside_a_person_asks_for_the_number(self):
        mark = self.say("/sms add Romeo", "romeo@localhost")
        self.juliet.wait_for("^field name 'Romeo'", mark=mark)

    def test_hostile_names_and_texts_are_harmless(self):
        self.comes("&lt;b&gt;bold&lt;/b&gt; \u202e" + "x" * 200_000)
        self.wait_said("received", ".*bold")
        mark = self.say("/sms add <b>\u202eRomeo</b> " + "y" * 5000)
        line = self.wait_said("system", "Added &lt;b&gt;Romeo&lt;/b&gt; y+…", mark).string
        self.assertLess(len(line), 400)
        self.assertEqual(self.juliet.errors(), "")

    def test_unloading_gives_the_title_back(self):
        from scenario import PLUGIN
        self.comes("hello")
        self.wait_said("received", "hello")
        self.juliet.do(f"unload {PLUGIN}")
        self.assertEqual(self.title(), PHONE)


class Known(Texting):
    phones = (("juliet", f"{OTHER}@{GATEWAY}", "Nurse"),)

    def test_a_contact_is_titled_by_its_name_and_gets_no_hint(self):
        phone = f"{OTHER}@{GATEWAY}"
        self.gateway.send_text("13075551213", f"{self.jid}/headless", "hello")
        self.wait_said("received", "hello", phone=phone)
        self.fence(self.juliet)
        self.assertEqual(self.lines(f"conversation {self.jid} {phone} system"), [])
        self.assertNotIn(SHOWN, "".join(self.lines("title ")))
