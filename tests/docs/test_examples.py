# SPDX-License-Identifier: GPL-2.0-or-later
"""Code in the guides is a part of files that are compiled and run. A block that stands behind a comment
with a path is a part of that file."""

import os
import unittest

from pages import ROOT, all_pages, blocks, read

# Languages whose blocks are always quotations of files.
QUOTED = {"cpp", "cmake"}
# Pages whose example is held by a test of its own: install.caps_consumer.
ELSEWHERE = {"caps/README.md"}


def body(text):
    """The lines without the indentation that they share."""
    return text.strip("\n")


class Examples(unittest.TestCase):
    def quotations(self):
        for page in all_pages():
            for comment, language, text in blocks(page):
                if os.path.isfile(os.path.join(ROOT, comment)):
                    yield page, comment, text
                elif language in QUOTED and page not in ELSEWHERE:
                    self.fail(f"{page}: which file is this a part of?\n{text}")

    def test_are_parts_of_files(self):
        found = list(self.quotations())
        self.assertGreater(len(found), 8)
        for page, path, text in found:
            self.assertIn(body(text), read(path), f"{page} quotes {path}")

    def test_of_clients_and_carriers_are_built(self):
        self.assertIn("docs/examples/client", read("tests/install/CMakeLists.txt"))
        self.assertIn("docs/examples/carrier", read("tests/gateway/carrier/CMakeLists.txt"))


if __name__ == "__main__":
    unittest.main()
