# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/doap.xml, which xmpp.org's registry reads, and the code name the same XEPs."""

import glob
import os
import re
import unittest
import xml.etree.ElementTree as ElementTree

from pages import ROOT, read

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DOAP = "{http://usefulinc.com/ns/doap#}"
XMPP = "{https://linkmauve.ca/ns/xmpp-doap#}"
SPEAKING = ("caps", "sms", "plugin", "gateway")
# Named, but not ours: why.
OTHERS = {"0198": "libpurple's own; a comment tells what it does to texts that are sent again"}


def code():
    """The path of each file that may name a XEP, with its text."""
    for room in SPEAKING:
        for path in sorted(glob.glob(f"{ROOT}/{room}/**/*.[ch]*", recursive=True)):
            if path.endswith((".h", ".cc")):
                yield os.path.relpath(path, ROOT)


def numbers(text):
    return set(re.findall(r"XEP-(\d{4})", text))


class Doap(unittest.TestCase):
    def setUp(self):
        project = ElementTree.parse(os.path.join(ROOT, "docs", "doap.xml")).getroot().find(f"{DOAP}Project")
        self.project = project
        self.supported = {}
        for xep in project.iter(f"{XMPP}SupportedXep"):
            link = xep.find(f"{XMPP}xep").get(f"{RDF}resource")
            match = re.fullmatch(r"https://xmpp\.org/extensions/xep-(\d{4})\.html", link)
            self.assertTrue(match, link)
            self.assertNotIn(match[1], self.supported, "twice")
            self.supported[match[1]] = xep

    def test_has_what_the_registry_asks_for(self):
        for name in ("name", "shortdesc", "description", "homepage", "license", "programming-language",
                     "os", "category"):
            self.assertIsNotNone(self.project.find(DOAP + name), name)
        for number, xep in self.supported.items():
            self.assertIn(xep.findtext(f"{XMPP}status"),
                          ("complete", "partial", "planned", "deprecated", "removed"), number)
            self.assertRegex(xep.findtext(f"{XMPP}version"), r"^\d+\.\d+", number)
            self.assertRegex(xep.findtext(f"{XMPP}since"), r"^\d+\.\d+\.\d+$", number)

    def test_is_in_the_order_of_numbers(self):
        self.assertEqual(list(self.supported), sorted(self.supported))

    def test_has_each_xep_that_the_code_or_the_operators_pages_name(self):
        pages = glob.glob(f"{ROOT}/docs/gateway/*.md")
        named = {number: path for path in [*code(), *(os.path.relpath(p, ROOT) for p in pages)]
                 for number in numbers(read(path))}
        for number, path in named.items():
            self.assertTrue(number in self.supported or number in OTHERS, f"XEP-{number} in {path}")

    def test_names_nothing_that_the_code_does_not(self):
        named = set().union(*(numbers(read(path)) for path in code()))
        self.assertEqual(set(self.supported) - named, set())
        self.assertEqual(set(OTHERS) - named, set())

    def test_says_where_each_is(self):
        for number, xep in self.supported.items():
            path = xep.findtext(f"{XMPP}note").partition(":")[0]
            self.assertTrue(os.path.isfile(os.path.join(ROOT, path)), f"XEP-{number}: {path}")

    def test_pictures_and_pages_exist(self):
        for link in re.findall(r"https://xmpp-sms\.example/([^']+)'", read("docs/doap.xml")):
            self.assertTrue(os.path.isfile(os.path.join(ROOT, link)), link)


if __name__ == "__main__":
    unittest.main()
