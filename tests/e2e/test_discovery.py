# SPDX-License-Identifier: GPL-2.0-or-later
"""Gateways are found on the server, in the roster and by typing; asked for addresses; registered
with. A scripted component stands in for them; hostile ones too."""

import re

from harness.component import (DISCO_INFO, DISCO_ITEMS, GATEWAY, REGISTER, Bounce, Component,
                               component_config)
from harness.processes import wait_until
from harness.prosody import Prosody
from scenario import PLUGIN, Scenario, test_plugin

PROBE = test_plugin("gateway_probe")
NUMBER = "+13075551212"


class Discovery(Scenario):
    """One server that lists its components, among them gw.localhost."""

    domains = ("gw.localhost",)
    listed = True
    items = ()
    phones = ()

    def start_server(self):
        return Prosody(self.folder("server"), listed=self.listed, items=self.items,
                       phones=self.phones, extra=component_config(*self.domains))

    def start_gateway(self, domain="gw.localhost", **behaviour):
        gateway = Component(self.server, domain, **behaviour)
        self.addCleanup(gateway.stop)
        return gateway

    def juliet_online(self, plugin=PLUGIN, timeout=10):
        """Juliet, once her client has looked for gateways."""
        client = self.new_client("juliet")
        client.do(f"load {plugin}")
        client.do(f"pref /plugins/core/xmpp_sms/timeout {timeout}")
        client.jid = client.sign_on(self.server, "juliet")
        client.wait_for("^debug .*looked for gateways")
        return client

    @staticmethod
    def asked_by_us(gateway, namespace):
        """libpurple itself asks the server's items too, at every sign-on."""
        return [iq for iq in gateway.asked(namespace) if iq.get("id").startswith("xmpp-sms-")]

    def page(self, client, words="gateways"):
        mark = client.do(f"say {client.jid} romeo@localhost /sms {words}")
        return client.wait_for(r"^conversation \S+ romeo@localhost system (.*)", mark=mark).group(1)

    def typed(self, client, text):
        """Types a gateway; returns when it has been asked."""
        mark = client.do(f"say {client.jid} romeo@localhost /type-gateway {text}")
        client.wait_for("^debug .*looked for gateways", mark=mark)

    def translate(self, client, domain="gw.localhost", number=NUMBER):
        """What became of it: a line of the conversation."""
        mark = self.ask_translation(client, domain, number)
        return self.translation(client, mark)

    def ask_translation(self, client, domain="gw.localhost", number=NUMBER):
        return client.do(f"say {client.jid} romeo@localhost /translate {domain} {number}")

    def translation(self, client, mark):
        return client.wait_for(r"^conversation .* system ((not )?translated: .*)",
                               mark=mark, timeout=30).group(1)


