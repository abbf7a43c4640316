# SPDX-License-Identifier: GPL-2.0-or-later
"""The commands in the guides are run, in their order, and print what stands below them.

A block of the language "console" has commands behind "$ " (or "# " for root) and what they print; "…"
stands for what changes, alone on a line for any number of lines. The operator's commands are run by
gateway.e2e.operating, packaging/try by e2e.readme.
"""

import os
import re
import subprocess
import tempfile
import unittest

from pages import BUILD, ROOT, all_pages, blocks

# What cannot be run here, and why, or who runs it. Nothing else that needs root stands in the guides.
NOT_HERE = {
    "cd build/packages": "the next one's folder",
    "apt install ./xmpp-sms-common_*.deb ./purple-xmpp-sms_*.deb ./pidgin-xmpp-sms_*.deb":
        "needs root: packaging/test-deb installs the packages",
    "apt remove purple-xmpp-sms pidgin-xmpp-sms": "needs root: packaging/test-deb removes as it says",
    "apt-mark auto xmpp-sms-common": "needs root: packaging/test-deb removes as it says",
    "apt autoremove": "needs root: packaging/test-deb looks at what it would take",
    "xdg-mime default xmpp-sms-open.desktop x-scheme-handler/sms": "changes the desktop of who tests",
    "xdg-mime default xmpp-sms-open.desktop x-scheme-handler/tel": "changes the desktop of who tests",
    "packaging/build-deb": "six minutes: .ci/run builds the packages",
    "cmake -S . -B build/package -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_INSTALL_PREFIX=/usr "
    "-DBUILD_TESTING=OFF -DCMAKE_BUILD_WITH_INSTALL_RPATH=ON": "packaging/build-deb configures so",
    "cmake --build build/package": "packaging/build-deb builds so",
    "DESTDIR=root cmake --install build/package": "packaging/build-deb installs so",
    "cmake -S . -B build/check -DBUILD_TESTING=ON": "tests/run configures so",
    "ctest --test-dir build/check -R '^(caps|sms|vcards|gateway\\.(base|carrier|config|core|http|link|"
    "store|twilio|xml))\\.' -E real_servers": "a test does not run the others",
    "ctest --preset check -R my_case": "a test does not run the others",
    "ctest --preset check -R gateway.example_carrier": "a test does not run the others",
}


def conversations(page):
    """(prompt, command, lines it prints) of each command of a page, in order."""
    found = []
    for _, language, text in blocks(page):
        if language != "console":
            continue
        for line in text.splitlines():
            if line[:2] in ("$ ", "# "):
                found.append((line[0], line[2:], []))
            else:
                found[-1][2].append(line)
    return found


def pattern(lines):
    parts = []
    for line in lines:
        if line == "…":
            parts.append(r"(?:.*\n)*")
        else:
            parts.append(".*".join(re.escape(part) for part in line.split("…")) + "\n")
    return "".join(parts)


class Commands(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-docs-")
        self.addCleanup(folder.cleanup)
        self.place = os.path.join(folder.name, "tree")  # the project's, in which a command may write
        os.makedirs(os.path.join(self.place, "build"))
        os.symlink(BUILD, os.path.join(self.place, "build", "package"))
        os.makedirs(os.path.join(self.place, "tests", "fixtures", "rewrite"))
        for name in ("docs", "caps", "packaging"):
            os.symlink(os.path.join(ROOT, name), os.path.join(self.place, name))
        installed = os.path.join(folder.name, "installed")
        subprocess.run(["cmake", "--install", BUILD, "--prefix", installed, "--component", "caps-dev"],
                       check=True, capture_output=True)
        rooms = [os.path.join(BUILD, room) for room in ("caps/tool", "sms/tool", "gateway")]
        self.environment = {**os.environ, "HOME": folder.name, "LC_ALL": "C.UTF-8",
                            "PATH": ":".join([*rooms, os.environ["PATH"]]),
                            "PKG_CONFIG_PATH": os.path.join(installed, "share", "pkgconfig")}

    def run_page(self, page):
        ran = 0
        for _, command, printed in conversations(page):
            if command in NOT_HERE:
                continue
            told = subprocess.run(["sh", "-ec", command], cwd=self.place, env=self.environment,
                                  capture_output=True, text=True, timeout=300, check=False)
            self.assertEqual(told.returncode, 0, f"{page}: {command}\n{told.stdout}{told.stderr}")
            self.assertRegex(told.stdout, rf"\A{pattern(printed)}\Z", f"{page}: {command}")
            ran += 1
        return ran

    def test_print_what_the_guides_say(self):
        ran = {page: self.run_page(page) for page in all_pages() if conversations(page)}
        for page in ("docs/packagers-guide.md", "docs/developers-guide.md", "README.md"):
            self.assertGreater(ran[page], 2)

    def test_for_root_are_all_known(self):
        commands = {(prompt, command) for page in all_pages()
                    for prompt, command, _ in conversations(page)}
        for prompt, command in commands:
            self.assertTrue(prompt == "$" or command in NOT_HERE, command)
        for command in NOT_HERE:
            self.assertTrue({("$", command), ("#", command)} & commands, f"in no guide: {command}")

    def test_that_are_not_run_here_start_programs_that_exist(self):
        for command in NOT_HERE:
            program = next(word for word in command.split() if "=" not in word)
            if "/" in program:
                self.assertTrue(os.access(os.path.join(ROOT, program), os.X_OK), program)


class Options(unittest.TestCase):
    def test_of_cmake_are_all_in_the_packagers_guide(self):
        told = set()
        for folder, folders, names in os.walk(ROOT):
            folders[:] = [name for name in folders if name not in ("build", ".git", "tests")]
            for name in names:
                if name == "CMakeLists.txt":
                    with open(os.path.join(folder, name), encoding="utf-8") as file:
                        told |= set(re.findall(r"^ *(?:option|set)\((XMPP_SMS_\w+)(?= \"[^\n]*\" (?:ON|OFF)\)"
                                               r"| [^\n]* CACHE)", file.read(), re.MULTILINE))
        with open(os.path.join(ROOT, "docs", "packagers-guide.md"), encoding="utf-8") as file:
            named = set(re.findall(r"^\| `(XMPP_SMS_\w+)` \|", file.read(), re.MULTILINE))
        self.assertGreater(len(told), 8)
        self.assertEqual(named, told)


if __name__ == "__main__":
    unittest.main()
