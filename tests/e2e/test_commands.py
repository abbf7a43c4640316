# SPDX-License-Identifier: GPL-2.0-or-later
"""Somebody texts phones with /sms, in whatever conversation."""

from harness.component import GATEWAY as TRANSLATION
from harness.component import Bounce
from texting import GATEWAY, NUMBER, Texting
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


class WhileTheGatewayTranslates(Texting):
    """What became of a command is said where it was typed, and nowhere else."""

    translations = {}
    no_address = rf"Texts \({GATEWAY}\) has no address for .*: no such phone"

    def setUp(self):
        super().setUp()
        self.juliet.wait_for("^debug .*looked for gateways", timeout=30)
        self.gateway.silent = (TRANSLATION,)
        self.say(f"/sms {NUMBER} a secret", "romeo@localhost")
        self.question = self.gateway.wait_iq(TRANSLATION)

    def close(self, who):
        self.juliet.do(f"part {self.jid} {who}")

    def refuse(self):
        """The gateway answers at last; the mark before."""
        mark = self.juliet.lines.mark()
        self.gateway.send(
            f"<iq type='error' from='{GATEWAY}' to='{self.question.get('from')}' "
            f"id='{self.question.get('id')}'>{Bounce('item-not-found', 'no such phone').xml()}</iq>")
        return mark

    def test_it_is_said_in_that_conversation_with_the_text(self):
        self.wait_said("error", f"{self.no_address}.*<br>a secret", self.refuse(), "romeo@localhost")

    def test_one_that_was_closed_and_opened_again_is_the_same(self):
        self.close("romeo@localhost")
        self.say("I am back", "romeo@localhost")
        self.wait_said("error", f"{self.no_address}.*<br>a secret", self.refuse(), "romeo@localhost")

    def test_a_closed_ones_successor_in_memory_learns_nothing(self):
        self.close("romeo@localhost")
        self.say("Good morrow", "tybalt@localhost")
        mark = self.refuse()
        self.juliet.wait_for(rf"^notice SMS over XMPP \| {self.no_address}.* \| a secret", mark=mark)
        self.assertEqual(self.lines(f"conversation {self.jid} tybalt@localhost error", mark), [])