class OnTheServer(Discovery):
    def test_a_conversation_that_was_open_before_is_a_phones_from_then_on(self):
        self.start_gateway()
        client = self.new_client("juliet")
        client.do(f"load {PLUGIN}")
        client.jid = client.sign_on(self.server, "juliet")
        client.do(f"say {client.jid} 40404@gw.localhost early")
        client.wait_for("^title juliet@localhost 40404@gw.localhost 40404$")
        mark = client.do(f"say {client.jid} 40404@gw.localhost late")
        client.wait_for("^> .*<request xmlns='urn:xmpp:receipts'/>.*|^> .*late.*urn:xmpp:receipts", mark=mark)

    def test_a_listed_gateway_is_found_and_described(self):
        self.start_gateway(translations={}, registration=["username"])
        juliet = self.juliet_online()
        self.assertIn("<br>Texts (gw.localhost) — found on your server, used by default, finds the "
                      "address of a number itself, lets you register<br>", self.page(juliet))

    def test_each_is_asked_once_and_at_most_five_at_a_time(self):
        gateway = self.start_gateway()
        juliet = self.juliet_online()
        asked = [re.search(r"to='([^']*)'.*disco#(\w+)", line).groups()
                 for line in juliet.lines.since() if "id='xmpp-sms-" in line and line[0] == ">"]
        self.assertCountEqual(asked, [("localhost", "info"), ("localhost", "items"),
                                      ("gw.localhost", "info"), ("sms.localhost", "info"),
                                      ("conference.localhost", "info")])
        self.assertEqual(len(self.asked_by_us(gateway, DISCO_INFO)), 1)
        self.assertEqual(self.asked_by_us(gateway, DISCO_ITEMS), [])

    def test_again_finds_what_came_meanwhile(self):
        juliet = self.juliet_online()
        self.assertNotIn("gw.localhost", self.page(juliet))
        self.start_gateway()
        mark = juliet.lines.mark()
        self.assertIn("Looking for SMS services…", self.page(juliet, "gateways again"))
        juliet.wait_for("^debug .*looked for gateways", mark=mark)
        self.assertIn("gw.localhost", self.page(juliet))

    def test_loading_the_plugin_while_online_looks_too(self):
        self.start_gateway()
        juliet = self.signed_on("juliet")
        mark = juliet.do(f"load {PLUGIN}")
        juliet.wait_for("^debug .*looked for gateways", mark=mark)
        self.assertIn("gw.localhost", self.page(juliet))

    def test_unloading_while_it_looks_leaves_nothing_behind(self):
        gateway = self.start_gateway(silent=[DISCO_INFO])
        juliet = self.new_client("juliet")
        juliet.do(f"load {PLUGIN}")
        juliet.jid = juliet.sign_on(self.server, "juliet")
        wait_until(lambda: self.asked_by_us(gateway, DISCO_INFO), 15, "query of ours")
        juliet.do(f"unload {PLUGIN}")
        iq = self.asked_by_us(gateway, DISCO_INFO)[0]
        gateway.send(f"<iq type='result' from='gw.localhost' to='{iq.get('from')}' "
                     f"id='{iq.get('id')}'><query xmlns='{DISCO_INFO}'/></iq>")
        self.fence(juliet)
        self.assertEqual(juliet.errors(), "")

    def test_signing_off_while_it_looks_ends_the_search(self):
        gateway = self.start_gateway(silent=[DISCO_INFO])
        juliet = self.new_client("juliet")
        juliet.do(f"load {PLUGIN}")
        juliet.jid = juliet.sign_on(self.server, "juliet")
        wait_until(lambda: self.asked_by_us(gateway, DISCO_INFO), 15, "query of ours")
        mark = juliet.do(f"disconnect {juliet.jid}")
        juliet.wait_for("^disconnected", mark=mark)
        self.assertEqual(juliet.errors(), "")
        gateway.silent = []
        mark = juliet.do(f"connect {juliet.jid}")
        juliet.wait_for("^debug .*looked for gateways", mark=mark)
        self.assertIn("gw.localhost", self.page(juliet))


class Several(Discovery):
    domains = ("gw.localhost", "other.localhost")

    def test_all_are_listed_and_one_is_the_default(self):
        self.start_gateway(identities=[("gateway", "sms", "One")])
        self.start_gateway("other.localhost", identities=[("gateway", "sms", "Other")])
        page = self.page(self.juliet_online())
        self.assertIn("One (gw.localhost)", page)
        self.assertIn("Other (other.localhost)", page)
        self.assertEqual(page.count("used by default"), 1)

    def test_one_answer_for_another_is_not_believed(self):
        self.start_gateway(silent=[DISCO_INFO])
        self.start_gateway("other.localhost", answer_from="x@other.localhost")
        page = self.page(self.juliet_online(timeout=1))
        self.assertNotIn("other.localhost", page)


class Hidden(Discovery):
    listed = False
    phones = (("juliet", f"{NUMBER}@gw.localhost", "Nurse"),
              ("juliet", "+13075551213@gw.localhost", "Peter"))

    def test_one_of_the_contacts_is_found(self):
        gateway = self.start_gateway()
        self.assertIn("Texts (gw.localhost) — found among your contacts",
                      self.page(self.juliet_online()))
        self.assertEqual(len(self.asked_by_us(gateway, DISCO_INFO)), 1)


class NoGateway(Discovery):
    listed = False
    items = (("gw.localhost", "ICQ"),)

    def test_nothing_is_shown_by_itself(self):
        self.start_gateway(identities=[("gateway", "icq", "ICQ")])
        juliet = self.juliet_online()
        self.fence(juliet)
        self.assertEqual([line for line in juliet.lines.since()
                          if line.startswith(("dialog", "notice", "conversation"))], [])
        self.assertIn("No SMS service found", self.page(juliet))


