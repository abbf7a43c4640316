# SPDX-License-Identifier: GPL-2.0-or-later
"""The manual pages are what docs/man/generate makes of the programs, and well-formed. Their examples are
run: here, and in the tools' own tests."""

import glob
import os
import re
import subprocess
import tempfile
import unittest

from pages import BUILD, ROOT

MAN = os.path.join(ROOT, "docs", "man")
PROGRAMS = {"sms-caps.1": "caps/tool/sms-caps", "sms-text.1": "sms/tool/sms-text",
            "xmpp-sms-gateway.8": "gateway/xmpp-sms-gateway"}
SOURCES = {"sms-caps.1": "caps/tool/options.cc", "sms-text.1": "sms/tool/options.cc",
           "xmpp-sms-gateway.8": "gateway/app/options.cc"}


def pages():
    return sorted(glob.glob(os.path.join(MAN, "*.[158]")))


def read(name):
    with open(os.path.join(MAN, name), encoding="utf-8") as file:
        return file.read()


def run(command, **more):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **more)


class ManualPages(unittest.TestCase):
    maxDiff = None

    def test_are_what_is_made_of_the_programs(self):
        with tempfile.TemporaryDirectory(prefix="xmpp-sms-man-") as folder:
            made = run([os.path.join(MAN, "generate"), "--build", BUILD, "--into", folder])
            self.assertEqual((made.returncode, made.stderr), (0, ""))
            self.assertEqual(sorted(os.listdir(folder)), [os.path.basename(page) for page in pages()])
            for name in os.listdir(folder):
                self.assertEqual(read(os.path.join(folder, name)), read(name),
                                 f"{name} has aged: docs/man/generate makes it anew")

    def test_are_clean_for_mandoc_and_groff(self):
        self.assertGreaterEqual(len(pages()), 5)
        for page in pages():
            with self.subTest(os.path.basename(page)):
                # Lines of any length are the source's own business.
                lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page],
                                      capture_output=True, text=True, check=False)
                self.assertEqual(lint.stdout + lint.stderr, "")
                groff = subprocess.run(["groff", "-man", "-ww", "-z", "-K", "utf8", "-T", "utf8", page],
                                       capture_output=True, text=True, check=False)
                self.assertEqual(groff.stdout + groff.stderr, "")

    def test_show_the_quotes_that_a_section_has_in_the_file(self):
        shown = run(["groff", "-man", "-ww", "-K", "utf8", "-T", "utf8", "-P-c",
                     os.path.join(MAN, "xmpp-sms-gateway.toml.5")])
        self.assertEqual((shown.returncode, shown.stderr), (0, ""))
        text = re.sub(r".\x08", "", shown.stdout)  # bold and underlined
        self.assertRegex(text, r'(?m)^ *\[users\."juliet@example\.com"\]$')

    def test_name_the_programs_version_nowhere(self):
        for page in pages():
            title = re.search(r"^\.TH .*$", read(page), re.MULTILINE)[0]
            self.assertNotRegex(title, r"\d+\.\d+\.\d+", page)

    def test_refer_to_pages_that_exist(self):
        ours = {os.path.basename(page) for page in pages()}
        others = {"pidgin.1", "finch.1", "dbus-send.1"}
        for page in pages():
            for name, section in re.findall(r"^\.BR (\S+) \((\d)\)", read(page), re.MULTILINE):
                self.assertIn(f"{name}.{section}", ours | others, page)


class Options(unittest.TestCase):
    def help_of(self, page):
        return run([os.path.join(BUILD, PROGRAMS[page]), "--help"]).stdout

    def options_of_help(self, page):
        text = self.help_of(page).split("\nExamples:")[0]
        return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))

    def test_that_programs_take_are_all_in_help(self):
        for page, source in SOURCES.items():
            with open(os.path.join(ROOT, source), encoding="utf-8") as file:
                code = file.read().split("std::string_view usage()")[0]
            for option in set(re.findall(r'"(--[a-z][a-z-]+)"', code)):
                self.assertIn(option, self.options_of_help(page), source)

    def test_that_help_tells_are_taken(self):
        for page, program in PROGRAMS.items():
            for option in self.options_of_help(page):
                told = run([os.path.join(BUILD, program), option], stdin=subprocess.DEVNULL)
                self.assertNotRegex(told.stderr, "unknown option|no such option", option)

    def test_are_told_in_80_columns(self):
        for page in PROGRAMS:
            for line in self.help_of(page).splitlines():
                self.assertLessEqual(len(line), 80, line)


class Examples(unittest.TestCase):
    def test_of_sms_caps_print_what_the_manual_says(self):
        text = read("sms-caps.1").replace("\\-", "-")
        command, printed = re.search(r"^\.nf\n\$ (.*)\n(<.*)\n\.fi$", text, re.MULTILINE).groups()
        folder = os.path.dirname(os.path.join(BUILD, PROGRAMS["sms-caps.1"]))
        told = run(["sh", "-ec", command], env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"})
        self.assertEqual((told.returncode, told.stdout), (0, printed + "\n"))


if __name__ == "__main__":
    unittest.main()
