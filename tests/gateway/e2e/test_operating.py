# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/gateway/operating.md and the package's README.Debian, done line by line: with other paths and ports,
and bash for systemd."""

import http.client
import os
import re
import subprocess
import textwrap
import unittest

from harness.certificates import make_certificate
from harness.ejabberd import Ejabberd
from harness.gateway import program, snippet
from harness.processes import Process, free_port, is_listening, wait_until
from harness.prosody import Prosody

from play import DOMAIN, PHONE, SECRET, Play

ROOT = os.path.join(os.path.dirname(__file__), "..", "..", "..")
FOLDER = os.path.join(ROOT, "docs", "gateway")
DOCUMENT = os.path.join(FOLDER, "operating.md")
README = os.path.join(ROOT, "packaging", "debian", "xmpp-sms-gateway.README.Debian")

# What a part of a configuration needs around it, unless it has that itself.
AROUND = (
    ("[xmpp]", '[xmpp]\ndomain = "sms.example.com"\nsecret = "s3cret"\n'),
    ("[http]", '[http]\npublic-url = "https://sms.example.com"\n'),
    ("[users]", '[users]\n"juliet@example.com" = "+13075550100"\n'),
    ("[carriers.", '[carriers.phones]\ntype = "simulator"\n'),
)
TWILIO = """\
[carriers.twilio]
type = "twilio"
account = "AC0123456789abcdef0123456789abcdef"
auth-token = "s3cret"
"""

NGINX = """\
daemon off;
master_process off;
pid {folder}/pid;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {server}
}}
"""

# What the service manager does; the unit itself has a test of its own. It is not ready before it has an
# XMPP server: nothing that is started here waits for that.
MANAGER = """\
set -euo pipefail
xmpp-sms-gateway() { "$PROGRAM" --config "$ETC/gateway.toml" "$@"; }
systemd-sysusers() { :; }  # the test has no user of its own: whoever runs it is the gateway's
install() {
  local all=("$@") each
  for each in "${!all[@]}"; do
    [ "${all[each]}" != -o ] || all[each+1]=$(id -un)
    [ "${all[each]}" != -g ] || all[each+1]=$(id -gn)
  done
  command install "${all[@]}"
}
journalctl() { cat "$LOG"; }
systemctl() {
  if [ "$1 $2" = "enable --now" ]; then
    touch "$ETC/enabled"
    set -- start "$3"
  fi
  case $1 in
    start) setsid "$PROGRAM" --config "$ETC/gateway.toml" >> "$LOG" 2>&1 < /dev/null &
      echo $! > "$PID"
      for try in $(seq 600); do
        curl -s --fail "http://127.0.0.1:$PORT/healthz" > /dev/null && return
        sleep 0.1
      done
      cat "$LOG" >&2; return 1 ;;
    stop) kill "$(cat "$PID")"; while kill -0 "$(cat "$PID")" 2> /dev/null; do sleep 0.1; done ;;
    reload) kill -HUP "$(cat "$PID")" ;;
    *) echo "systemctl $*: this test knows no such command" >&2; return 1 ;;
  esac
}
"""


def blocks(name="operating.md"):
    """(language, text) of each block of code, in order."""
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return re.findall(r"```(\w+)\n(.*?)```", file.read(), re.DOTALL)


def commands_of_readme():
    """The blocks of commands in README.Debian, in order: they stand further to the right."""
    with open(README, encoding="utf-8") as file:
        return [textwrap.dedent(block) for block in re.findall(r"(?m)(?:^ {5}.*\n)+", file.read())]


class ByTheBook(Play):
    """A server that knows nothing of the gateway until the guide says so."""

    def start_server(self):
        if self.server_kind == "ejabberd":
            return Ejabberd(self.folder("server"), modules="  mod_offline: {}\n")
        return Prosody(self.folder("server"), contacts=())

    def tell_the_server(self, verb):
        """Adds the component to its configuration, then does with it what the guide says."""
        name = "ejabberd.yml" if self.server_kind == "ejabberd" else "prosody.cfg.lua"
        component = snippet(name, DOMAIN, SECRET, self.server.component_port)
        with open(self.server.config, encoding="utf-8") as file:
            before, modules, after = file.read().partition("modules:\n")
        with open(self.server.config, "w", encoding="utf-8") as file:  # the listeners end where modules begin
            file.write(before + component + modules + after)
        if verb == "restart":
            self.server.stop()
            self.server.start()
        else:
            self.assertEqual(verb, "reload")
            self.server.reload()

    def setUp(self):
        super().setUp()
        self.port = free_port()
        self.paths = {"/etc/xmpp-sms-gateway": self.folder("etc"),
                      "/var/lib/xmpp-sms-gateway": self.folder("lib"),
                      "/var/backups": self.folder("backups")}
        etc = self.paths["/etc/xmpp-sms-gateway"]
        self.pid_file = os.path.join(self.directory, "pid")
        self.environment = {**os.environ, "PROGRAM": program(), "ETC": etc, "PID": self.pid_file,
                            "LOG": os.path.join(self.directory, "log"), "PORT": str(self.port)}
        self.addCleanup(self.stop_what_was_started)

    def stop_what_was_started(self):
        if os.path.exists(self.pid_file):
            with open(self.pid_file, encoding="ascii") as file:
                subprocess.run(["kill", file.read().strip()], check=False, capture_output=True)

    def here(self, text):
        """With this test's paths, ports and domains."""
        for theirs, ours in (*self.paths.items(), ("sms.example.com", "text.localhost"),
                             ("example.com", "localhost"), ("127.0.0.1:8780", f"127.0.0.1:{self.port}")):
            text = text.replace(theirs, ours)
        return text

    def write_config(self, text):
        """As it stands there, and what a test on a shared machine has to change."""
        text = self.here(text).replace("[xmpp]\n", f"[xmpp]\nport = {self.server.component_port}\n")
        store = os.path.join(self.paths["/var/lib/xmpp-sms-gateway"], "store.sqlite")
        text += f'\n[http]\nport = {self.port}\n[store]\npath = "{store}"\n'
        with open(os.path.join(self.environment["ETC"], "gateway.toml"), "w", encoding="utf-8") as file:
            file.write(text)
        secret = os.path.join(self.environment["ETC"], "secret")
        self.assertEqual(os.stat(secret).st_mode & 0o777, 0o640)  # the guide made it
        self.assertGreater(os.stat(secret).st_size, 40)
        with open(secret, "w", encoding="utf-8") as file:  # the server was started with another
            file.write("s3cret\n")

    def run_here(self, text):
        return subprocess.run(["bash", "-c", MANAGER + self.here(text)], env=self.environment,
                              capture_output=True, text=True, timeout=120, check=False)

    def run_block(self, text):
        told = self.run_here(text)
        self.assertEqual(told.returncode, 0, f"{text}\n{told.stdout}\n{told.stderr}")
        return told.stdout

    def is_ready(self):
        return self.run_here("curl -s --fail http://127.0.0.1:8780/readyz").returncode == 0

    def wait_ready(self):
        self.eventually(self.is_ready, "gateway at the XMPP server", 60)


