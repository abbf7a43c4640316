# SPDX-License-Identifier: GPL-2.0-or-later
"""Somebody texts phones with /sms, in whatever conversation."""

from texting import GATEWAY
from writer import OTHER, Writer


class Commands(Writer):
    phones = (("juliet", OTHER, "Friar Laurence"),)

    def test_numbers_stand_alone_in_quotes_and_in_brackets(self):
        for index, to in enumerate(("+13075551212", '"+1 307 555 1212"', "“+1 307 555 1212”",
                                    "(+1 307 555 1212)", "[+1 307 555 1212]", "+1 307 555 1212",
                                    "(307) 555-1212")):
            self.say(f"/sms {to} text {index}")
            self.wait_text(f"text {index}")

    def test_the_text_is_sent_as_it_was_typed(self):
        self.say("/sms +13075551212 Fish & <b>chips</b> &amp; \"peas\"")
        self.wait_text("Fish & <b>chips</b> &amp; \"peas\"")

    def test_a_contact_is_texted_by_name(self):
        self.say("/sms Friar Laurence hello")
        self.wait_text("hello", OTHER)
        self.say('/sms "laurence" hello again')
        self.wait_text("hello again", OTHER)

    def test_a_short_code_is_not_taken_for_the_beginning_of_a_number(self):
        self.say("/sms 40404 10 words")
        self.wait_text("10 words", f"40404@{GATEWAY}")

    def test_what_is_wrong_is_said_with_the_text(self):
        self.assert_refused("/sms Tybalt hello <there>",
                            "No SMS contact is called “Tybalt”.*<br>hello &lt;there&gt;")
        self.assert_refused("/sms <b>x", "/sms does not know “&lt;b&gt;x”")
        self.assert_refused('/sms "Tybalt hello', "quotes .* are not closed.*Tybalt hello")
        self.assert_no_text()

    def test_without_a_gateway_the_text_is_kept_in_the_conversation(self):
        self.know()
        mark = self.say("/sms +13075551212 hello <there>")
        self.juliet.wait_for("^conversation .* error No SMS service is known.*Settings….*"
                             "<br>hello &lt;there&gt;", mark=mark)

    def test_help_status_gateways(self):
        for command, pattern in (("/sms help", "sms NUMBER TEXT"), ("/sms", "sms NUMBER TEXT"),
                                 ("/sms status", "juliet@localhost"),
                                 ("/sms gateways", GATEWAY),
                                 ("/sms retry", "no text to send again")):
            mark = self.say(command)
            self.juliet.wait_for(f"^conversation .* system .*{pattern}", mark=mark)
        self.assert_no_text()
