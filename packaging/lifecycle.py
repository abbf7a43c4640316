# SPDX-License-Identifier: GPL-2.0-or-later
"""The life of the packages, inside the root that packaging/test-deb made: /test/old and /test/new
have them, all that they depend on is installed. Ends with 0 when all went well."""

import glob
import grp
import json
import os
import pwd
import re
import shutil
import subprocess
import sys
import time
import urllib.request

from docs.pages import broken_links
from harness.processes import wait_until
from service import CONFIG, NAME, STATE, BySystemd, service

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
COPY = f"/var/backups/{NAME}.sqlite"
# What changes by itself, or belongs to apt, dpkg and the test.
ELSEWHERE = ("/proc", "/sys", "/dev", "/run", "/tmp", "/test", "/root", "/var/tmp", "/var/log",
             "/var/cache", "/var/lib/apt", "/var/lib/dpkg", "/var/lib/systemd", "/etc/machine-id",
             "/var/backups", "/var/lib/prosody", "/var/spool", "/etc/prosody")
# There too, nothing may keep our name.
LOOKED_INTO = ("/run", "/tmp", "/var/tmp", "/var/log", "/var/cache", "/var/lib", "/var/spool")
OURS = ("xmpp-sms", "smscaps")


def run(*command, **options):
    """What it printed; ends the test when it fails."""
    done = subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}")
    return done.stdout


def apt(*words):
    """Nobody is there to answer: what an administrator has written stays, as unattended upgrades
    have it."""
    return run("apt-get", "-y", "-q", "--no-install-recommends", "--allow-downgrades",
               "-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold",
               *words, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
               stdin=subprocess.DEVNULL)


def everything():
    """All files and folders, users and groups."""
    found = set()
    for folder, folders, files in os.walk("/"):
        folders[:] = [name for name in folders if os.path.join(folder, name) not in ELSEWHERE]
        found.update(os.path.join(folder, name) for name in folders + files
                     if os.path.join(folder, name) not in ELSEWHERE)
    for top in LOOKED_INTO:
        for folder, folders, files in os.walk(top):
            found.update(os.path.join(folder, name) for name in folders + files
                         if any(ours in name for ours in OURS))
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


def texts():
    """All that the store knows of each text."""
    lines = run(f"/usr/bin/{NAME}", "export", "--with-bodies").splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def words_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def packed(folder, path):
    """What the package of that folder would install as `path`."""
    package, = glob.glob(f"{folder}/{NAME}_*.deb")
    tar = subprocess.run(["dpkg-deb", "--fsys-tarfile", package], check=True, stdout=subprocess.PIPE)
    return subprocess.run(["tar", "-xO", f".{path}"], check=True, input=tar.stdout,
                          stdout=subprocess.PIPE).stdout.decode()


def names(folder):
    return sorted(os.path.basename(path).partition("_")[0] for path in glob.glob(folder + "/*.deb"))


def guide(section):
    """What root types in a section of the user guide, as somebody would who asks what it would do and
    is asked nothing."""
    text = words_of("docs/user-guide.md").split(f"\n## {section}\n")[1].split("\n## ")[0]
    commands = re.findall(r"^# (.*)$", text, re.MULTILINE)
    assert commands, section
    return [re.sub(r"^apt (install|autoremove)\b", r"apt-get -s \1", re.sub("^apt remove", "apt-get -y remove", one))
            for one in commands]


def look_at_the_guides_installation():
    os.makedirs("build")
    os.symlink("/test/new", "build/packages")
    told = run("sh", "-ec", "\n".join(guide("Install")))
    ours = {name for name in re.findall(r"^Inst (\S+)", told, re.MULTILINE) if name in names("/test/new")}
    assert ours == {"pidgin-xmpp-sms", "purple-xmpp-sms", "xmpp-sms-common"}, told
    says("the user guide's command would install pidgin-xmpp-sms, purple-xmpp-sms, xmpp-sms-common")


def install_previous(gateway):
    apt("install", *sorted(glob.glob("/test/old/*.deb")))
    says("installed the previous packages: " + ", ".join(names("/test/old")))
    assert words_of(CONFIG) == packed("/test/old", CONFIG), "not the example that was packed"
    if isinstance(gateway, BySystemd):
        state = gateway.property("ActiveState"), gateway.property("UnitFileState")
        assert state == ("inactive", "disabled"), f"it is {state} though nobody has configured it"
        run("systemctl", "enable", NAME)
    with open(CONFIG, "w", encoding="utf-8") as file:
        file.write(SETTINGS)
    assert gateway.start() == 0, gateway.log()
    wait_until(is_up, 60, f"gateway; its log:\n{gateway.log()}")
    text_from_phone("before the upgrade")
    wait_until(lambda: [text["body"] for text in texts()] == ["before the upgrade"], 60,
               "text in the store")


