# SPDX-License-Identifier: GPL-2.0-or-later
"""The commands in the guides are run, in their order, and print what stands below them.

A block of the language "console" has commands behind "$ " (or "# " for root) and what they print; "…"
stands for what changes, alone on a line for any number of lines. The operator's commands are run by
gateway.e2e.operating, packaging/try by e2e.readme.

What is built is this build: it is configured as the guides say elsewhere, and what they install comes from
it. Tests are found as the guides find them, and not run from within a test; but for the fixture that a reader
makes, which a build of its own has to notice.
"""

import os
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

from pages import BUILD, ROOT, all_pages, conversations

# What is not run here, and why; who runs it. Nothing else that needs root stands in the guides.
NOT_HERE = {
    "apt install ./build/packages/xmpp-sms-common_*.deb ./build/packages/purple-xmpp-sms_*.deb "
    "./build/packages/pidgin-xmpp-sms_*.deb":
        "needs root: packaging/test-deb installs the packages",
    "apt install ./build/packages/xmpp-sms-common_*.deb ./build/packages/xmpp-sms-gateway_*.deb":
        "needs root: packaging/test-deb installs the packages",
    "apt remove purple-xmpp-sms pidgin-xmpp-sms": "needs root: packaging/test-deb removes as it says",
    "apt-mark auto xmpp-sms-common": "needs root: packaging/test-deb removes as it says",
    "apt autoremove": "needs root: packaging/test-deb looks at what it would take",
    "packaging/build-deb": "six minutes: packaging/check-reproducible and packaging/release run it; .ci/run "
                           "with --from, so that nothing is compiled twice",
    "cmake --build build/package": "six minutes: .ci/run does it, after the command before it",
    "cmake --build build/check": "this build is the one of the guides",
    "cmake --build build/check && ctest --preset check -R my_case": "AFixtureInAMinute runs it, below",
}
# The same of a command that goes on.
BUILT = "cmake --build build/check && "
# Folders of a tree's own; all else in it is a link into ours.
OPEN = ("", "tests", "tests/fixtures", "tests/fixtures/rewrite")


def link_tree(place):
    """The project's tree, in which a command may write without writing into ours."""
    for folder in OPEN:
        os.makedirs(os.path.join(place, folder), exist_ok=True)
        for name in os.listdir(os.path.join(ROOT, folder)):
            path = os.path.join(folder, name)
            if path not in (*OPEN, "build", ".git"):
                os.symlink(os.path.join(ROOT, path), os.path.join(place, path))
    os.makedirs(os.path.join(place, "build"))


