# SPDX-License-Identifier: GPL-2.0-or-later
"""A private, throwaway Prosody on free loopback ports, with the SMS gate and a log of stanzas."""

import os
import signal
import xml.etree.ElementTree as ElementTree

from .certificates import make_certificate
from .processes import HarnessError, Process, free_port, is_listening, wait_until

MODULES = os.path.join(os.path.dirname(__file__), "..", "servers", "prosody")

CONFIG = """\
run_as_root = true
daemonize = false
pidfile = "{dir}/prosody.pid"
data_path = "{dir}/data"
plugin_paths = {{ "{modules}" }}
log = {{ {{ levels = {{ min = "info" }}; to = "file"; filename = "{dir}/prosody.log" }} }}
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ {port} }}
c2s_direct_tls_ports = {{ {tls_port} }}
s2s_ports = {{ }}
component_ports = {{ {component_port} }}
component_interfaces = {{ "127.0.0.1" }}
modules_enabled = {{ "roster"; "saslauth"; "tls"; "disco"; "smacks"; "stanza_log" }}
modules_disabled = {{ {disabled} }}
-- What Google Talk had in 2005: PLAIN, only over TLS, and nothing listed in service discovery
-- unless a test wants it.
c2s_require_encryption = true
allow_unencrypted_plain_auth = false
authentication = "internal_plain"
disable_sasl_mechanisms = {{ "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS",
    "SCRAM-SHA-256-PLUS", "DIGEST-MD5", "OAUTHBEARER" }}
disco_hidden = {hidden}
disco_items = {{ {items} }}
stanza_log_file = "{dir}/received.log"
smacks_hibernation_time = 60
ssl = {{ key = "{dir}/key.pem"; certificate = "{dir}/certificate.pem" }}

VirtualHost "{domain}"
    name = "{server_name}"
Component "conference.{domain}" "muc"
Component "sms.{domain}" "sms_gate"
{extra}
"""


def _data_name(text):
    """How Prosody's data store spells a host or user in a path."""
    return "".join(c if c.isascii() and c.isalnum() else f"%{ord(c):02x}" for c in text)


class Prosody:
    """A running server. `users` are local parts; each one's password is its name backwards.
    `phones` are SMS contacts: who has it, its JID, the name shown. `listed` shows its components
    in service discovery, and `items` (JID, name) besides; `extra` is more configuration, such as
    component.component_config(), or makes it from the port for components. One that keeps no
    messages sends back what comes for users who are away."""

    def __init__(self, directory, domain="localhost", users=("juliet", "romeo"),
                 contacts=(("juliet", "romeo"),), phones=(), server_name="Prosody", extra="",
                 listed=False, items=(), keeps_messages=True):
        self.domain = domain
        self.directory = directory
        self.port, self.tls_port, self.component_port = free_port(), free_port(), free_port()
        self.certificate = make_certificate(directory, domain)
        for user in users:
            self._write_data("accounts", user, f'return {{ ["password"] = "{user[::-1]}" }};\n')
        rosters = {}
        for pair in contacts:
            for user, other in (pair, pair[::-1]):
                rosters.setdefault(user, []).append(
                    f'["{other}@{domain}"] = {{ ["subscription"] = "both"; ["groups"] = {{}}; }};')
        for user, jid, name in phones:
            rosters.setdefault(user, []).append(
                f'["{jid}"] = {{ ["subscription"] = "both"; ["name"] = "{name}"; '
                '["groups"] = { ["SMS"] = true; }; };')
        for user, entries in rosters.items():
            self._write_data("roster", user, f"return {{ {' '.join(entries)} }};\n")
        self.config = os.path.join(directory, "prosody.cfg.lua")
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(CONFIG.format(
                dir=directory, modules=os.path.abspath(MODULES), port=self.port,
                tls_port=self.tls_port, component_port=self.component_port, domain=domain,
                server_name=server_name,
                extra=extra(self.component_port) if callable(extra) else extra,
                hidden="false" if listed else "true",
                disabled='"s2s"' if keeps_messages else '"s2s"; "offline"',
                items=", ".join(f'{{ "{jid}", "{name}" }}' for jid, name in items)))
        self.start()

    def start(self):
        """Starts it, again after stop(): same ports, same data."""
        self._process = Process(["prosody", "--config", self.config, "-F"],
                                os.path.join(self.directory, "prosody.out"), cwd=self.directory)
        try:
            wait_until(lambda: self._process.require_running() and is_listening(self.port)
                       and is_listening(self.tls_port), 20, "Prosody listening")
        except BaseException:  # an interrupt too: nobody else has a hold of it yet
            self.stop()
            raise

    def _write_data(self, store, user, text):
        folder = os.path.join(self.directory, "data", _data_name(self.domain), store)
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, _data_name(user) + ".dat"), "w", encoding="utf-8") as file:
            file.write(text)

    def received(self, jid, tag=None):
        """The stanzas that this client's server side received so far, parsed, in order."""
        try:
            with open(os.path.join(self.directory, "received.log"), encoding="utf-8") as file:
                lines = file.read().splitlines()
        except FileNotFoundError:
            return []
        stanzas = []
        for line in lines:
            sender, _, xml = line.partition(" ")
            if sender.partition("/")[0] == jid:
                stanza = ElementTree.fromstring(xml)
                if tag is None or stanza.tag.rpartition("}")[2] == tag:
                    stanzas.append(stanza)
        return stanzas

    def wait_received(self, jid, tag, condition, timeout=15, skip=0):
        """The first stanza after `skip` that satisfies the condition."""
        def find():
            return next((s for s in self.received(jid, tag)[skip:] if condition(s)), None)

        found = None

        def poll():
            nonlocal found
            found = find()
            return found is not None
        try:
            wait_until(poll, timeout, f"matching <{tag}/> of {jid} at the server")
        except HarnessError as error:
            seen = "\n  ".join(ElementTree.tostring(s, "unicode") for s in self.received(jid)[-10:])
            raise HarnessError(f"{error}; it received:\n  {seen}") from None
        return found

    def log(self):
        with open(os.path.join(self.directory, "prosody.log"), encoding="utf-8") as file:
            return file.read()

    def reload(self):
        """As `systemctl reload prosody`."""
        count = self.log().count("Reloading configuration file")
        os.kill(self._process.popen.pid, signal.SIGHUP)
        wait_until(lambda: self.log().count("Reloading configuration file") > count, 20, "reload")

    def kill(self):
        """As a crash."""
        self._process.kill()

    def stop(self):
        self._process.stop()
