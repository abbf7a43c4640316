# SPDX-License-Identifier: GPL-2.0-or-later
"""Links to phones open Send SMS…, and send nothing by themselves."""

from writer import Writer


class Links(Writer):
    def open(self, uri):
        mark = self.juliet.do(f"uri {uri}")
        return mark

    def test_an_sms_link_fills_in_the_form_and_sends_nothing(self):
        mark = self.open("sms:+1-307-555-1212?body=hello%20there%21%0Aline%202%20a+b%26c")
        self.juliet.wait_for(r"^dialog Send SMS .*sent only when you say so", mark=mark)
        self.wait_field(mark, "to", r"\(307\) 555-1212")
        self.wait_field(mark, "text", r"hello there! line 2 a\+b&c")
        self.assert_no_text()
        self.juliet.do("press Send")
        self.wait_text("hello there!\nline 2 a+b&c")

    def test_a_tel_link_and_capitals(self):
        for uri in ("tel:+1-307-555-1212", "TEL:+13075551212", "tel:555-1212;phone-context=+1307",
                    "SMS:+13075551212", "sms:(307)555-1212"):
            mark = self.open(uri)
            self.wait_field(mark, "to", r"\(307\) 555-1212")
            self.juliet.do("press Cancel")

    def test_a_short_code(self):
        mark = self.open("sms:40404?body=WEATHER")
        self.wait_field(mark, "to", "40404")

    def test_of_several_numbers_the_first_is_filled_in_and_that_is_said(self):
        mark = self.open("sms:+13075551212,+13075551213?body=hi")
        self.juliet.wait_for("^dialog Send SMS .*names 2 numbers, and a text goes to one", mark=mark)
        self.wait_field(mark, "to", r"\(307\) 555-1212")

    def test_a_bad_number_is_explained_in_the_form(self):
        mark = self.open("sms:+1307?body=hi")
        self.juliet.wait_for(r"^dialog Send SMS \| Send an SMS \| .*\+1307.*example", mark=mark)
        self.wait_field(mark, "text", "hi")

    def test_bad_links_are_explained(self):
        for uri in ("sms:", "tel:", "sms:?body=x", "tel:hello", "sms:+1307%zz", "sms:%00",
                    "sms:+13075551212?body=%ff", "sms:+13075551212?body=%00",
                    "sms:+13075551212;m-x=1", "sms:" + "9" * 300000,
                    "sms:<b>$(touch /tmp/sending-pwned)`id`</b>"):
            mark = self.open(uri)
            self.juliet.wait_for(r"^notice SMS over XMPP \| This link cannot be texted", mark=mark)
        self.assert_no_text()
        self.assertEqual(self.juliet.errors(), "")

    def test_a_hostile_text_is_shown_as_it_would_be_sent(self):
        mark = self.open("sms:+13075551212?body=%3Cb%3Ex%E2%80%AEy%1B%5B0m%3C%2Fb%3E")
        self.wait_field(mark, "text", r"<b>xy\[0m</b>")
        self.assert_no_text()

    def test_other_links_are_left_to_others(self):
        mark = self.open("xmpp:romeo@localhost?message")
        self.fence(self.juliet)
        self.assertFalse([line for line in self.juliet.lines.since(mark)
                          if line.startswith(("dialog Send", "notice SMS"))])
