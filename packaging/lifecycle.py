# SPDX-License-Identifier: GPL-2.0-or-later
"""The life of the packages, inside the root that packaging/test-deb made: /test/old and /test/new
have them, all that they depend on is installed. Ends with 0 when all went well."""

import glob
import grp
import json
import os
import pwd
import subprocess
import sys
import time
import urllib.request

from harness.processes import wait_until
from service import CONFIG, NAME, STATE, service

SETTINGS = """\
[xmpp]
domain = "text.localhost"
secret = "kept"
[http]
port = 8799
[users]
"juliet@localhost" = "+13075550100"
[carriers.phones]
type = "simulator"
phones = ["+13075551212"]
"""
# What changes by itself, or belongs to apt, dpkg and the test.
ELSEWHERE = ("/proc", "/sys", "/dev", "/run", "/tmp", "/test", "/root", "/var/tmp", "/var/log",
             "/var/cache", "/var/lib/apt", "/var/lib/dpkg", "/var/lib/systemd", "/etc/machine-id",
             "/var/backups", "/var/lib/prosody", "/var/spool", "/etc/prosody")


def run(*command, **options):
    """What it printed; ends the test when it fails."""
    done = subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def apt(*words):
    return run("apt-get", "-y", "-q", "--no-install-recommends", "--allow-downgrades", *words,
               env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def everything():
    """All files and folders, users and groups."""
    found = set()
    for folder, folders, files in os.walk("/"):
        folders[:] = [name for name in folders if os.path.join(folder, name) not in ELSEWHERE]
        found.update(os.path.join(folder, name) for name in folders + files
                     if os.path.join(folder, name) not in ELSEWHERE)
    found.update(f"user {user.pw_name}" for user in pwd.getpwall())
    found.update(f"group {group.gr_name}" for group in grp.getgrall())
    return found


def says(step):
    print(f"    {step}", flush=True)


def text_from_phone(body):
    request = urllib.request.Request(
        "http://127.0.0.1:8799/phones/texts", method="POST",
        data=json.dumps({"from": "+13075551212", "to": "+13075550100", "body": body}).encode(),
        headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.status == 202, answer.status


def is_up():
    try:
        with urllib.request.urlopen("http://127.0.0.1:8799/healthz", timeout=10) as answer:
            return answer.status == 200
    except OSError:
        return False


def bodies():
    lines = run(f"/usr/bin/{NAME}", "export", "--with-bodies").splitlines()
    return [json.loads(line)["body"] for line in lines if line.startswith("{")]


def names(folder):
    return sorted(os.path.basename(path).partition("_")[0] for path in glob.glob(folder + "/*.deb"))


def main():
    # tmpfiles and sysusers leave what they made for Debian's own: let them before the first look.
    before = everything()
    old, new = sorted(glob.glob("/test/old/*.deb")), sorted(glob.glob("/test/new/*.deb"))

    apt("install", *old)
    says("installed the previous packages: " + ", ".join(names("/test/old")))
    gateway = service()
    assert gateway.__class__.__name__ != "BySystemd" or gateway.property("ActiveState") == "inactive", \
        "it runs though nobody has configured it"
    with open(CONFIG, "w", encoding="utf-8") as file:
        file.write(SETTINGS)
    assert gateway.start() == 0, gateway.log()
    wait_until(is_up, 60, f"gateway; its log:\n{gateway.log()}")
    text_from_phone("before the upgrade")
    wait_until(lambda: bodies() == ["before the upgrade"], 60, "text in the store")

    apt("install", *new)
    for package in names("/test/new"):
        version = run("dpkg-query", "-W", "-f", "${Version} ${Status}", package)
        assert not version.startswith("0~") and version.endswith("ok installed"), (package, version)
    with open(CONFIG, encoding="utf-8") as file:
        assert file.read() == SETTINGS, "the configuration was not kept"
    if gateway.__class__.__name__ == "BySystemd":
        wait_until(is_up, 60, "gateway started again by the upgrade")
    else:
        gateway.stop()
        assert gateway.start() == 0
        wait_until(is_up, 60, f"gateway after the upgrade; its log:\n{gateway.log()}")
    assert bodies() == ["before the upgrade"], bodies()
    says("upgraded: configuration and texts are kept, the gateway runs")
    gateway.stop()

    failed = []
    for test in ("tools", "developer", "plugin", "gateway"):
        begin = time.monotonic()
        scratch = f"/tmp/autopkgtest-{test}"
        os.makedirs(scratch)
        done = subprocess.run([f"packaging/debian/tests/{test}"], check=False, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env={**os.environ, "AUTOPKGTEST_TMP": scratch})
        verdict = "passed" if done.returncode == 0 else f"FAILED:\n{done.stdout}"
        says(f"test {test}: {verdict} ({time.monotonic() - begin:.0f} s)")
        failed += [test] if done.returncode else []

    assert gateway.start() == 0, gateway.log()  # it is running when it is removed
    wait_until(is_up, 60, f"gateway; its log:\n{gateway.log()}")
    if gateway.__class__.__name__ != "BySystemd":
        gateway.stop()
    apt("remove", *names("/test/new"))
    wait_until(lambda: not is_up(), 30, "end of the gateway when it is removed")
    assert os.path.exists(CONFIG) and os.path.exists(os.path.join(STATE, "store.sqlite")), \
        "removing took data or configuration"
    says("removed: configuration and texts are still there")
    run("dpkg", "--purge", *names("/test/new"))  # apt knows no more of those without configuration
    left = everything() - before
    if left:
        says("purged, but left behind: " + ", ".join(sorted(left)))
    lost = before - everything()
    if lost:
        says("purged, and took what was not its own: " + ", ".join(sorted(lost)))
    says("purged: nothing is left behind" if not left else "")
    return 1 if failed or left or lost else 0


if __name__ == "__main__":
    sys.exit(main())
