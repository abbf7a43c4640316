# SPDX-License-Identifier: GPL-2.0-or-later
"""What the settings dialog keeps, and what it is good for."""

from texting import GATEWAY, NUMBER
from writer import Writer


class Settings(Writer):
    region = "C"

    def ok(self, **fields):
        self.menu("Settings…")
        self.fill(**fields)
        return self.juliet.do("press OK")

    def test_the_country_takes_effect_at_once(self):
        self.wait_problem(self.send("307 555 1212 34", "x"), "country code")
        self.juliet.do("press Cancel")
        self.ok(region="us")
        self.send("307 555 1212", "hello")
        self.wait_text("hello")

    def test_what_is_wrong_is_said_and_all_is_kept(self):
        for fields, pattern in (({"region": "XX"}, "“XX” is not the two letters"),
                                ({"region": "Germany"}, "“Germany” is not"),
                                ({"ask_above": "many"}, "“many” is not a number of SMS"),
                                ({"ask_above": "-1"}, "is not a number of SMS"),
                                ({"ask_above": "99999999999999999999"}, "is not a number of SMS"),
                                ({"group": " "}, "needs a name"),
                                ({"new": "not a domain"}, "domain|address")):
            mark = self.ok(group="Verona", **fields) if "group" not in fields else self.ok(**fields)
            self.wait_problem(mark, pattern)
            if "group" not in fields:
                self.wait_field(mark, "group", "Verona")
            self.juliet.do("press Cancel")
        mark = self.menu("Settings…")
        self.wait_field(mark, "group", "SMS")

    def test_a_gateway_is_added_made_the_default_and_removed(self):
        self.know()
        self.ok(region="US", new=GATEWAY)
        self.send(NUMBER, "hello")
        self.wait_text("hello")
        self.ok(new="other.localhost")
        mark = self.menu("Settings…")
        self.juliet.wait_for("^option default juliet@localhost other.localhost", mark=mark)
        self.juliet.do('set "default juliet@localhost" other.localhost')
        self.juliet.do("press OK")
        mark = self.say("/sms gateways")
        self.juliet.wait_for(f"system .*other.localhost — .* default.*{GATEWAY} — ", mark=mark)
        self.ok(remove=f"{GATEWAY}, of juliet@localhost")
        mark = self.say("/sms gateways")
        line = self.juliet.wait_for("^conversation .* system .*other.localhost", mark=mark)
        self.assertNotIn(GATEWAY, line.string)

    def test_zero_never_asks(self):
        self.ok(region="US", ask_above="0")
        self.send(NUMBER, "x" * 1000)
        self.wait_text("x" * 1000)

    def test_receipts_and_group_are_kept(self):
        self.ok(receipts="off", group="Verona")
        mark = self.menu("Settings…")
        self.juliet.wait_for("^field receipts off", mark=mark)
        self.wait_field(mark, "group", "Verona")


class WithoutARegion(Writer):
    region = "de_AT.UTF-8@euro"

    def test_the_country_of_the_language_settings_is_used_and_named(self):
        mark = self.menu("Settings…")
        self.juliet.wait_for("^dialog SMS settings .* it is AT, from the language", mark=mark)
        self.juliet.do("press Cancel")
        self.send("0664 1234567", "Servus")
        self.wait_text("Servus", f"+436641234567@{GATEWAY}")
