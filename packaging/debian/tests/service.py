# SPDX-License-Identifier: GPL-2.0-or-later
"""The installed unit: run by systemd where it runs, else as its lines say."""

import glob
import os
import shlex
import subprocess
import time

from harness.processes import HarnessError, wait_until

NAME = "xmpp-sms-gateway"
CONFIG = f"/etc/{NAME}/gateway.toml"
SECRET = f"/etc/{NAME}/secret"
STATE = f"/var/lib/{NAME}"


def _unit():
    paths = glob.glob(f"/lib/systemd/system/{NAME}.service")
    if not paths:
        raise HarnessError(f"no unit {NAME}.service is installed")
    settings = {}
    with open(paths[0], encoding="utf-8") as file:
        for line in file:
            key, equals, value = line.rstrip("\n").partition("=")
            if equals:
                settings.setdefault(key, value)
    return settings


class BySystemd:
    def start(self):
        self._since = f"@{int(time.time())}"
        return subprocess.run(["systemctl", "start", NAME], check=False).returncode

    def log(self):
        return subprocess.run(["journalctl", "-u", NAME, "--since", self._since, "-o", "cat"],
                              check=True, capture_output=True, text=True).stdout

    def property(self, name):
        return subprocess.run(["systemctl", "show", "-p", name, "--value", NAME],
                              check=True, capture_output=True, text=True).stdout.strip()

    def process(self):
        return int(self.property("MainPID"))

    def wait_failed(self):
        """Until it is given up: the exit status, and how often it was started again."""
        wait_until(lambda: self.property("ActiveState") == "failed", 60, f"failed {NAME}")
        return int(self.property("ExecMainStatus")), int(self.property("NRestarts"))

    def stop(self):
        subprocess.run(["systemctl", "stop", NAME], check=True)
        subprocess.run(["systemctl", "reset-failed", NAME], check=False, capture_output=True)


class ByHand:
    """COMPAT(chroot): no systemd. The unit's user, folders and command."""

    _process = None

    def start(self):
        unit = _unit()
        os.makedirs(STATE, exist_ok=True)
        subprocess.run(["chown", f"{unit['User']}:{unit['Group']}", STATE], check=True)
        os.chmod(STATE, int(unit["StateDirectoryMode"], 8))
        self._log = open("/tmp/xmpp-sms-gateway.log", "w+", encoding="utf-8")
        self._process = subprocess.Popen(
            ["setpriv", f"--reuid={unit['User']}", f"--regid={unit['Group']}", "--clear-groups",
             "--no-new-privs", *shlex.split(unit["ExecStart"])],
            stdout=self._log, stderr=self._log, umask=int(unit["UMask"], 8), cwd="/")
        return 0

    def log(self):
        with open(self._log.name, encoding="utf-8") as file:
            return file.read()

    def process(self):
        return self._process.pid

    def wait_failed(self):
        status = self._process.wait(60)
        will_restart = str(status) not in _unit()["RestartPreventExitStatus"].split()
        return status, int(will_restart)

    def stop(self):
        if self._process is None:
            return
        self._process.terminate()
        self._process.wait(60)
        self._log.close()
        os.remove(self._log.name)


def service():
    return BySystemd() if os.path.isdir("/run/systemd/system") else ByHand()
