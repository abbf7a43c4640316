# SPDX-License-Identifier: GPL-2.0-or-later
"""Every link and picture in the pages leads somewhere, to its heading even, and no picture is left over."""

import glob
import os
import re
import unittest

import pages
from pages import ROOT, all_pages, anchors, prose, read, tracked_files

GUIDES = ("docs/user-guide.md", "docs/gateway/operating.md", "docs/packagers-guide.md",
          "docs/developers-guide.md")


def links():
    """(page, target) of each link that leads to a file of ours or into the page."""
    for page in all_pages():
        for target in pages.links(page):
            yield page, target


class Links(unittest.TestCase):
    def test_lead_to_files_that_belong_to_the_project(self):
        files = tracked_files()
        checked = 0
        for page, target in links():
            path = target.partition("#")[0]
            if not path:
                continue
            whole = os.path.normpath(os.path.join(os.path.dirname(page), path))
            self.assertTrue(os.path.exists(os.path.join(ROOT, whole)), f"{page}: {target}")
            if files is not None and os.path.isfile(os.path.join(ROOT, whole)):
                self.assertIn(whole, files, f"{page}: {target} is not in git")
            checked += 1
        self.assertGreater(checked, 40)

    def test_lead_to_headings_that_exist(self):
        for page, target in links():
            path, _, anchor = target.partition("#")
            if anchor:
                whole = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
                self.assertIn(anchor, anchors(whole), f"{page}: {target}")

    def test_have_something_for_who_cannot_see_the_picture(self):
        for page in all_pages():
            for words in re.findall(r"!\[([^\]]*)\]\(", prose(page)):
                self.assertGreater(len(words), 10, f"{page}: a picture of what?")

    def test_from_the_readme_reach_each_guide(self):
        named = {os.path.normpath(target) for page, target in links() if page == "README.md"}
        for guide in GUIDES:
            self.assertIn(guide, named)

    def test_lead_to_where_problems_are_reported(self):
        named = set(links())
        for page in ("README.md", "CONTRIBUTING.md"):
            self.assertIn((page, "SECURITY.md"), named)
        self.assertIn(("README.md", "CONTRIBUTING.md"), named)


class Paths(unittest.TestCase):
    # In examples of what a reader makes.
    TO_BE_MADE = {"gateway/carrier/pigeon/", "tests/fixtures/rewrite/my_case"}

    def test_in_the_text_exist(self):
        rooms = "caps|sms|plugin|gateway|tests|docs|packaging|cmake"
        path = re.compile(rf"`((?:{rooms})/[\w./+*-]*|\.ci/[\w-]+)[` ]")
        checked = 0
        for page in (*GUIDES, "README.md", "HACKING.md", "CONTRIBUTING.md", "docs/architecture.md"):
            text = re.sub(r"^```.*?^```$", "", read(page), flags=re.MULTILINE | re.DOTALL)
            for name in set(path.findall(text)) - self.TO_BE_MADE:
                self.assertTrue(glob.glob(os.path.join(ROOT, name)), f"{page}: {name}")
                checked += 1
        self.assertGreater(checked, 50)


class Pictures(unittest.TestCase):
    def test_are_all_shown_somewhere(self):
        shown = "".join(read(page) for page in all_pages()) + read("packaging/desktop/xmpp-sms.metainfo.xml")
        for name in os.listdir(os.path.join(ROOT, "docs", "images")):
            self.assertIn(f"images/{name}", shown)

    def test_of_clients_are_taken_by_the_script(self):
        script = read("packaging/take-screenshots")
        for name in os.listdir(os.path.join(ROOT, "docs", "images")):
            if name.endswith(".png"):
                self.assertRegex(script, rf"(?m)^take \S+ {name[:-4]}\b")


if __name__ == "__main__":
    unittest.main()
