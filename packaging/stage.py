# SPDX-License-Identifier: GPL-2.0-or-later
"""The stage for what packaging/try shows: a private server, the gateway and its simulated phones, in
a folder that goes with them."""

import os
import shutil
import sys
import tempfile
import time

from harness.gateway import Gateway, snippet
from harness.processes import HarnessError, stop_on_signals
from harness.prosody import Prosody

GATEWAY = "text.localhost"
JULIET, HER_NUMBER = "juliet@localhost", "+13075550100"
NUMBER = "+13075551212"
PHONE = f"{NUMBER}@{GATEWAY}"
THEN = f"{NUMBER}@sms.localhost"  # the same phone, through a service like Google Talk's in 2008


def spelled(number):
    """A North American number as Pidgin and the page show it."""
    return f"{number[:2]} {number[2:5]}-{number[5:8]}-{number[8:]}"


class Stage:
    """`server` and `gateway` run; `directory` is for what else there is to keep."""

    def __init__(self, directory):
        self.directory = directory
        self.server = self.gateway = None
        self._began = float(os.environ.get("XMPP_SMS_TRY_BEGAN") or time.time())

    def start(self, contacts):
        secret = os.urandom(16).hex()
        self.server = Prosody(
            self.folder("server"), contacts=(),
            phones=[(JULIET.partition("@")[0], *one) for one in contacts],
            extra=lambda port: snippet("prosody.cfg.lua", GATEWAY, secret, port))
        self.gateway = Gateway(self.folder("gateway"), self.server.component_port, GATEWAY,
                               secret=secret, users={JULIET: HER_NUMBER})
        self.gateway.start()

    def folder(self, name):
        path = os.path.join(self.directory, name)
        os.makedirs(path, exist_ok=True)
        return path

    @property
    def page(self):
        return f"http://127.0.0.1:{self.gateway.port}/phones/"

    def elapsed(self):
        """For people: since packaging/try was started."""
        return f"{time.time() - self._began:.1f} s after packaging/try began"

    def stop(self):
        for part in (self.gateway, self.server):
            if part:
                part.stop()


def perform(show, contacts=()):
    """Runs show(stage), which returns what is wrong, or None; the exit status. `contacts` are phones
    in Juliet's contact list: JID and name.

    Whatever happens, and however often one is told to stop, nothing is left behind.
    """
    stop_on_signals()
    directory = tempfile.mkdtemp(prefix="xmpp-sms-try-")
    stage = Stage(directory)
    try:
        stage.start(contacts)
        print(f"==> A private XMPP server on 127.0.0.1:{stage.server.port}, and its SMS gateway.\n"
              f"    The simulated phones: {stage.page}", flush=True)
        problem = show(stage)
        print(f"\n==> {problem or 'Done: server, gateway and phones are gone; nothing is left behind.'}")
        return 1 if problem else 0
    except (HarnessError, OSError) as error:
        print(f"packaging/try: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n==> Stopped; nothing is left behind.")
        return 130
    finally:
        stage.stop()
        shutil.rmtree(directory, ignore_errors=True)
