# SPDX-License-Identifier: GPL-2.0-or-later
"""A carrier that takes every text at once, and how fast it can: nginx with one fixed answer.

It stands at three addresses: over HTTP, over HTTPS (TLS 1.3), and over HTTPS where HTTP/2 is offered.
"""

import os
import re
import subprocess
import urllib.request

from harness.certificates import make_certificate
from harness.processes import Process, free_port, is_listening, wait_until

PATH = "/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages.json"
# What Twilio answers, in its length and with an id of its own for each.
ANSWER = (
    '{"account_sid": "AC0123456789abcdef0123456789abcdef", "api_version": "2010-04-01", "body": '
    '"But soft, what light through yonder window breaks?", "date_created": "Thu, 24 Aug 2023 '
    '05:01:45 +0000", "date_sent": null, "date_updated": "Thu, 24 Aug 2023 05:01:45 +0000", '
    '"direction": "outbound-api", "error_code": null, "error_message": null, "from": '
    '"+13075551000", "messaging_service_sid": null, "num_media": "0", "num_segments": "1", '
    '"price": null, "price_unit": "USD", "sid": "SM$request_id", "status": "queued", '
    '"subresource_uris": {"media": "/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/'
    'Messages/SM$request_id/Media.json"}, "to": "+13075562000", "uri": "/2010-04-01/Accounts/'
    'AC0123456789abcdef0123456789abcdef/Messages/SM$request_id.json"}')
CONFIG = """\
load_module modules/ngx_http_echo_module.so;
daemon off;
master_process off;
pid {dir}/nginx.pid;
error_log {dir}/nginx.log warn;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  default_type application/json;
  keepalive_requests 1000000000;
  keepalive_timeout 300s;
  client_body_temp_path {dir}/body;
  proxy_temp_path {dir}/proxy;
  fastcgi_temp_path {dir}/fastcgi;
  uwsgi_temp_path {dir}/uwsgi;
  scgi_temp_path {dir}/scgi;
  ssl_certificate {certificate};
  ssl_certificate_key {dir}/key.pem;
  ssl_protocols TLSv1.3;
  server {{
    listen 127.0.0.1:{http} backlog=1024;
    listen 127.0.0.1:{https} ssl backlog=1024;
    listen 127.0.0.1:{h2} ssl http2 backlog=1024;
    # Not "return", which leaves the body where it is: over HTTP/2 that resets the stream.
    location = {path} {{ echo_read_request_body; echo_status 201; echo -n '{answer}'; }}
  }}
  server {{
    listen 127.0.0.1:{status};
    location / {{ stub_status; }}
  }}
}}
"""
REQUEST = (
    "To=%2B13075562000&From=%2B13075551000&Body=text%2019999%3A%20But%20soft%2C%20what%20light%20"
    "through%20yonder%20window%20breaks%3F&StatusCallback=https%3A%2F%2Fsms.example.com%2Ftwilio"
    "%2Fstatus%23rc%3D5%26rp%3Dall")


class FastCarrier:
    """In `directory`; stop() it."""

    def __init__(self, directory):
        self._directory = directory
        self._asked = 0
        ports = {name: free_port() for name in ("http", "https", "h2", "status")}
        self.certificate = make_certificate(directory, "localhost")
        config = os.path.join(directory, "nginx.conf")
        with open(config, "w", encoding="utf-8") as file:
            file.write(CONFIG.format(dir=directory, certificate=self.certificate,
                                     path=PATH, answer=ANSWER, **ports))
        self._status = f"http://127.0.0.1:{ports['status']}/"
        self.addresses = {name: f"{'http' if name == 'http' else 'https'}://127.0.0.1:{port}"
                          for name, port in ports.items() if name != "status"}
        self._server = Process(["nginx", "-p", "/usr/share/nginx", "-c", config],
                               os.path.join(directory, "nginx.out"))
        wait_until(lambda: self._server.require_running() and is_listening(ports["status"]), 60,
                   "nginx listening")

    def stop(self):
        self._server.stop()

    def connections(self):
        """How many were ever made, but for those that ask this."""
        with urllib.request.urlopen(self._status, timeout=30) as answer:
            text = answer.read().decode()
        self._asked += 1
        return int(re.search(r"\n\s*(\d+) \d+ \d+", text).group(1)) - self._asked

    def limit(self, name, requests=200000):
        """Requests a second, from h2load: as many connections and streams as the gateway has."""
        body = os.path.join(self._directory, "request")
        with open(body, "w", encoding="utf-8") as file:
            file.write(REQUEST)
        shape = ["-c", "1", "-m", "32"] if name == "h2" else ["--h1", "-c", "32"]
        done = subprocess.run(
            ["h2load", "-n", str(requests), *shape, "-d", body,
             "-H", "content-type: application/x-www-form-urlencoded",
             "-H", "authorization: Basic QUMwMTIzNDU2Nzg5OjAxMjM0NTY3ODlhYmNkZWY=",
             self.addresses[name] + PATH],
            capture_output=True, text=True, check=True)
        if f"{requests} 2xx" not in done.stdout:
            raise SystemExit(f"the carrier did not answer each request with 2xx:\n{done.stdout}")
        return float(re.search(r"finished in .*?, ([\d.]+) req/s", done.stdout).group(1))
