# SPDX-License-Identifier: GPL-2.0-or-later
"""The manual pages are well-formed and say the same as --help. The keys of the configuration are held
against the program by gateway.e2e.running, the examples of the tools by their own tests."""

import glob
import os
import re
import subprocess
import unittest

from pages import BUILD, ROOT

MAN = os.path.join(ROOT, "docs", "man")
PROGRAMS = {"sms-caps.1": "caps/tool/sms-caps", "sms-text.1": "sms/tool/sms-text",
            "xmpp-sms-gateway.8": "gateway/xmpp-sms-gateway"}
SOURCES = {"sms-caps.1": "caps/tool/options.cc", "sms-text.1": "sms/tool/options.cc",
           "xmpp-sms-gateway.8": "gateway/app/options.cc"}
# "--bundle NAME", "--create NODE VER": the option and what it takes.
OPTION = r"(--[a-z][a-z-]+)((?:[ =][A-Z]{2,}\b)*)"


def pages():
    return sorted(glob.glob(os.path.join(MAN, "*.[158]")))


def read(name):
    with open(os.path.join(MAN, name), encoding="utf-8") as file:
        return file.read()


def sections(page):
    """The text of each section, by its title."""
    parts = re.split(r"^\.SH (.*)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2]))


def plain(roff):
    """The words of some lines, without fonts and escapes."""
    lines = []
    for line in roff.splitlines():
        match = re.match(r"\.([A-Z]{1,2})(?: (.*))?$", line)
        if not match:
            lines.append(line)
        elif match[1] in ("BI", "BR", "RI", "RB", "IR", "B", "I"):
            words = re.findall(r'"([^"]*)"|(\S+)', match[2] or "")
            glue = " " if match[1] in ("B", "I") else ""
            lines.append(glue.join(quoted or word for quoted, word in words))
        else:
            lines.append("." + match[1])
    return re.sub(r"\\(&|\.)?", "", "\n".join(lines))


def entries(section):
    """The heading of each entry (.TP) of a section."""
    parts = plain(section).split(".TP\n")[1:]
    return [part.splitlines()[0] for part in parts]


def options(text):
    """What each option takes: {"--bundle": "NAME", "--check": ""}."""
    return {name: takes.strip(" =") for name, takes in re.findall(OPTION, text)}


class ManualPages(unittest.TestCase):
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

    def test_name_the_programs_version_nowhere(self):
        for page in pages():
            self.assertNotRegex(read(page).splitlines()[1], r"\d+\.\d+\.\d+", page)

    def test_refer_to_pages_that_exist(self):
        ours = {os.path.basename(page) for page in pages()}
        others = {"pidgin.1", "finch.1", "dbus-send.1"}
        for page in pages():
            for name, section in re.findall(r"^\.BR (\S+) \((\d)\)", read(page), re.MULTILINE):
                self.assertIn(f"{name}.{section}", ours | others, page)


class Options(unittest.TestCase):
    maxDiff = None

    def help_of(self, page):
        told = subprocess.run([os.path.join(BUILD, PROGRAMS[page]), "--help"], capture_output=True,
                              text=True, timeout=60, check=True)
        return told.stdout

    def test_of_manual_and_help_are_the_same(self):
        for page in PROGRAMS:
            with self.subTest(page):
                of_help = options(self.help_of(page).split("\nExamples:")[0])
                body = sections(read(page))
                of_manual = options("\n".join(entries(body["OPTIONS"])))
                if "COMMANDS" in body:  # whose options stand in their text
                    commands = options(plain(body["COMMANDS"].replace("\n.I", " ")))
                    of_manual = {**commands, **of_manual}
                # In synopses a value may stand apart from the option that it is of.
                self.assertEqual(set(of_manual), set(of_help))
                for option, takes in of_manual.items():
                    if option in options("\n".join(entries(body["OPTIONS"]))):
                        self.assertEqual(takes, of_help[option], option)

    def test_that_programs_take_are_all_in_help(self):
        for page, source in SOURCES.items():
            with open(os.path.join(ROOT, source), encoding="utf-8") as file:
                code = file.read().split("std::string_view usage()")[0]
            for option in set(re.findall(r'"(--[a-z][a-z-]+)"', code)):
                self.assertIn(option, options(self.help_of(page)), source)

    def test_that_help_tells_are_taken(self):
        for page, program in PROGRAMS.items():
            for option in options(self.help_of(page).split("\nExamples:")[0]):
                told = subprocess.run([os.path.join(BUILD, program), option], capture_output=True,
                                      text=True, timeout=60, check=False, stdin=subprocess.DEVNULL)
                self.assertNotRegex(told.stderr, "unknown option|no such option", option)

    def test_commands_of_manual_and_help_are_the_same(self):
        manual = {heading.split()[0] for heading in
                  entries(sections(read("xmpp-sms-gateway.8"))["COMMANDS"])}
        told = self.help_of("xmpp-sms-gateway.8").split("Commands:\n")[1]
        self.assertEqual(manual, set(re.findall(r"^  ([a-z]+) ", told, re.MULTILINE)))
        manual = set(entries(sections(read("sms-text.1"))["COMMANDS"]))
        told = re.findall(r"^  sms-text ([a-z]+)", self.help_of("sms-text.1"), re.MULTILINE)
        self.assertEqual(manual, set(told))

    def test_exit_statuses_of_manual_and_help_are_the_same(self):
        for page in PROGRAMS:
            told = self.help_of(page).split("Exit status:")[1].split("\n\n")[0]
            manual = plain(sections(read(page))["EXIT STATUS"])
            numbers = re.compile(r"(?<![\w.])\d+\b")
            self.assertEqual(set(numbers.findall(manual)), set(numbers.findall(told)), page)


if __name__ == "__main__":
    unittest.main()