def upgrade(gateway):
    kept, begin = texts(), gateway.process()
    assert packed("/test/old", CONFIG) != packed("/test/new", CONFIG), \
        "both packages have the same example: an upgrade has nothing to decide"
    apt("install", *sorted(glob.glob("/test/new/*.deb")))
    for package in names("/test/new"):
        version = run("dpkg-query", "-W", "-f", "${Version} ${Status}", package)
        assert not version.startswith("0~") and version.endswith("ok installed"), (package, version)
    assert words_of(CONFIG) == SETTINGS, "the configuration was not kept"
    assert words_of(CONFIG + ".dpkg-dist") == packed("/test/new", CONFIG), \
        "the new example is not beside it"
    if not isinstance(gateway, BySystemd):
        gateway.stop()
        assert gateway.start() == 0
    wait_until(is_up, 60, f"gateway after the upgrade; its log:\n{gateway.log()}")
    now = gateway.process()
    assert now != begin, f"process {now} is the one from before the upgrade"
    assert os.readlink(f"/proc/{now}/exe") == f"/usr/bin/{NAME}"  # else "… (deleted)"
    assert texts() == kept, f"before: {kept}\nafter: {texts()}"
    text_from_phone("after the upgrade")
    wait_until(lambda: [text["body"] for text in texts()] ==
               ["before the upgrade", "after the upgrade"], 60, "second text in the store")
    says("upgraded: configuration and texts are kept, the new gateway runs, the new example is beside")


def follow_the_pages():
    """Each link of an installed page, and each of its pictures, is there."""
    found = 0
    for package in names("/test/new"):
        broken, right = broken_links(f"/usr/share/doc/{package}")
        assert not broken, f"/usr/share/doc/{package}: {broken}"
        found += right
    for page in ("pidgin-xmpp-sms/user-guide.md", "purple-xmpp-sms/user-guide.md", f"{NAME}/gateway/operating.md",
                 "libsmscaps-dev/README.md"):
        assert os.path.exists(f"/usr/share/doc/{page}"), page
    says(f"the {found} links and pictures of the installed pages are there")


def files_of_others():
    """What in the state directory is not the service's own, and would stop it at its next start."""
    owner = os.stat(STATE).st_uid
    return [name for name in os.listdir(STATE)
            if os.lstat(os.path.join(STATE, name)).st_uid != owner]


def back_up_and_restore(gateway):
    """By root, as the operator's guide has it."""
    kept = texts()
    run(f"/usr/bin/{NAME}", "backup", COPY)
    text_from_phone("after the backup")
    wait_until(lambda: len(texts()) == len(kept) + 1, 60, "text after the backup")
    gateway.stop()
    run(f"/usr/bin/{NAME}", "restore", COPY, "--force")
    assert not files_of_others(), f"not the service's own: {files_of_others()}"
    assert gateway.start() == 0, gateway.log()
    wait_until(is_up, 60, f"gateway with the restored store; its log:\n{gateway.log()}")
    assert texts() == kept, f"before: {kept}\nafter: {texts()}"
    text_from_phone("after the restore")
    wait_until(lambda: [text["body"] for text in texts()][-1:] == ["after the restore"], 60,
               f"text in the restored store; the log:\n{gateway.log()}")
    assert not files_of_others(), f"not the service's own: {files_of_others()}"
    os.remove(COPY)
    says("backed up and restored by root: the texts of before, and the service can write them")


def install_again(gateway):
    """What was stopped stays so, and a mistake in the configuration is no business of dpkg's."""
    gateway.stop()
    again, = glob.glob(f"/test/new/{NAME}_*.deb")
    apt("install", "--reinstall", again)
    assert not is_up(), "it was stopped, and was started by an upgrade"
    assert gateway.start() == 0, gateway.log()
    wait_until(is_up, 60, f"gateway; its log:\n{gateway.log()}")
    with open(CONFIG, "a", encoding="utf-8") as file:
        file.write("a mistake\n")
    apt("install", "--reinstall", again)
    if not isinstance(gateway, BySystemd):
        gateway.stop()
        gateway.start()
    assert gateway.wait_failed() == (78, 0), gateway.log()
    line = f"{CONFIG}:{SETTINGS.count(chr(10)) + 1}:"
    wait_until(lambda: line in gateway.log(), 30, f"{line} in the log, which has: {gateway.log()}")
    gateway.stop()
    with open(CONFIG, "w", encoding="utf-8") as file:
        file.write(SETTINGS)
    says("installed again: a stopped one stays so, a mistake made meanwhile fails it once, with its line")


