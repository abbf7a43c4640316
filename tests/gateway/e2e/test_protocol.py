# SPDX-License-Identifier: GPL-2.0-or-later
"""What clients ask a gateway, through a real server: discovery, cards, registration, commands."""

import json
import unittest

from harness.user import CLIENT, User

from play import DOMAIN, JULIET_NUMBER, PHONE, Play, at_gateway

STANZAS = "{urn:ietf:params:xml:ns:xmpp-stanzas}"
DISCO = "http://jabber.org/protocol/disco"
COMMANDS = "http://jabber.org/protocol/commands"
ROSTER = "<iq type='get' id='roster'><query xmlns='jabber:iq:roster'/></iq>"


class ProtocolScenes:
    """Played with each server."""

    def setUp(self):
        super().setUp()
        self.gateway.users["juliet@localhost"] = f'{{ number = "{JULIET_NUMBER}", admin = true }}'
        self.gateway.users.pop("romeo@localhost")
        self.gateway.write_config(extra='[pools.us]\nnumbers = ["+13075550101", "+13075550102"]\n')
        self.gateway.start()
        self.juliet = self.signed_on("juliet")
        self.asked = 0

    def ask(self, payload, to=DOMAIN, kind="get", user=None):
        """The answer, a result or an error."""
        self.asked += 1
        name = f"ask-{self.asked}"
        user = user or self.juliet
        user.send(f"<iq type='{kind}' to='{to}' id='{name}'>{payload}</iq>")
        return user.wait_for(lambda s: s.tag == CLIENT + "iq" and s.get("id") == name,
                             f"answer to {payload}")

    def refusal(self, payload, to=DOMAIN, kind="get", user=None):
        """The condition of an error, and its text."""
        error = self.ask(payload, to, kind, user).find(CLIENT + "error")
        self.assertIsNotNone(error, payload)
        return error[0].tag.removeprefix(STANZAS), error.findtext(STANZAS + "text") or ""

    def text_of(self, answer):
        return " ".join(text.strip() for text in answer.itertext() if text.strip())

    def run_command(self, node, user=None, **fields):
        form = "".join(f"<field var='{name}'><value>{value}</value></field>"
                       for name, value in fields.items())
        submitted = f"<x xmlns='jabber:x:data' type='submit'>{form}</x>" if fields else ""
        return self.ask(f"<command xmlns='{COMMANDS}' node='{node}'>{submitted}</command>",
                        kind="set", user=user)

    def test_discovery_of_the_gateway_and_of_a_number(self):
        info = self.ask(f"<query xmlns='{DISCO}#info'/>")
        identity = next(info.iter(f"{{{DISCO}#info}}identity"))
        self.assertEqual((identity.get("category"), identity.get("type")), ("gateway", "sms"))
        features = {f.get("var") for f in info.iter(f"{{{DISCO}#info}}feature")}
        self.assertLessEqual({f"{DISCO}#info", f"{DISCO}#items", COMMANDS, "jabber:iq:gateway",
                              "jabber:iq:register", "jabber:iq:version", "jabber:iq:last",
                              "urn:xmpp:ping", "vcard-temp"}, features)
        # Each one that is announced is answered.
        for feature, tag in (("jabber:iq:version", "query"), ("jabber:iq:last", "query"),
                             ("urn:xmpp:ping", "ping"), ("vcard-temp", "vCard"),
                             ("jabber:iq:gateway", "query"), ("jabber:iq:register", "query"),
                             (f"{DISCO}#items", "query")):
            self.assertEqual(self.ask(f"<{tag} xmlns='{feature}'/>").get("type"), "result", feature)
        phone = self.ask(f"<query xmlns='{DISCO}#info'/>", at_gateway(PHONE))
        identity = next(phone.iter(f"{{{DISCO}#info}}identity"))
        self.assertEqual((identity.get("type"), identity.get("name")), ("sms", PHONE))
        for feature in phone.iter(f"{{{DISCO}#info}}feature"):
            tag = {"jabber:iq:version": "query", "jabber:iq:last": "query", "urn:xmpp:ping": "ping",
                   "vcard-temp": "vCard"}.get(feature.get("var"))
            if tag:
                answer = self.ask(f"<{tag} xmlns='{feature.get('var')}'/>", at_gateway(PHONE))
                self.assertEqual(answer.get("type"), "result", feature.get("var"))

    def test_a_card_has_the_number_and_how_people_write_it(self):
        card = self.ask("<vCard xmlns='vcard-temp'/>", at_gateway(PHONE))
        self.assertEqual(card.findtext(".//{vcard-temp}NUMBER"), PHONE)
        self.assertEqual(card.findtext(".//{vcard-temp}FN"), "(307) 555-1212")
        self.assertEqual(self.refusal("<vCard xmlns='vcard-temp'><FN>Me</FN></vCard>",
                                      at_gateway(PHONE), "set")[0], "not-allowed")

    def test_a_number_becomes_an_address_and_one_that_is_none_a_reason(self):
        ask = "<query xmlns='jabber:iq:gateway'>{}</query>"
        self.assertEqual(self.ask(ask.format("")).findtext(".//{jabber:iq:gateway}prompt"),
                         "Phone number")
        for written in ("+1 (307) 555-1212", "307-555-1212", "tel:+13075551212"):
            answer = self.ask(ask.format(f"<prompt>{written}</prompt>"), kind="set")
            self.assertEqual(answer.findtext(".//{jabber:iq:gateway}jid"), at_gateway(PHONE), written)
        condition, why = self.refusal(ask.format("<prompt>+1 307</prompt>"), kind="set")
        self.assertEqual(condition, "item-not-found")
        self.assertIn("too short", why)

    def test_registration_gives_a_number_when_it_is_open(self):
        romeo = self.signed_on("romeo")
        ask = "<query xmlns='jabber:iq:register'>{}</query>"
        self.assertEqual(self.refusal(ask.format(""), user=romeo)[0], "not-allowed")
        self.assertEqual(self.refusal(ask.format(""), kind="set", user=romeo)[0], "not-allowed")
        self.gateway.write_config(texts='open-registration = true\nregistration-pool = "us"\n')
        self.assertIn("was read", self.text_of(self.run_command("reload")))
        romeo.text(at_gateway(PHONE), "me?", "m0")
        error = romeo.wait_error("m0")
        self.assertIsNotNone(error.find(f"{CLIENT}error/{STANZAS}registration-required"))
        self.assertIn("nothing to fill in", self.text_of(self.ask(ask.format(""), user=romeo)))
        self.assertEqual(self.ask(ask.format(""), kind="set", user=romeo).get("type"), "result")
        romeo.wait_for(lambda s: s.get("type") == "subscribe" and s.get("from") == DOMAIN,
                       "the gateway's wish to see him")
        romeo.text(at_gateway(PHONE), "and now?", "m1")
        self.eventually(lambda: romeo.receipts() == ["m1"], "receipt")
        self.gateway.type(PHONE, "+13075550101", "yes")
        self.eventually(lambda: romeo.bodies_from(at_gateway(PHONE)), "answer")
        self.assertEqual(self.ask(ask.format("<remove/>"), kind="set", user=romeo).get("type"),
                         "result")
        romeo.text(at_gateway(PHONE), "still?", "m2")
        romeo.wait_error("m2")

    def test_subscription_both_ways_and_presence(self):
        self.juliet.send(ROSTER)  # from now on she is told of changes in it
        self.juliet.send(f"<presence to='{at_gateway(PHONE)}' type='subscribe'/>")

        def presence(kind, sender):
            return self.juliet.wait_for(
                lambda s: s.tag == CLIENT + "presence" and s.get("type") == kind
                and s.get("from", "").partition("/")[0] == sender, f"{kind} from {sender}")
        presence("subscribed", at_gateway(PHONE))
        presence(None, at_gateway(PHONE))
        presence("subscribe", DOMAIN)
        self.juliet.send(f"<presence to='{DOMAIN}' type='subscribed'/>")
        self.juliet.send("<presence><c xmlns='http://jabber.org/protocol/caps' node='n' ver='v' "
                         "ext='voice-v1 sms-v1'/></presence>")
        self.eventually(lambda: "yes" in self.text_of(self.run_command("users")), "her bundles")
        again = self.signed_on_again()
        again.wait_for(lambda s: s.tag == CLIENT + "presence" and s.get("type") is None
                       and s.get("from") == at_gateway(PHONE), "the answer to her server's probe")
        self.juliet.send(f"<presence to='{at_gateway(PHONE)}' type='unsubscribe'/>")
        self.juliet.wait_for(lambda s: s.get("type") in ("unsubscribed", "unavailable")
                             and s.get("from") == at_gateway(PHONE), "the end of it")

    def signed_on_again(self):
        again = User(self.server, "juliet", resource="again")
        self.addCleanup(again.close)
        return again

    def test_a_number_that_is_none_cannot_be_added_and_the_reason_is_told(self):
        wrong = at_gateway("+1307")
        self.juliet.send(f"<presence to='{wrong}' type='subscribe'/>")
        told = self.juliet.wait_for(lambda s: s.tag == CLIENT + "presence" and s.get("from") == wrong
                                    and s.get("type") in ("error", "unsubscribed"), "refusal")
        self.assertIsNotNone(told)

    def test_users_commands(self):
        self.assertIn(JULIET_NUMBER, self.text_of(self.run_command("number")))
        self.juliet.text(at_gateway(PHONE), "one", "m1")
        self.eventually(lambda: self.juliet.receipts() == ["m1"], "receipt")
        self.assertIn("Text messages sent today", self.text_of(self.run_command("usage")))
        asked = self.run_command("block")
        self.assertEqual(asked[0].get("status"), "executing")
        self.assertIn("is blocked", self.text_of(self.run_command("block", number="(307) 555-1212")))
        self.juliet.text(at_gateway(PHONE), "two", "m2")
        self.assertIn("blocked", "".join(self.juliet.wait_error("m2").itertext()))
        self.gateway.type(PHONE, JULIET_NUMBER, "hear me")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_in_nobodys_total") == 1, "end of it")
        self.run_command("unblock", number=PHONE)
        self.gateway.type(PHONE, JULIET_NUMBER, "hear me now")
        self.eventually(lambda: self.juliet.bodies_from(at_gateway(PHONE)), "message")
        self.assertEqual([b for _, b in self.juliet.bodies_from(at_gateway(PHONE))], ["hear me now"])

    def test_administrators_commands(self):
        items = self.ask(f"<query xmlns='{DISCO}#items' node='{COMMANDS}'/>")
        nodes = {item.get("node") for item in items.iter(f"{{{DISCO}#items}}item")}
        self.assertLessEqual({"number", "usage", "block", "unblock", "users", "queue", "carriers",
                              "resend", "drain", "resume", "reload"}, nodes)
        self.gateway.switch(PHONE, "refusing")
        self.juliet.text(at_gateway(PHONE), "again, please", "m1")
        self.juliet.wait_error("m1")
        self.assertIn("juliet@localhost", self.text_of(self.run_command("users")))
        self.assertIn("out, failed 1", self.text_of(self.run_command("queue")))
        self.assertIn("phones working", self.text_of(self.run_command("carriers")))
        self.gateway.switch(PHONE, "on")
        failed = str(json.loads(self.gateway.run("export").stdout)["id"])
        self.assertIn("Queued again as text", self.text_of(self.run_command("resend", id=failed)))
        self.eventually(lambda: self.gateway.texts_at(PHONE) == ["again, please"], "text at last")
        self.gateway.write_config(level="loud")
        why = self.run_command("reload").find(CLIENT + "error")
        self.assertIn("log.level", why.findtext(STANZAS + "text"))
        self.run_command("drain")
        self.juliet.text(at_gateway(PHONE), "later", "m2")
        self.eventually(lambda: self.gateway.metric("xmpp_sms_out_taken_total") >= 2, "text kept")
        self.gateway.write_config(level="info")
        self.gateway.stop()
        self.gateway.start()
        self.eventually(lambda: self.gateway.texts_at(PHONE)[-1] == "later", "text after the restart")

    def test_strangers_may_run_nothing(self):
        romeo = self.signed_on("romeo")
        for node in ("number", "usage", "block", "users", "queue", "carriers", "resend", "drain",
                     "resume", "reload"):
            error = self.run_command(node, user=romeo).find(CLIENT + "error")
            self.assertEqual(error[0].tag, STANZAS + "forbidden", node)

    def test_no_query_stays_without_an_answer(self):
        for to in (DOMAIN, at_gateway(PHONE), at_gateway("+1307"), f"{DOMAIN}/x"):
            for kind in ("get", "set"):
                for payload in ("<query xmlns='urn:example:unheard'/>", "", "<a xmlns='b'/><c xmlns='d'/>",
                                f"<query xmlns='{DISCO}#items'/>", "<query xmlns='jabber:iq:roster'/>",
                                f"<command xmlns='{COMMANDS}' node='none' action='prev'/>"):
                    answer = self.ask(payload, to, kind)
                    self.assertIn(answer.get("type"), ("result", "error"))

    def test_encrypted_messages_corrections_and_replies(self):
        omemo = "<encrypted xmlns='eu.siacs.conversations.axolotl'><header/><payload>x</payload></encrypted>"
        for number, inside in enumerate((
                "<body>I sent you an OMEMO encrypted message</body>" + omemo, omemo,
                "<body>?OTR:AAMC</body>",
                "<body>x</body><encryption xmlns='urn:xmpp:eme:0' namespace='urn:xmpp:otr:0'/>",
                "<body>x</body><replace xmlns='urn:xmpp:message-correct:0' id='m0'/>")):
            self.juliet.send(f"<message to='{at_gateway(PHONE)}' type='chat' id='e{number}'>{inside}"
                             "</message>")
            error = self.juliet.wait_error(f"e{number}").find(CLIENT + "error")
            self.assertIsNotNone(error.find(STANZAS + "not-acceptable"), inside)
            self.assertTrue(error.findtext(STANZAS + "text"), inside)
        self.juliet.send(
            f"<message to='{at_gateway(PHONE)}' type='chat' id='r1'><body>&gt; Wherefore\nHere</body>"
            "<reply xmlns='urn:xmpp:reply:0' id='x'/><fallback xmlns='urn:xmpp:fallback:0' "
            "for='urn:xmpp:reply:0'><body start='0' end='12'/></fallback></message>")
        self.eventually(lambda: self.gateway.texts_at(PHONE) == ["Here"], "the answer alone")
        self.gateway.write_config(texts='corrections = "send"')
        self.run_command("reload")
        self.juliet.send(f"<message to='{at_gateway(PHONE)}' type='chat' id='c1'><body>There</body>"
                         "<replace xmlns='urn:xmpp:message-correct:0' id='r1'/></message>")
        self.eventually(lambda: self.gateway.texts_at(PHONE) == ["Here", "There"], "the correction")


class AtProsody(ProtocolScenes, Play):
    pass


class AtEjabberd(ProtocolScenes, Play):
    server_kind = "ejabberd"


if __name__ == "__main__":
    unittest.main()