def cached(name):
    """What this build was configured with."""
    with open(os.path.join(BUILD, "CMakeCache.txt"), encoding="utf-8") as file:
        found = re.search(rf"^{name}:\w+=(.*)$", file.read(), re.MULTILINE)
    return found[1] if found else ""


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
        self.fresh = os.path.join(folder.name, "fresh")  # where nothing is built
        self.place = os.path.join(folder.name, "tree")  # where this build is the one of the guides
        for tree in (self.fresh, self.place):
            link_tree(tree)
        os.symlink(BUILD, os.path.join(self.place, "build", "package"))
        # Its tests, with a log apart from theirs who run this one.
        os.makedirs(os.path.join(self.place, "build", "check"))
        with open(os.path.join(self.place, "build", "check", "CTestTestfile.cmake"), "w",
                  encoding="utf-8") as file:
            file.write(f'subdirs("{BUILD}")\n')
        os.symlink(os.path.join(BUILD, "caps"), os.path.join(self.place, "build", "check", "caps"))
        home = os.path.join(folder.name, "home")
        os.makedirs(home)
        self.install("caps-dev", os.path.join(folder.name, "installed"))
        self.install("desktop", os.path.join(home, ".local"))
        rooms = [os.path.join(BUILD, room) for room in ("caps/tool", "sms/tool", "gateway")]
        self.environment = {**os.environ, "HOME": home, "LC_ALL": "C.UTF-8",
                            "XDG_CONFIG_HOME": os.path.join(home, ".config"),
                            "XDG_DATA_HOME": os.path.join(home, ".local", "share"),
                            "PATH": ":".join([*rooms, os.environ["PATH"]]),
                            "PKG_CONFIG_PATH": os.path.join(folder.name, "installed", "share", "pkgconfig")}

    def install(self, component, prefix):
        subprocess.run(["cmake", "--install", BUILD, "--prefix", prefix, "--component", component],
                       check=True, capture_output=True)

    def run_command(self, command):
        place, listing = self.place, ""
        command = command.removeprefix(BUILT)
        if command.startswith("cmake -S "):
            place = self.fresh
        elif command.startswith("ctest "):
            listing = " --show-only"
        told = subprocess.run(["sh", "-ec", command + listing], cwd=place, env=self.environment,
                              capture_output=True, text=True, timeout=300, check=False)
        if listing:
            self.assertRegex(told.stdout, r"Total Tests: [1-9]", command)
            self.assertNotRegex(told.stdout, r"e2e\.|ui\.|faults\.", command)  # need no servers
        # Of options that have become others, CMake warns only.
        self.assertNotIn("Manually-specified variables", told.stderr, command)
        return told

    def run_page(self, page):
        ran = 0
        for _, command, printed in conversations(page):
            if command in NOT_HERE:
                continue
            told = self.run_command(command)
            self.assertEqual(told.returncode, 0, f"{page}: {command}\n{told.stdout}{told.stderr}")
            if not command.removeprefix(BUILT).startswith("ctest "):
                self.assertRegex(told.stdout, rf"\A{pattern(printed)}\Z", f"{page}: {command}")
            ran += 1
        return ran

    def test_print_what_the_guides_say(self):
        ran = {page: self.run_page(page) for page in all_pages() if conversations(page)}
        for page, at_least in (("docs/packagers-guide.md", 13), ("docs/developers-guide.md", 8),
                               ("README.md", 3), ("docs/user-guide.md", 2)):
            self.assertGreaterEqual(ran[page], at_least, page)

    def test_for_links_choose_the_program_that_opens_them(self):
        self.run_page("docs/user-guide.md")
        for scheme in ("sms", "tel"):
            chosen = self.run_command(f"xdg-mime query default x-scheme-handler/{scheme}").stdout
            self.assertEqual(chosen, "xmpp-sms-open.desktop\n")

    def test_for_root_are_all_known(self):
        commands = {(prompt, command) for page in all_pages()
                    for prompt, command, _ in conversations(page)}
        for prompt, command in commands:
            self.assertTrue(prompt == "$" or command in NOT_HERE, command)
        for command in NOT_HERE:
            self.assertTrue({("$", command), ("#", command)} & commands, f"in no guide: {command}")

    def test_for_apt_name_packages_that_there_are(self):
        with open(os.path.join(ROOT, "packaging", "debian", "control"), encoding="utf-8") as file:
            packages = set(re.findall(r"^Package: (\S+)$", file.read(), re.MULTILINE))
        for command in NOT_HERE:
            if command.startswith("apt "):
                for word in shlex.split(command)[2:]:
                    self.assertIn(os.path.basename(word).partition("_")[0], packages, command)

    def test_that_ci_runs_are_run_there(self):
        with open(os.path.join(ROOT, ".ci", "run"), encoding="utf-8") as file:
            page, which = re.search(r"^tests/docs/run-commands (\S+) '(.*)'$", file.read(), re.MULTILINE).groups()
        ran = [command for _, command, _ in conversations(page) if re.search(which, command)]
        self.assertEqual(len(ran), 2)
        self.assertEqual(ran[1], "cmake --build build/package")

    def test_that_are_not_run_here_start_programs_that_exist(self):
        for command in NOT_HERE:
            program = next(word for word in command.split() if "=" not in word)
            if "/" in program:
                self.assertTrue(os.access(os.path.join(ROOT, program), os.X_OK), program)


