# SPDX-License-Identifier: GPL-2.0-or-later
"""The stage for what packaging/try shows: a private server in a folder that goes with it."""

import os
import shutil
import sys
import tempfile

from harness.processes import HarnessError, stop_on_signals
from harness.prosody import Prosody


def perform(show, **server_options):
    """Runs show(directory, server), which returns what is wrong, or None; the exit status.

    Whatever happens, and however often one is told to stop, nothing is left behind.
    """
    stop_on_signals()
    directory = tempfile.mkdtemp(prefix="xmpp-sms-try-")
    server = None
    try:
        os.mkdir(os.path.join(directory, "server"))
        server = Prosody(os.path.join(directory, "server"), **server_options)
        print("==> A private XMPP server with an SMS service like Google Talk's listens on "
              f"127.0.0.1:{server.port}", flush=True)
        problem = show(directory, server)
        print(f"\n==> {problem or 'Done: the server is gone, and nothing is left behind.'}")
        return 1 if problem else 0
    except HarnessError as error:
        print(f"packaging/try: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n==> Stopped; nothing is left behind.")
        return 130
    finally:
        if server:
            server.stop()
        shutil.rmtree(directory, ignore_errors=True)
