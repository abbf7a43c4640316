# SPDX-License-Identifier: GPL-2.0-or-later
"""A private, throwaway ejabberd on free loopback ports, as its own Erlang node without a name."""

import glob
import os

from .certificates import make_certificate
from .processes import Process, free_port, is_listening, wait_until

CONFIG = """\
hosts: ["{domain}"]
loglevel: info
certfiles: ["{dir}/bundle.pem"]
ca_file: "{dir}/certificate.pem"
auth_password_format: plain
s2s_access: none  # else a text to a component that is away waits for the machine's DNS
listen:
  - port: {port}
    ip: "127.0.0.1"
    module: ejabberd_c2s
    starttls_required: true
  - port: {tls_port}
    ip: "127.0.0.1"
    module: ejabberd_c2s
    tls: true
{components}{listen}modules:
  mod_admin_extra: {{}}
  mod_caps: {{}}
  mod_disco: {{}}
  mod_roster: {{}}
  mod_stream_mgmt: {{}}
{modules}"""

COMPONENT = """\
  - port: {port}
    ip: "127.0.0.1"
    module: ejabberd_service
    global_routes: false
    hosts:
"""

# Users and their subscriptions are made from inside, once the server is up. A node without a name has no
# ejabberdctl either: a file takes the place of its reload_config.
PREPARE = """\
Wait = fun W() -> case ejabberd:is_loaded() of true -> ok; _ -> timer:sleep(50), W() end end,
Wait(),
Host = <<"{domain}">>,
[true = lists:member(ejabberd_auth:try_register(User, Host, Password), [ok, {{error, exists}}]) ||
 {{User, Password}} <- [{users}]],
[mod_admin_extra:add_rosteritem(A, Host, B, Host, B, <<>>, <<"both">>) || {{A, B}} <- [{pairs}]],
Reload = fun R() ->
  case file:delete("{dir}/reload") of ok -> ok = ejabberd_admin:reload_config(); _ -> timer:sleep(50) end, R() end,
spawn(Reload),
file:write_file("{dir}/ready", "ok").
"""


def _libraries():
    """Debian keeps ejabberd and its libraries together in one folder per architecture."""
    folders = glob.glob("/usr/lib/*/ejabberd-*/ebin")
    if not folders:
        raise FileNotFoundError("ejabberd is not installed: apt-get install ejabberd")
    return os.path.dirname(os.path.dirname(folders[0]))


class Ejabberd:
    """A running server; as with Prosody, each user's password is the name backwards.
    `components` are the secrets of components, by domain; they connect to `component_port`.
    `listen`: further entries of the listeners, made from that port; `modules`: further modules."""

    def __init__(self, directory, domain="localhost", users=("juliet", "romeo"), components=None,
                 listen=None, modules=""):
        self.domain = domain
        self.port, self.tls_port, self.component_port = free_port(), free_port(), free_port()
        listener = COMPONENT.format(port=self.component_port) + "".join(
            f'      "{name}":\n        password: "{secret}"\n'
            for name, secret in (components or {}).items()) if components else ""
        self.certificate = make_certificate(directory, domain)
        with open(os.path.join(directory, "bundle.pem"), "w", encoding="utf-8") as bundle:
            for part in ("certificate.pem", "key.pem"):
                with open(os.path.join(directory, part), encoding="utf-8") as file:
                    bundle.write(file.read())
        config = self.config = os.path.join(directory, "ejabberd.yml")
        with open(config, "w", encoding="utf-8") as file:
            file.write(CONFIG.format(dir=directory, domain=domain, port=self.port,
                                     tls_port=self.tls_port, components=listener,
                                     listen=listen(self.component_port) if listen else "",
                                     modules=modules))
        passwords = ", ".join(f'{{<<"{u}">>, <<"{u[::-1]}">>}}' for u in users)
        pairs = ", ".join(f'{{<<"{a}">>, <<"{b}">>}}' for a in users for b in users if a != b)
        env = {**os.environ, "EJABBERD_CONFIG_PATH": config, "ERL_LIBS": _libraries(),
               "EJABBERD_LOG_PATH": os.path.join(directory, "ejabberd.log"), "HOME": directory,
               "ERL_CRASH_DUMP": os.path.join(directory, "crash.dump")}
        self._directory = directory
        self._ready = os.path.join(directory, "ready")
        self._env = env
        self._prepare = PREPARE.format(dir=directory, domain=domain, users=passwords, pairs=pairs)
        self.start()

    def start(self):
        """Starts it, again after stop(): same ports; users are made anew where they are missing."""
        if os.path.exists(self._ready):
            os.remove(self._ready)
        directory = self._directory
        self._process = Process(
            ["erl", "-noinput", "-mnesia", "dir", f'"{directory}/mnesia"', "-s", "ejabberd",
             "-eval", self._prepare],
            os.path.join(directory, "ejabberd.out"), env=self._env, cwd=directory)
        try:
            wait_until(lambda: self._process.require_running()
                       and os.path.exists(self._ready)
                       and is_listening(self.port), 60, "ejabberd listening")
        except BaseException:
            self.stop()
            raise

    def reload(self):
        """As `ejabberdctl reload_config`: begun when this returns."""
        path = os.path.join(self._directory, "reload")
        with open(path, "w", encoding="ascii"):
            pass
        wait_until(lambda: self._process.require_running() and not os.path.exists(path), 60,
                   "ejabberd reload")

    def kill(self):
        """As a crash."""
        self._process.kill()

    def stop(self):
        self._process.stop()
