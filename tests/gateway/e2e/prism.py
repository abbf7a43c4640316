#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What the gateway asks of Twilio, checked by a program that knows nothing but Twilio's published
description of its API: Prism (npm @stoplight/prism-cli, for which node 20 is enough at 5.14.2).

    PYTHONPATH=tests XMPP_SMS_BUILD=build/check /usr/bin/python3 tests/gateway/e2e/prism.py FILE
        [--prism COMMAND]

FILE is twilio_api_v2010.json of github.com/twilio/twilio-oai, or the part of it about messages. Ends
with 0 when no request was objected to.
"""

import argparse
import http.client
import http.server
import os
import shlex
import socketserver
import sys
import tempfile
import threading

from harness.component_server import ComponentServer
from harness.fake_twilio import section
from harness.gateway import Gateway
from harness.processes import Process, free_port, is_listening, wait_until

NUMBER = "+13075550100"
LINK = "https://upload.example.com/balcony.jpg"
# What Prism has against a request although it is right: of a list it knows the spelling MediaUrl[]
# alone. The description says nothing of how lists are written, so that OpenAPI's default holds: the
# field again and again under its own name, which is what Twilio's documentation asks for, too.
FALSE_ALARM = "property MediaUrl must be array"


class Relay(http.server.BaseHTTPRequestHandler):
    """Between the gateway and Prism; keeps what was said, and loses an answer when it is to."""

    protocol_version = "HTTP/1.1"
    port, said, loses_next = 0, [], False

    def log_message(self, *_):
        pass

    def relay(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        there = http.client.HTTPConnection("127.0.0.1", Relay.port, timeout=60)
        try:
            there.request(self.command, self.path, body, dict(self.headers))
            answer = there.getresponse()
            content = answer.read()
        finally:
            there.close()
        Relay.said.append((self.command, self.path.partition("?")[2] or body.decode(), answer.status,
                           content.decode()))
        if Relay.loses_next:
            Relay.loses_next = False
            self.close_connection = True
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = relay


class Threaded(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


def texts(stream, gateway):
    """Every kind of request that there is."""
    def send(phone, inside):
        """To a phone of its own: nothing waits for what Prism objects to."""
        stream.send(f"<message from='juliet@localhost/a' to='+1307555{phone}@text.localhost' "
                    f"type='chat' id='{phone}'>{inside}</message>")
        wait_until(lambda: any(f"To=%2B1307555{phone}" in said[1] for said in Relay.said), 30,
                   f"request for {phone}")
    picture = f"<x xmlns='jabber:x:oob'><url>{LINK}</url></x>"
    send(1212, "<body>Good night, good night! € &amp; more</body>")
    send(1213, f"<body>See</body>{picture}")
    send(1214, f"<body>See</body>{picture}{picture.replace('.jpg', '2.jpg')}")
    Relay.loses_next = True
    send(1215, "<body>Who's there?</body>")
    # Whether the carrier has it is asked for.
    wait_until(lambda: any(said[0] == "GET" for said in Relay.said), 60,
               f"question; log:\n{gateway.log()[-2000:]}")


def judge():
    """Prints each request with what Prism has against it; how many are wrong."""
    wrong = 0
    for method, sent, status, content in Relay.said:
        is_false_alarm = status == 422 and FALSE_ALARM in content
        wrong += status >= 400 and not is_false_alarm
        verdict = "fine" if status < 400 else "known" if is_false_alarm else content
        print(method, sent, "->", status, verdict)
    return wrong


def run(directory, description, prism):
    Relay.port = free_port()
    process = Process([*shlex.split(prism), "mock", "-p", str(Relay.port), description],
                      os.path.join(directory, "prism.log"))
    server = ComponentServer()
    relay = Threaded(("127.0.0.1", 0), Relay)
    threading.Thread(target=relay.serve_forever, daemon=True).start()
    gateway = Gateway(
        directory, server.port, users={"juliet@localhost": NUMBER},
        texts='retry-first = "1s"\nretry-most = "1s"\nask-after = "1s"',
        http='public-url = "https://sms.example.com"',
        carriers=section(f"http://127.0.0.1:{relay.server_address[1]}", "per-second = 0",
                         'settle = "1s"', "mms = true"))
    try:
        wait_until(lambda: process.require_running() and is_listening(Relay.port), 120, "Prism")
        gateway.start(wait=False)
        stream = server.accept()
        gateway.wait_ready()
        texts(stream, gateway)
    finally:
        gateway.stop()
        server.close()
        relay.shutdown()
        relay.server_close()
        process.stop()
    return judge()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("description", metavar="FILE")
    parser.add_argument("--prism", default="npx --yes @stoplight/prism-cli@5.14.2")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="xmpp-sms-prism-") as directory:
        return 1 if run(directory, os.path.abspath(options.description), options.prism) else 0


if __name__ == "__main__":
    sys.exit(main())
