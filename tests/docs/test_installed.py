# SPDX-License-Identifier: GPL-2.0-or-later
"""Links of the pages that are installed lead to what is installed with them. packaging/lifecycle.py looks
at Debian's packages in the same way."""

import glob
import os
import subprocess
import tempfile
import unittest

from pages import BUILD, broken_links

COMPONENTS = {"desktop": ["user-guide.md"], "caps-dev": ["smscaps/README.md"],
              "gateway": ["from-sms-over-xmpp.md", "gateway/operating.md", "gateway/promises.md",
                          "gateway/twilio.md"]}


class Installed(unittest.TestCase):
    def test_links_lead_to_what_is_installed_with_them(self):
        for component, pages in COMPONENTS.items():
            with self.subTest(component), tempfile.TemporaryDirectory(prefix="xmpp-sms-docs-") as root:
                subprocess.run(["cmake", "--install", BUILD, "--prefix", root, "--component", component],
                               check=True, capture_output=True)
                docs = os.path.join(root, "share", "doc", "xmpp-sms")
                found = glob.glob("**/*.md", root_dir=docs, recursive=True)
                self.assertEqual(sorted(found), pages)
                broken, right = broken_links(docs)
                self.assertEqual(broken, [])
                self.assertGreater(right, 0)


if __name__ == "__main__":
    unittest.main()