class Typed(Discovery):
    listed = False

    def test_a_typed_one_is_asked_what_it_can_do(self):
        self.start_gateway(translations={NUMBER: "nurse@gw.localhost"})
        juliet = self.juliet_online(PROBE)
        self.typed(juliet, "gw.localhost")
        self.assertEqual(self.translate(juliet), "translated: nurse@gw.localhost")

    def test_a_typed_template_is_followed_where_the_gateway_does_not_translate(self):
        self.start_gateway()
        juliet = self.juliet_online(PROBE)
        self.typed(juliet, "sms-{digits}@gw.localhost")
        self.assertEqual(self.translate(juliet), "translated: sms-13075551212@gw.localhost")

    def test_a_typed_one_that_is_away_stays(self):
        juliet = self.juliet_online(PROBE)
        self.typed(juliet, "gw.localhost")
        juliet.do(f"unload {PROBE}")
        mark = juliet.do(f"load {PLUGIN}")
        juliet.wait_for("^debug .*looked for gateways", mark=mark)
        self.assertIn("gw.localhost — typed by you, used by default", self.page(juliet))

    def test_what_is_no_gateway_is_refused_with_a_reason(self):
        juliet = self.juliet_online(PROBE)
        with self.assertRaisesRegex(Exception, "is not a domain, such as sms.example.com"):
            juliet.do(f"say {juliet.jid} romeo@localhost /type-gateway a,b")


