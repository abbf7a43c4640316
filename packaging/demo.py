# SPDX-License-Identifier: GPL-2.0-or-later
"""What packaging/try shows in a terminal: one text, refused without the plugin, delivered with it."""

import os
import re
import shutil
import sys
import tempfile

from harness.headless import HeadlessClient
from harness.processes import HarnessError, stop_on_signals
from harness.prosody import Prosody

BUILD = os.environ["XMPP_SMS_BUILD"]
PHONE = "+13075551212@sms.localhost"
TEXT = "Wherefore art thou?"


def show_wire(line):
    """The presence that left, and the messages both ways, as they went over the wire."""
    match = re.match(r"(> \S+ (?=<presence|<message)|< \S+ (?=<message))(.*)", line)
    if match:
        print(f"    {'sent' if line.startswith('>') else 'got '}  {match.group(2)}")


def send_one_text(server, directory, plugin):
    """Signs juliet on, sends the text, prints the wire; what the user sees in the end."""
    os.mkdir(directory)
    client = HeadlessClient(os.path.join(BUILD, "tests", "client", "headless-client"),
                            directory, server.certificate)
    try:
        if plugin:
            client.do(f'load "{plugin}"')
        juliet = client.sign_on(server, "juliet")
        client.do(f"say {juliet} {PHONE} {TEXT}")
        outcome = client.wait_for(r"^(?:notice XMPP Message Error .* failed: |conversation .* "
                                  r"received )(.*)").group(1)
        for line in client.lines.since():
            show_wire(line)
        client.quit()
        return outcome
    finally:
        client.stop()


def main():
    stop_on_signals()
    directory = tempfile.mkdtemp(prefix="xmpp-sms-try-")
    server = None
    try:
        os.mkdir(os.path.join(directory, "server"))
        server = Prosody(os.path.join(directory, "server"))
        print("==> A private XMPP server with an SMS service like Google Talk's listens on "
              f"127.0.0.1:{server.port}")
        print("\n==> libpurple signs on WITHOUT the plugin and texts +1 307 555 1212")
        refused = send_one_text(server, os.path.join(directory, "without"), None)
        print(f"    =>    refused: {refused.partition(' (Code')[0]}")
        print("\n==> libpurple signs on WITH the plugin and sends the same text")
        delivered = send_one_text(server, os.path.join(directory, "with"),
                                  os.path.join(BUILD, "plugin", "xmpp-sms.so"))
        print(f"    =>    {delivered}")
        worked = "SMS_ERROR_11" in refused and delivered.startswith("Delivered")
        print("\n==> Done: the server is gone, and nothing is left behind." if worked
              else "\n==> Something went wrong: see the lines above.")
        return 0 if worked else 1
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


if __name__ == "__main__":
    sys.exit(main())
