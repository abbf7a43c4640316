# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts both ways through a real server, the real gateway and its simulated phones."""

import unittest

from harness.user import CLIENT

from play import JULIET_NUMBER, PHONE, Play, at_gateway


class CarryingScenes:
    """Played with each server."""

    def test_a_text_reaches_the_phone_and_its_receipt_comes(self):
        self.gateway.start()
        juliet = self.signed_on("juliet")
        juliet.text(at_gateway(PHONE), "Good night, good night!", "m1")
        self.eventually(lambda: self.gateway.texts_at(PHONE) == ["Good night, good night!"],
                        "text at the phone")
        self.eventually(lambda: juliet.receipts() == ["m1"], "receipt")

    def test_what_is_typed_on_the_phone_comes_to_the_user(self):
        self.gateway.start()
        juliet = self.signed_on("juliet")
        self.gateway.type(PHONE, JULIET_NUMBER, "Parting is such <sweet> sorrow")
        self.eventually(lambda: juliet.bodies_from(at_gateway(PHONE)), "message")
        bodies = [body for _, body in juliet.bodies_from(at_gateway(PHONE))]
        self.assertEqual(bodies, ["Parting is such <sweet> sorrow"])

    def test_a_phone_that_refuses_gives_an_error_with_the_text_that_was_not_sent(self):
        self.gateway.start()
        juliet = self.signed_on("juliet")
        self.gateway.switch(PHONE, "refusing")
        juliet.text(at_gateway(PHONE), "Wherefore art thou?", "m2")
        error = juliet.wait_error("m2")
        self.assertEqual(error.findtext(CLIENT + "body"), "Wherefore art thou?")
        said = error.find(CLIENT + "error")
        self.assertIsNotNone(said.get("code"))
        self.assertFalse((said.text or "").strip())
        self.assertIn("The phone takes no texts.", "".join(said.itertext()))
        self.assertEqual(juliet.receipts(), [])

    def test_a_stranger_is_told_that_the_service_is_not_theirs(self):
        self.gateway.users.pop("romeo@localhost")
        self.gateway.write_config()
        self.gateway.start()
        romeo = self.signed_on("romeo")
        romeo.text(at_gateway(PHONE), "Hello?", "m3")
        error = romeo.wait_error("m3")
        self.assertIsNotNone(error.find(
            f"{CLIENT}error/{{urn:ietf:params:xml:ns:xmpp-stanzas}}forbidden"))

    def test_the_server_keeps_what_comes_while_the_user_is_away(self):
        self.gateway.start()
        self.gateway.type(PHONE, JULIET_NUMBER, "Are you there?")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_in_handed_over_total") == 1,
                        "text handed over")
        juliet = self.signed_on("juliet")
        self.eventually(lambda: juliet.bodies_from(at_gateway(PHONE)), "message kept for her")

    def test_a_phone_that_is_off_gets_the_text_late_and_the_receipt_comes_then(self):
        self.gateway.start()
        juliet = self.signed_on("juliet")
        self.gateway.switch(PHONE, "off")
        juliet.text(at_gateway(PHONE), "Sleep dwell upon thine eyes", "m4")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_out_accepted_total") == 1,
                        "text at the network")
        self.assertEqual(juliet.receipts(), [])
        self.gateway.switch(PHONE, "on")
        self.eventually(lambda: juliet.receipts() == ["m4"], "receipt")


class AtProsody(CarryingScenes, Play):
    pass


class AtEjabberd(CarryingScenes, Play):
    server_kind = "ejabberd"


if __name__ == "__main__":
    unittest.main()
