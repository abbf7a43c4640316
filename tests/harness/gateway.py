# SPDX-License-Identifier: GPL-2.0-or-later
"""The real gateway with a store of its own on free ports, and its simulated phones over HTTP."""

import http.client
import json
import os
import signal
import subprocess

from .artefacts import build_directory
from .processes import HarnessError, Process, free_port, wait_until

CONFIG = """\
[xmpp]
port = {component_port}
domain = "{domain}"
server-domain = "{server_domain}"
secret-file = "{directory}/secret"
[store]
path = "{store}"
[http]
port = {port}
requests-per-second = {requests}
{http}
[log]
level = "{level}"
[texts]
region = "US"
drain = "5s"
{texts}
[users]
{users}
{carriers}
{extra}
"""

SIMULATOR = """\
[carriers.phones]
type = "simulator"
max-in-flight = 64
phones = ["+13075551212", "+13075551213"]
"""


def program():
    path = os.path.join(build_directory(), "gateway", "xmpp-sms-gateway")
    if not os.path.exists(path):
        raise HarnessError(f"no {path}: build first")
    return path


def snippet(name, domain, secret, port):
    """What docs/gateway tells operators to write, for this domain, secret and port."""
    path = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "gateway", name)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for ours, theirs in (("sms.example.com", domain), ("the secret of gateway.toml", secret),
                         ("5347", str(port))):
        if ours not in text:
            raise HarnessError(f"docs/gateway/{name} does not name {ours}")
        text = text.replace(ours, theirs)
    return text


class Gateway:
    """`users`: number by JID, or the table of TOML in a string that begins with "{". `http`,
    `texts`, `carrier`: more lines of these sections; `carriers`: others than the simulator, in
    which, as in `http`, {port} stands for the listener's. Made, it is written but not started."""

    def __init__(self, directory, component_port, domain="text.localhost",
                 server_domain="localhost", secret="s3cret", users=None, level="info", extra="", http="",
                 requests=100000, texts="", carrier="", store=None, token="", carriers=None):
        self.directory, self.domain = directory, domain
        self.config = os.path.join(directory, "gateway.toml")
        self.port = free_port()
        self._process = None
        self._settings = {"component_port": component_port, "domain": domain,
                          "server_domain": server_domain, "directory": directory,
                          "port": self.port, "level": level, "extra": extra, "http": http,
                          "requests": requests, "texts": texts, "carrier": carrier,
                          "others": carriers}
        self._headers = {}
        if token:
            self._settings["http"] += f'\ntoken = "{token}"'
            self._headers = {"Authorization": f"Bearer {token}"}
        self._settings["store"] = store or os.path.join(directory, "store.sqlite")
        self.users = dict(users or {"juliet@localhost": "+13075550100"})
        with open(os.path.join(directory, "secret"), "w", encoding="utf-8") as file:
            file.write(secret + "\n")
        self.write_config()

    def write_config(self, **changes):
        self._settings.update(changes)
        users = "\n".join(f'"{jid}" = ' + (number if number.startswith("{") else f'"{number}"')
                          for jid, number in self.users.items())
        with open(self.config, "w", encoding="utf-8") as file:
            settings = self._settings
            carriers = settings["others"] or SIMULATOR + settings["carrier"]
            written = CONFIG.format(users=users, carriers=carriers, **settings)
            file.write(written.replace("{port}", str(self.port)))

    def start(self, wait=True, env=None, wrap=None):
        """`wrap` makes another command of the gateway's."""
        command = [program(), "--config", self.config]
        self._process = Process(wrap(command) if wrap else command,
                                os.path.join(self.directory, "gateway.log"),
                                env={**os.environ, **(env or {})})
        if wait:
            self.wait_ready()

    def run(self, *arguments):
        """A command of the program with this configuration."""
        return subprocess.run([program(), "--config", self.config, *arguments], capture_output=True,
                              text=True, timeout=60, check=False)

    def wait_ready(self, timeout=30):
        def look():
            self._process.require_running()
            return self.status_of("/readyz") == 200
        wait_until(look, timeout, f"gateway at the XMPP server; its log:\n{self.log()[-2000:]}")

    def ask(self, method, path, body=None):
        """The status and the body of an answer; OSError or HTTPException while there is nobody."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            kind = {"Content-Type": "application/json"} if body is not None else {}
            connection.request(method, path, json.dumps(body) if body is not None else None,
                               {**self._headers, **kind})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def status_of(self, path):
        try:
            return self.ask("GET", path)[0]
        except (OSError, http.client.HTTPException):
            return None

    def phones(self):
        """The state of each phone, by number."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/phones/events", headers=self._headers)
            answer = connection.getresponse()
            for raw in answer:
                line = raw.decode().rstrip("\n")
                if line.startswith("data: "):
                    state = json.loads(line[len("data: "):])
                    return {phone["number"]: phone for phone in state["phones"]}
            raise HarnessError("the simulator tells no state")
        finally:
            connection.close()

    def texts_at(self, phone):
        """Bodies that this phone has got, in order."""
        found = self.phones().get(phone, {"texts": []})
        return [t["body"] for t in found["texts"] if not t["from_phone"] and t["arrived"]]

    def type(self, phone, to, body):
        status, said = self.ask("POST", "/phones/texts", {"from": phone, "to": to, "body": body})
        if status != 202:
            raise HarnessError(f"the simulator answered {status}: {said}")

    def switch(self, phone, power):
        status, said = self.ask("POST", "/phones/phones", {"number": phone, "power": power})
        if status != 200:
            raise HarnessError(f"the simulator answered {status}: {said}")

    def metric(self, name):
        for line in self.ask("GET", "/metrics")[1].splitlines():
            if line.startswith(name + " "):
                return float(line.split()[1])
        raise HarnessError(f"no metric {name}")

    def log(self):
        return self._process.log()

    def reload(self):
        os.kill(self.pid, signal.SIGHUP)

    @property
    def pid(self):
        return self._process.popen.pid

    def kill(self):
        """As a crash: nothing is told, nothing is tidied up."""
        self._process.popen.kill()
        self._process.popen.wait()

    def terminate(self):
        """SIGTERM; wait_ended() then tells its status."""
        os.kill(self.pid, signal.SIGTERM)

    def wait_ended(self, timeout=20):
        return self._process.popen.wait(timeout)

    def stop(self):
        """SIGTERM; the exit status."""
        return self._process.stop(20) if self._process else None
