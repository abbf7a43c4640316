# SPDX-License-Identifier: GPL-2.0-or-later
"""The same announcement through the other server that gateways meet most."""

import re

from harness.ejabberd import Ejabberd
from scenario import PLUGIN, Scenario


class ThroughEjabberd(Scenario):
    def start_server(self):
        return Ejabberd(self.folder("server"))

    def join(self, user, plugin=False):
        client = self.new_client(user)
        if plugin:
            client.do(f"load {PLUGIN}")
        client.jid = client.sign_on(self.server, user)
        return client

    def test_a_subscribed_contact_sees_the_announcement(self):
        romeo = self.join("romeo")
        mark = romeo.lines.mark()
        self.join("juliet", plugin=True)
        romeo.wait_for(r"^< .*<presence.*from='juliet@localhost/headless'.*ext='sms-v1'", mark=mark)

    def test_the_contact_sees_it_taken_back(self):
        romeo = self.join("romeo")
        juliet = self.join("juliet", plugin=True)
        romeo.wait_for(r"^< .*<presence.*from='juliet@localhost/headless'.*ext='sms-v1'")
        mark = romeo.lines.mark()
        juliet.do(f"unload {PLUGIN}")
        seen = romeo.wait_for(r"^< .*<presence.*from='juliet@localhost/headless'.*", mark=mark)
        self.assertNotIn("sms-v1", seen.group(0))

    def test_the_servers_own_question_about_the_bundle_is_answered(self):
        juliet = self.join("juliet", plugin=True)
        asked = juliet.wait_for(
            r"^< .*<iq [^>]*id='([^']+)'.*node='http://pidgin\.im/#sms-v1'").group(1)
        juliet.wait_for(rf"^> .*<iq type='result' id='{re.escape(asked)}'.*urn:x-xmpp-sms:bundle:sms-v1")