class InProsody(ByTheBook):
    def do_block(self, text):
        """What it printed; one for the other server is left out."""
        server = re.fullmatch(r"systemctl (\w+) (prosody|ejabberd)\n", text)
        if server:
            if server[2] == self.server_kind:
                self.tell_the_server(server[1])
                self.is_told = True
            return ""
        return self.run_block(text)

    def look_in_vain(self, text):
        """What the guide's command says while the server does not know the gateway."""
        told = self.run_here(text)
        self.assertNotEqual(told.returncode, 0)
        self.assertIn("no XMPP server", told.stdout)

    def test_every_command_works(self):
        said = []
        has_texted = False
        look = next(text for language, text in blocks() if language == "sh" and "/readyz" in text)
        self.is_told = False
        for language, text in blocks():
            if language == "toml" and "[xmpp]" in text:
                self.write_config(text)
            elif language == "sh":
                if self.is_told:
                    self.wait_ready()
                said.append(self.do_block(text))
            if "enable --now" in text:
                self.look_in_vain(look)
            if text == look:
                juliet = self.signed_on("juliet")
                juliet.text(f"{PHONE}@text.localhost", "by the book", "m1")
                self.eventually(lambda: juliet.receipts() == ["m1"], "receipt")
                has_texted = True
        self.assertTrue(has_texted)
        # The package does not enable what it cannot configure.
        self.assertTrue(os.path.exists(os.path.join(self.environment["ETC"], "enabled")),
                        "who follows the guide has no gateway after a reboot")
        self.assertIn("ready\n", said)
        self.assertTrue(any("xmpp_sms_link_up 1" in told for told in said), said)
        with open(os.path.join(self.paths["/var/backups"], "messages.jsonl"), encoding="utf-8") as file:
            self.assertIn('"stanza_id":"m1"', file.read())

    def test_what_the_package_says_first_works(self):
        secret, *others = commands_of_readme()
        self.run_block(secret)
        config = next(text for language, text in blocks() if language == "toml" and "[xmpp]" in text)
        with open(README, encoding="utf-8") as file:
            readme = file.read()
        self.assertIn(re.search("secret-file = .*", config)[0], readme)
        self.write_config(config)
        self.tell_the_server(re.search(rf"(\w+) {self.server_kind}\b", readme, re.IGNORECASE)[1])
        for text in others:
            self.run_block(text)
        self.assertIn("enable --now", "".join(others))
        self.wait_ready()


