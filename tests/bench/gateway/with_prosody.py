# SPDX-License-Identifier: GPL-2.0-or-later
"""gateway-bench with a real Prosody between the users and the gateway.

    PYTHONPATH=tests XMPP_SMS_BUILD=build/check /usr/bin/python3 \\
        tests/bench/gateway/with_prosody.py [--texts 20000] [--rate 300]

The users are a component of their own, so that the server does nothing but route; its own echo rate
is that of a component that sends every message back.
"""

import argparse
import os
import subprocess
import sys
import tempfile

from harness.artefacts import build_directory
from harness.processes import Process, free_port, is_listening, wait_until

SECRET = "bench"
CONFIG = """\
run_as_root = true
daemonize = false
pidfile = "{dir}/prosody.pid"
data_path = "{dir}/data"
log = {{ {{ levels = {{ min = "warn" }}; to = "file"; filename = "{dir}/prosody.log" }} }}
interfaces = {{ "127.0.0.1" }}
c2s_ports = {{ }}
c2s_direct_tls_ports = {{ }}
s2s_ports = {{ }}
modules_disabled = {{ "s2s" }}
component_ports = {{ {port} }}
component_interfaces = {{ "127.0.0.1" }}
VirtualHost "localhost"
Component "users.localhost"
    component_secret = "{secret}"
Component "text.localhost"
    component_secret = "{secret}"
"""


class Prosody:
    """In `directory`; stop() it."""

    def __init__(self, directory):
        self._port = free_port()
        config = os.path.join(directory, "prosody.cfg.lua")
        with open(config, "w", encoding="utf-8") as file:
            file.write(CONFIG.format(dir=directory, port=self._port, secret=SECRET))
        self._server = Process(["prosody", "--config", config, "-F"],
                               os.path.join(directory, "prosody.out"), cwd=directory)
        wait_until(lambda: self._server.require_running() and is_listening(self._port), 60,
                   "Prosody listening")

    def options(self):
        """Of gateway-bench."""
        return ["--server", str(self._port), "--secret", SECRET]

    def stop(self):
        self._server.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=int, default=20000)
    parser.add_argument("--rate", type=float, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="xmpp-sms-bench-") as directory:
        server = Prosody(directory)
        try:
            bench = os.path.join(build_directory(), "tests", "bench", "gateway", "gateway-bench")
            return subprocess.run(
                [bench, *server.options(), "--directory", directory,
                 "--texts", str(options.texts), "--rate", str(options.rate)],
                check=False).returncode
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