class Translating(Discovery):
    def test_the_gateways_own_address_is_taken_and_remembered(self):
        gateway = self.start_gateway(translations={NUMBER: "nurse@gw.localhost"})
        juliet = self.juliet_online(PROBE)
        mark = self.ask_translation(juliet)
        self.assertEqual(self.translation(juliet, mark), "translated: nurse@gw.localhost")
        juliet.wait_for(rf"^conversation .* system back: \{NUMBER}$", mark=mark)
        self.assertEqual(self.translate(juliet), "translated: nurse@gw.localhost")
        self.assertEqual(len(gateway.asked(GATEWAY)), 1)

    def test_a_text_to_such_an_address_is_one_like_any_other(self):
        gateway = self.start_gateway(translations={NUMBER: "nurse@gw.localhost"})
        juliet = self.juliet_online(PLUGIN)
        juliet.do(f"say {juliet.jid} romeo@localhost /sms {NUMBER} hello")
        self.assertTrue(gateway.wait_text().wants_receipt)

    def test_a_conversation_is_still_that_phones_on_the_next_connection(self):
        self.start_gateway(translations={NUMBER: "nurse@gw.localhost"})
        juliet = self.juliet_online(PLUGIN)
        juliet.do(f"say {juliet.jid} romeo@localhost /sms {NUMBER} hello")
        juliet.wait_for(rf"^title {juliet.jid} nurse@gw.localhost \+1 307-555-1212$")
        mark = juliet.do(f"disconnect {juliet.jid}")
        juliet.wait_for("^disconnected", mark=mark)
        mark = juliet.do(f"connect {juliet.jid}")
        juliet.wait_for("^debug .*looked for gateways", mark=mark, timeout=30)
        juliet.do(f"part {juliet.jid} nurse@gw.localhost")
        mark = juliet.do(f"say {juliet.jid} nurse@gw.localhost hello again")
        juliet.wait_for(rf"^title {juliet.jid} nurse@gw.localhost \+1 307-555-1212$", mark=mark)

    def test_the_older_form_of_the_answer_is_understood(self):
        self.start_gateway(translations={NUMBER: "nurse@gw.localhost"}, translate_as="prompt")
        self.assertEqual(self.translate(self.juliet_online(PROBE)),
                         "translated: nurse@gw.localhost")

    def test_without_translation_the_number_itself_is_the_address(self):
        gateway = self.start_gateway()
        self.assertEqual(self.translate(self.juliet_online(PROBE)),
                         f"translated: {NUMBER}@gw.localhost")
        self.assertEqual(gateway.asked(GATEWAY), [])

    def test_a_slow_one_is_waited_for(self):
        gateway = self.start_gateway(translations={NUMBER: "nurse@gw.localhost"})
        juliet = self.juliet_online(PROBE)
        gateway.delay = 1
        self.assertEqual(self.translate(juliet), "translated: nurse@gw.localhost")

    def test_one_that_never_answers_is_named(self):
        self.start_gateway(translations={}, silent=[GATEWAY])
        self.assertEqual(self.translate(self.juliet_online(PROBE, timeout=1)),
                         "not translated: Texts (gw.localhost) did not answer within 1 second. Try "
                         "again later.")

    def test_one_that_vanishes_meanwhile_is_named(self):
        gateway = self.start_gateway(translations={}, vanish_on=GATEWAY)
        juliet = self.juliet_online(PROBE, timeout=1)
        self.assertIn("Texts (gw.localhost) did not answer", self.translate(juliet))
        self.assertIn("Texts (gw.localhost) has no address for +1 307-555-1212: ",
                      self.translate(juliet))  # the server says so now
        gateway.translations = {NUMBER: "nurse@gw.localhost"}
        gateway.vanish_on = None
        gateway.connect()
        self.assertEqual(self.translate(juliet), "translated: nurse@gw.localhost")

    def test_signing_off_meanwhile_is_said(self):
        gateway = self.start_gateway(translations={}, silent=[GATEWAY])
        juliet = self.juliet_online(PROBE)
        mark = self.ask_translation(juliet)
        gateway.wait_iq(GATEWAY)
        juliet.do(f"disconnect {juliet.jid}")
        self.assertEqual(self.translation(juliet, mark),
                         "not translated: The connection ended before Texts (gw.localhost) answered.")
        self.assertIn("is not connected", self.translate(juliet))

    def test_its_refusal_is_told_in_its_own_words(self):
        self.start_gateway(translations=lambda number: Bounce(
            "item-not-found", "<b>No</b> such\u202E number"))
        self.assertEqual(self.translate(self.juliet_online(PROBE)),
                         "not translated: Texts (gw.localhost) has no address for +1 307-555-1212: "
                         "&lt;b&gt;No&lt;/b&gt; such number")

    def test_an_address_of_somebody_else_is_not_taken(self):
        gateway = self.start_gateway(translations={})
        juliet = self.juliet_online(PROBE)
        for jid in ("romeo@localhost", f"{NUMBER}@sms.localhost", "+13075551213@gw.localhost"):
            gateway.translations = {NUMBER: jid}
            self.assertEqual(self.translate(juliet),
                             "not translated: Texts (gw.localhost) gave an address for "
                             "+1 307-555-1212 that belongs to somebody else.")
        for jid in ("", "gw.localhost", "a@gw.localhost/b", "x" * 100_000 + "@gw.localhost"):
            gateway.translations = {NUMBER: jid}
            self.assertEqual(self.translate(juliet),
                             "not translated: Texts (gw.localhost) gave no usable address for "
                             "+1 307-555-1212.")

    def test_an_answer_by_somebody_else_is_not_taken(self):
        gateway = self.start_gateway(translations={NUMBER: "nurse@gw.localhost"})
        juliet = self.juliet_online(PROBE, timeout=1)
        gateway.answer_from = "evil@gw.localhost"
        self.assertIn("did not answer", self.translate(juliet))