class AFixtureInAMinute(unittest.TestCase):
    """Made as the developer's guide says, in a tree that is built and tested already."""

    def run_in(self, tree, command):
        told = subprocess.run(["sh", "-ec", command], cwd=tree, capture_output=True, text=True, timeout=500,
                              check=False)
        self.assertEqual(told.returncode, 0, f"{command}\n{told.stdout}{told.stderr}")
        return told.stdout

    def test_is_found_by_the_next_build_and_passes(self):
        folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-docs-")
        self.addCleanup(folder.cleanup)
        tree = os.path.join(folder.name, "tree")
        link_tree(tree)
        # Of the tree, what a fixture goes through: the rest takes as long again and again.
        needed = " --target sms-caps caps-rewrite-test"
        options = [f"-D{name}={cached(name)}" for name in
                   ("CMAKE_CXX_COMPILER", "CMAKE_CXX_COMPILER_LAUNCHER", "CMAKE_C_COMPILER_LAUNCHER")]
        for part in ("PLUGIN", "PIDGIN", "GATEWAY", "BENCHMARKS"):
            options.append(f"-DXMPP_SMS_{part}=OFF")
        options.append("-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O0")
        self.run_in(tree, shlex.join(["cmake", "--preset", "check", *options]))
        self.run_in(tree, "cmake --build build/check" + needed)
        self.run_in(tree, "ctest --preset check --show-only")  # from now on, it knows the tests there were
        for _, command, _ in conversations("docs/developers-guide.md"):
            if command.startswith(BUILT):
                break
            self.run_in(tree, command)
        self.assertIn("my_case", command)
        told = self.run_in(tree, command.replace(" && ", needed + " && "))
        self.assertIn("caps.rewrite.my_case", told)
        self.assertIn("100% tests passed", told)

    def test_is_the_same_in_both_pages(self):
        with open(os.path.join(ROOT, "HACKING.md"), encoding="utf-8") as file:
            self.assertIn("\n    cmake --build build/check && ctest --preset check -R my_case\n", file.read())


class Tidy(unittest.TestCase):
    def test_begins_in_a_tree_where_nothing_is_built(self):
        with tempfile.TemporaryDirectory(prefix="xmpp-sms-docs-") as folder:
            os.mkdir(os.path.join(folder, ".ci"))
            shutil.copy(os.path.join(ROOT, ".ci", "tidy"), os.path.join(folder, ".ci", "tidy"))
            with open(os.path.join(folder, "cmake"), "w", encoding="ascii") as file:
                file.write("#!/bin/sh\necho configured with \"$@\"; exit 1\n")  # it has begun: enough
            os.chmod(os.path.join(folder, "cmake"), 0o755)
            told = subprocess.run([os.path.join(folder, ".ci", "tidy"), "caps"], capture_output=True, text=True,
                                  env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}, check=False)
            self.assertIn("configured with -S . -B build/tidy", told.stderr)


class Autopkgtest(unittest.TestCase):
    """packaging/test-deb runs the line of the packager's guide, in a container that it makes for it."""

    def words(self, path, line):
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            text = file.read().replace("\\\n", " ")
        found = re.findall(line, text, re.MULTILINE)
        self.assertEqual(len(found), 1, path)
        return [os.path.basename(word) for word in shlex.split(found[0])
                if not word.startswith("--output-dir=")]

    def test_is_called_as_the_packagers_guide_says(self):
        told = self.words(os.path.join("docs", "packagers-guide.md"), r"^ {4}(autopkgtest .*)$")
        self.assertEqual(told, self.words(os.path.join("packaging", "test-deb"), r"^(autopkgtest [^>\n]*)"))
        with open(os.path.join(ROOT, "docs", "packagers-guide.md"), encoding="utf-8") as file:
            user = next(word for word in told if word.startswith("--user=")).partition("=")[2]
            self.assertIn(f"user `{user}`", file.read())


class TheHeadlessClient(unittest.TestCase):
    def test_has_its_commands_in_its_page_each_once(self):
        with open(os.path.join(ROOT, "tests", "client", "commands.cc"), encoding="utf-8") as file:
            taken = set(re.findall(r'^      \{"([a-z-]+)",', file.read(), re.MULTILINE))
        with open(os.path.join(ROOT, "tests", "client", "README.md"), encoding="utf-8") as file:
            rows = file.read().split("| line in |")[1].split("\n\n")[0].splitlines()
        told = [span for row in rows[2:] for span in re.findall(r"`([^`]+)`", row.replace("\\|", "").split(" | ")[0])]
        self.assertEqual(sorted(told), sorted(set(told)))
        self.assertEqual({span.split()[0] for span in told} - {"quit"}, taken)


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
