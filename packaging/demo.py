# SPDX-License-Identifier: GPL-2.0-or-later
"""What packaging/try shows in a terminal: one text, refused without the plugin, delivered with it."""

import os
import re
import sys

from harness.artefacts import build_directory, plugin_file
from harness.headless import HeadlessClient
from stage import perform

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
    client = HeadlessClient(os.path.join(build_directory(), "tests", "client", "headless-client"),
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


def show(directory, server):
    """The same text twice; what went wrong, if anything."""
    print("\n==> libpurple signs on WITHOUT the plugin and texts +1 307 555 1212")
    refused = send_one_text(server, os.path.join(directory, "without"), None)
    print(f"    =>    refused: {refused.partition(' (Code')[0]}")
    print("\n==> libpurple signs on WITH the plugin and sends the same text")
    delivered = send_one_text(server, os.path.join(directory, "with"),
                              plugin_file())
    print(f"    =>    {delivered}")
    if "SMS_ERROR_11" in refused and delivered.startswith("Delivered"):
        return None
    return "Something went wrong: see the lines above."


if __name__ == "__main__":
    sys.exit(perform(show))