class Registering(Discovery):
    def register(self, juliet):
        return juliet.do(f"menu {PLUGIN} Register with an SMS service…")

    def test_the_gateways_form_is_shown_and_what_is_filled_in_arrives(self):
        gateway = self.start_gateway(registration=["username", "password"])
        juliet = self.juliet_online()
        mark = self.register(juliet)
        juliet.wait_for("^dialog .*gw.localhost.*Your account at gw.localhost", mark=mark)
        juliet.wait_for("^button Cancel", mark=mark)
        juliet.do("set username juliet")
        juliet.do("set password capulet")
        gateway.translations = {}
        mark = juliet.do("press Register")
        # What it can do may have changed with that.
        juliet.wait_for("^debug .*looked for gateways", mark=mark)
        self.assertEqual(gateway.registered,
                         {"juliet@localhost": {"username": "juliet", "password": "capulet"}})
        self.assertIn("finds the address of a number itself", self.page(juliet))

    def test_a_refused_registration_is_not_taken_for_one(self):
        gateway = self.start_gateway(registration=["username"])
        juliet = self.juliet_online()
        mark = self.register(juliet)
        juliet.wait_for("^button Cancel", mark=mark)
        mark = juliet.do("press Register")
        juliet.wait_for("^notice SMS over XMPP .*gw.localhost did not register you: Fill in every "
                        "field", mark=mark)
        self.assertEqual(gateway.registered, {})

    def test_without_such_a_gateway_the_menu_says_so(self):
        self.start_gateway()
        juliet = self.juliet_online()
        mark = self.register(juliet)
        juliet.wait_for("^notice SMS over XMPP .*There is no SMS service to register with", mark=mark)

    def test_no_form_is_told_with_the_gateways_words(self):
        gateway = self.start_gateway(registration=[])
        juliet = self.juliet_online(timeout=1)
        gateway.registration = None
        mark = self.register(juliet)
        juliet.wait_for("^notice SMS over XMPP .*gw.localhost sent no form: service-unavailable",
                        mark=mark)
        gateway.silent = [REGISTER]
        mark = self.register(juliet)
        juliet.wait_for("^notice SMS over XMPP .*gw.localhost did not answer within 1 second",
                        mark=mark)

    def test_of_several_one_is_chosen(self):
        self.start_gateway(registration=["username"])
        juliet = self.juliet_online()
        mark = juliet.lines.mark()
        juliet.do("account juliet@other.invalid x 1 tls")  # never online: offers nothing
        self.register(juliet)
        juliet.wait_for("^dialog .*gw.localhost", mark=mark)


class RegisteringWithOneOfTwo(Discovery):
    domains = ("gw.localhost", "other.localhost")

    def test_a_form_asks_which(self):
        self.start_gateway(registration=["username"])
        other = self.start_gateway("other.localhost", registration=["username"])
        juliet = self.juliet_online()
        mark = juliet.do(f"menu {PLUGIN} Register with an SMS service…")
        juliet.wait_for(r"^dialog SMS over XMPP \| Register with an SMS service", mark=mark)
        juliet.wait_for("^button Cancel", mark=mark)
        juliet.do("press Continue")
        juliet.wait_for("^dialog Register New Account at (gw|other).localhost", mark=mark)
        self.assertLessEqual(len(other.asked(REGISTER)), 1)


class Hostile(Discovery):
    items = tuple([("localhost", "itself"), ("gw.localhost", "twice"), ("gw.localhost", "thrice"),
                   ("room@conference.localhost", "a room"), ("a..b", "no domain")]
                  + [(f"s{i}.localhost", "\u202E<b>" + "n" * 60) for i in range(10_000)])

    def test_ten_thousand_items_and_loops_are_a_bounded_number_of_queries(self):
        gateway = self.start_gateway(items=[("localhost", None, "a loop")])
        juliet = self.juliet_online(timeout=2)
        asked = [line for line in juliet.lines.since()
                 if line[0] == ">" and "id='xmpp-sms-" in line]
        self.assertLessEqual(len(asked), 201)
        self.assertEqual(len(self.asked_by_us(gateway, DISCO_INFO)), 1)
        page = self.page(juliet)
        self.assertIn("gw.localhost", page)
        self.assertRegex(page, r"\d{4} more services were not looked at\.")
        self.assertEqual(juliet.errors(), "")


class HostileNames(Discovery):
    def test_a_huge_name_with_markup_is_cut_and_harmless(self):
        self.start_gateway(identities=[("gateway", "sms", "<b>\u202E&amp;\n" + "x" * 100_000)],
                           features=["f" * 1000] * 100)
        page = self.page(self.juliet_online())
        self.assertIn("<br>&lt;b&gt;&amp;amp; " + "x" * 10, page)
        self.assertIn("x… (gw.localhost)", page)
        self.assertNotIn("\u202E", page)
        self.assertLess(len(page), 1000)

    def test_thousands_of_identities_do_no_harm(self):
        self.start_gateway(identities=[("gateway", "sms", "Texts")] +
                           [("c" * 50, f"t{i}", "n" * 50) for i in range(2000)])
        self.assertIn("Texts (gw.localhost)", self.page(self.juliet_online()))
