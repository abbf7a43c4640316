# SPDX-License-Identifier: GPL-2.0-or-later
""".ci/headers finds files that do not begin with their licence, in a throwaway repository."""

import os
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
LINE = "SPDX-" + "License-Identifier: GPL-2.0-or-later"  # of a file in the test, not of this one


class Headers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-headers-")
        self.addCleanup(folder.cleanup)
        self.tree = folder.name
        os.mkdir(os.path.join(self.tree, ".ci"))
        for name in (".ci/headers", ".ci/without-header"):
            shutil.copy(os.path.join(ROOT, name), os.path.join(self.tree, name))
        subprocess.run(["git", "init", "-q", self.tree], check=True)

    def write(self, name, text):
        path = os.path.join(self.tree, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def missing(self):
        done = subprocess.run([".ci/headers"], cwd=self.tree, check=False, text=True, capture_output=True)
        found = [line.strip() for line in done.stderr.splitlines() if line.startswith("  ")]
        self.assertEqual(done.returncode, 1 if found else 0, done.stderr)
        return found

    def test_are_there_or_the_file_is_named(self):
        self.write("caps/right.cc", f"// {LINE}\nint a;\n")
        self.write("docs/images/picture.svg", "<svg/>\n")  # as .ci/without-header says
        self.assertEqual(self.missing(), [])
        new = ["caps/new.cc", "docs/new.md", "gateway/page/new.css", "gateway/page/new.html", "packaging/new",
               "plugin/new.map", "sms/empty.h", "sms/late.h"]
        for name in new:
            self.write(name, "something\n")
        self.write("sms/empty.h", "")
        self.write("sms/late.h", "\n" * 9 + f"// {LINE}\n")
        self.assertEqual(self.missing(), new)
        subprocess.run(["git", "-C", self.tree, "add", "-A"], check=True)
        self.assertEqual(self.missing(), new)


if __name__ == "__main__":
    unittest.main()
