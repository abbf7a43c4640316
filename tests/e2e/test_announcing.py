# SPDX-License-Identifier: GPL-2.0-or-later
"""Which stanzas announce sms-v1, as the server and a subscribed contact see them."""

from scenario import PLUGIN, Scenario, ext_of, is_broadcast, tokens

MUC = "{http://jabber.org/protocol/muc}x"


class Announcing(Scenario):
    def test_without_the_plugin_nothing_is_announced(self):
        juliet = self.signed_on("juliet")
        self.assertNotIn("sms-v1", tokens(self.last_broadcast(juliet.jid)))

    def test_the_first_presence_announces(self):
        juliet = self.signed_on("juliet", plugin=True)
        first = self.server.received(juliet.jid, "presence")[0]
        self.assertEqual(tokens(first), ["sms-v1"])

    def test_the_first_presence_announces_over_direct_tls(self):
        juliet = self.signed_on("juliet", plugin=True, security="ssl")
        first = self.server.received(juliet.jid, "presence")[0]
        self.assertEqual(tokens(first), ["sms-v1"])

    def test_node_ver_and_hash_stay_the_clients_own(self):
        juliet = self.signed_on("juliet")
        plain = self.last_broadcast(juliet.jid).find("{http://jabber.org/protocol/caps}c").attrib
        before = self.presence_count(juliet.jid)
        juliet.do(f"load {PLUGIN}")
        announced = self.next_broadcast(juliet.jid, before).find(
            "{http://jabber.org/protocol/caps}c").attrib
        self.assertEqual(announced, {**plain, "ext": "sms-v1"})

    def test_a_status_change_announces(self):
        juliet = self.signed_on("juliet", plugin=True)
        before = self.presence_count(juliet.jid)
        juliet.do(f"status {juliet.jid} away gone to the balcony")
        presence = self.next_broadcast(juliet.jid, before)
        self.assertEqual(presence.findtext("{*}show"), "away")
        self.assertEqual(tokens(presence), ["sms-v1"])

    def test_a_subscribed_contact_sees_it(self):
        romeo = self.signed_on("romeo")
        mark = romeo.lines.mark()
        self.signed_on("juliet", plugin=True)
        seen = romeo.wait_for(r"^< \S+ (<presence.*from='juliet@localhost/headless'.*)", mark=mark)
        self.assertRegex(seen.group(1), r"ext='sms-v1'")

    def test_rooms_are_told_too(self):
        juliet = self.signed_on("juliet", plugin=True)
        for room in ("balcony", "orchard"):
            juliet.do(f"join {juliet.jid} {room}@conference.localhost juliet")
            presence = self.server.wait_received(
                juliet.jid, "presence",
                lambda p, room=room: p.get("to") == f"{room}@conference.localhost/juliet")
            self.assertIsNotNone(presence.find(MUC))
            self.assertEqual(tokens(presence), ["sms-v1"])
            # libpurple sends a change to the rooms that have let it in.
            juliet.wait_for(rf"^< \S+ <presence.* from='{room}@conference.localhost/juliet'")
        before = self.presence_count(juliet.jid)
        juliet.do(f"status {juliet.jid} dnd asleep")
        self.fence(juliet)
        changed = self.server.received(juliet.jid, "presence")[before:]
        self.assertEqual(sorted(p.get("to") or "" for p in changed),
                         ["", "balcony@conference.localhost/juliet",
                          "orchard@conference.localhost/juliet"])
        for presence in changed:
            self.assertEqual(tokens(presence), ["sms-v1"])

    def test_a_directed_presence_announces(self):
        juliet = self.signed_on("juliet", plugin=True)
        juliet.do(f"send {juliet.jid} <presence to='sms.localhost'><c xmlns='http://jabber.org/"
                  "protocol/caps' node='http://pidgin.im/' ver='1'/></presence>")
        presence = self.server.wait_received(juliet.jid, "presence",
                                             lambda p: p.get("to") == "sms.localhost")
        self.assertEqual(tokens(presence), ["sms-v1"])

    def test_subscribing_and_leaving_announce_nothing(self):
        juliet = self.signed_on("juliet", plugin=True)
        juliet.do(f"subscribe {juliet.jid} nurse@localhost")
        subscribe = self.server.wait_received(juliet.jid, "presence",
                                              lambda p: p.get("type") == "subscribe")
        self.assertIsNone(ext_of(subscribe))
        juliet.do(f"join {juliet.jid} balcony@conference.localhost juliet")
        juliet.wait_for("^< .*<presence.*balcony@conference.localhost/juliet")
        juliet.do(f"part {juliet.jid} balcony@conference.localhost")
        leave = self.server.wait_received(juliet.jid, "presence",
                                          lambda p: p.get("type") == "unavailable")
        self.assertNotIn("sms-v1", tokens(leave))

    def test_messages_and_queries_pass_untouched(self):
        juliet = self.signed_on("juliet", plugin=True)
        caps = "<c xmlns='http://jabber.org/protocol/caps' node='n' ver='1' ext='a'/>"
        juliet.do(f"send {juliet.jid} <message to='romeo@localhost' id='m'>{caps}</message>")
        juliet.do(f"send {juliet.jid} <iq to='localhost' type='get' id='q'>{caps}</iq>")
        for tag, stanza_id in (("message", "m"), ("iq", "q")):
            stanza = self.server.wait_received(juliet.jid, tag,
                                               lambda s, i=stanza_id: s.get("id") == i)
            self.assertEqual(ext_of(stanza), "a")


class SeveralAccounts(Scenario):
    def test_each_account_announces(self):
        client = self.new_client("both")
        client.do(f"load {PLUGIN}")
        for user in ("juliet", "romeo"):
            jid = client.sign_on(self.server, user)
            presence = self.server.wait_received(jid, "presence", is_broadcast)
            self.assertEqual(tokens(presence), ["sms-v1"])