def run_installed_tests():
    """Names of those that failed."""
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
    return failed


def is_installed(package):
    state = subprocess.run(["dpkg-query", "-W", "-f", "${Status}", package], check=False, text=True,
                           capture_output=True)
    return state.stdout.endswith(" ok installed")


def remove_as_the_guide_says():
    """The plugins alone, from somebody who has the gateway, too."""
    told = run("sh", "-ec", "\n".join(guide("Uninstall")))
    for package in names("/test/new"):
        assert is_installed(package) == (package not in ("pidgin-xmpp-sms", "purple-xmpp-sms")), package
    assert "Remv xmpp-sms-common" not in told, told
    told = run("apt-get", "-s", "autoremove", NAME, "smscaps-tools")
    assert "Remv xmpp-sms-common" in told, told  # who has not got these
    says("removed as the user guide has it: the plugins are gone, gateway and tools are not")


def remove(gateway):
    assert gateway.start() == 0, gateway.log()  # it is running when it is removed
    wait_until(is_up, 60, f"gateway; its log:\n{gateway.log()}")
    if not isinstance(gateway, BySystemd):
        gateway.stop()
    remove_as_the_guide_says()
    apt("remove", *filter(is_installed, names("/test/new")))  # apt knows no more of the others
    wait_until(lambda: not is_up(), 30, "end of the gateway when it is removed")
    assert words_of(CONFIG) == SETTINGS, "removing took the configuration"
    assert os.path.exists(os.path.join(STATE, "store.sqlite")), "removing took the texts"
    says("removed: configuration and texts are still there")


def purge():
    """With the texts on a file system of their own, which nothing but the administrator can take away."""
    run("mount", "--bind", STATE, STATE)
    run("dpkg", "--purge", *names("/test/new"))  # apt knows no more of those without configuration
    assert os.listdir(STATE) == [], f"purged, but left in {STATE}: {os.listdir(STATE)}"
    run("umount", STATE)
    os.rmdir(STATE)
    says("purged: a file system of its own for the texts is empty")


def purge_what_an_administrator_changed():
    """The texts moved behind a link to where others have files too, somebody else in the group, and
    something that still runs as the user when the package goes."""
    apt("install", *(glob.glob(f"/test/new/{package}_*.deb")[0] for package in (NAME, "xmpp-sms-common")))
    if os.path.isdir(STATE):
        os.rmdir(STATE)
    moved, ours = "/srv/elsewhere", ("/srv/elsewhere/store.sqlite", "/srv/elsewhere/log/texts")
    os.makedirs(os.path.dirname(ours[1]))
    for path in (*ours, os.path.dirname(ours[1]), f"{moved}/of-another"):
        if not os.path.exists(path):
            with open(path, "w", encoding="utf-8"):
                pass
        if not path.endswith("of-another"):
            shutil.chown(path, NAME, NAME)
    os.symlink(moved, STATE)
    run("usermod", "-aG", NAME, "nobody")
    with subprocess.Popen(["setpriv", f"--reuid={NAME}", f"--regid={NAME}", "--clear-groups",
                           "sleep", "600"]) as running:
        wait_until(lambda: os.stat(f"/proc/{running.pid}").st_uid != 0, 20, "process of the user")
        told = run("dpkg", "--purge", NAME, "xmpp-sms-common")
        running.kill()
    assert f"when nothing runs as it: userdel {NAME}" in told, told
    assert os.listdir(moved) == ["of-another"], f"left in {moved}: {os.listdir(moved)}"
    run("userdel", NAME)
    if NAME in {group.gr_name for group in grp.getgrall()}:
        run("groupdel", NAME)  # somebody else is in it
    shutil.rmtree(moved)
    says("purged what was moved elsewhere: nobody else's file is gone, and a user in use is named")


def main():
    before = everything()
    gateway = service()
    look_at_the_guides_installation()
    install_previous(gateway)
    upgrade(gateway)
    follow_the_pages()
    back_up_and_restore(gateway)
    install_again(gateway)
    failed = run_installed_tests()
    remove(gateway)
    purge()
    purge_what_an_administrator_changed()
    left, lost = everything() - before, before - everything()
    if left:
        says("purged, but left behind: " + ", ".join(sorted(left)))
    if lost:
        says("purged, and took what was not its own: " + ", ".join(sorted(lost)))
    if not left and not lost:
        says("purged: nothing is left behind")
    return 1 if failed or left or lost else 0


if __name__ == "__main__":
    sys.exit(main())