class InEjabberd(InProsody):
    server_kind = "ejabberd"


class TheGuide(Play):
    def test_every_part_of_a_configuration_is_right(self):
        parts = [text for name in ("operating.md", "twilio.md") for language, text in blocks(name)
                 if language == "toml"]
        self.assertGreater(len(parts), 6)
        for part in parts:
            whole = part + "".join(more for section, more in AROUND if section not in part)
            for theirs in ("/etc/xmpp-sms-gateway", "/var/lib/xmpp-sms-gateway"):
                whole = whole.replace(theirs, self.folder("etc"))
            for path in re.findall(rf'"({re.escape(self.folder("etc"))}/[^"]*)"', whole):
                if not path.endswith(".pem"):
                    with open(path, "w", encoding="utf-8") as file:  # each file that it names
                        file.write("s3cret-of-16-letters\n")
            certificate = re.search(r'tls-certificate = "([^"]*)"', whole)
            if certificate:
                os.replace(make_certificate(self.folder("etc"), "localhost"), certificate[1])
            path = os.path.join(self.directory, "part.toml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(whole)
            told = subprocess.run([program(), "--config", path, "--check-config"], timeout=60,
                                  capture_output=True, text=True, check=False)
            self.assertEqual(told.returncode, 0, f"{whole}\n{told.stdout}{told.stderr}")

    def test_the_proxy_passes_webhooks_on_and_nothing_else(self):
        self.gateway.write_config(others=TWILIO, http='public-url = "https://sms.example.com"')
        self.gateway.start()
        port, folder = free_port(), self.folder("nginx")
        server = next(text for language, text in blocks() if language == "nginx")
        for theirs, ours in (("listen 443 ssl", f"listen 127.0.0.1:{port}"),
                             ("127.0.0.1:8780", f"127.0.0.1:{self.gateway.port}")):
            self.assertIn(theirs, server)
            server = server.replace(theirs, ours)
        server = re.sub(r"ssl_certificate.*;", "", server)  # of a domain that we have not
        path = os.path.join(folder, "nginx.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(NGINX.format(folder=folder, server=server))
        proxy = Process(["nginx", "-c", path, "-e", f"{folder}/error.log"], f"{folder}/out")
        self.addCleanup(proxy.stop)
        wait_until(lambda: proxy.require_running() and is_listening(port), 20, "nginx")

        def status(method, path):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            self.addCleanup(connection.close)
            connection.request(method, path, "" if method == "POST" else None)
            answer = connection.getresponse()
            return answer.status, "nginx" in answer.read().decode()
        self.assertEqual(status("POST", "/twilio/message"), (403, False))  # the gateway wants a proof
        self.assertEqual(status("POST", "/twilio/status"), (403, False))
        for path in ("/", "/metrics", "/readyz", "/phones/", "/twilio/message/x", "/twilio"):
            self.assertEqual(status("GET", path), (404, True), path)

    def test_the_lines_of_the_log_exist(self):
        said = ""
        for folder, _, names in os.walk(os.path.join(ROOT, "gateway")):
            for name in names:
                if name.endswith(".cc"):
                    with open(os.path.join(folder, name), encoding="utf-8") as file:
                        said += re.sub(r'"\s*\n\s*"', "", file.read())  # one text on several lines
        with open(DOCUMENT, encoding="utf-8") as file:
            lines = re.findall(r"^\| `([^`]+)` \| (?:info|warning|error) \|", file.read(), re.MULTILINE)
        self.assertGreater(len(lines), 10)
        for line in lines:
            self.assertIn(line, said)

    def test_the_signs_to_watch_exist(self):
        self.gateway.write_config(others=TWILIO, http='public-url = "https://sms.example.com"')
        self.gateway.start()
        page = self.gateway.ask("GET", "/metrics")[1]
        with open(DOCUMENT, encoding="utf-8") as file:
            named = re.findall(r"`(xmpp_sms_\w+)", file.read())
        self.assertGreater(len(named), 5)
        for name in named:
            self.assertIn("\n" + name, "\n" + page)


if __name__ == "__main__":
    unittest.main()
