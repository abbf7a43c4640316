# SPDX-License-Identifier: GPL-2.0-or-later
"""The scripts of packaging/ say what they do, refuse what they do not know, and delete nothing that
somebody else has made."""

import glob
import os
import subprocess
import tempfile
import unittest

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
SCRIPTS = sorted(path for path in glob.glob(os.path.join(ROOT, "packaging", "*"))
                 if os.path.isfile(path) and os.access(path, os.X_OK))


def run(script, *arguments, **options):
    return subprocess.run([os.path.join(ROOT, "packaging", script), *arguments], text=True, check=False,
                          capture_output=True, stdin=subprocess.DEVNULL, timeout=60, **options)


def tree(folder):
    return sorted(os.path.join(where, name) for where, folders, files in os.walk(folder)
                  for name in folders + files)


class Scripts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-scripts-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def test_say_how_they_are_called(self):
        self.assertGreater(len(SCRIPTS), 10)
        for script in SCRIPTS:
            name = os.path.basename(script)
            with self.subTest(name):
                done = run(script, "--help", cwd=self.folder)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertTrue(done.stdout.startswith(f"Usage: packaging/{name}"), done.stdout)
                self.assertEqual(tree(self.folder), [])

    def test_refuse_options_that_they_do_not_know(self):
        for script in SCRIPTS:
            name = os.path.basename(script)
            with self.subTest(name):
                done = run(script, "--no-such-option", cwd=self.folder)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertRegex(done.stderr,
                                 rf"\Apackaging/{name}: unknown (option|argument): --no-such-option\n")
                self.assertIn("--help", done.stderr)
                self.assertEqual(tree(self.folder), [])

    def test_refuse_a_folder_with_the_work_of_others(self):
        kept = ["chapter.tex", "debian/other_1.0_amd64.deb", "xmpp-sms-0.1.0.tar.gz"]
        for name in kept:
            os.makedirs(os.path.dirname(os.path.join(self.folder, name)), exist_ok=True)
            with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
                file.write("years of work\n")
        before = tree(self.folder)
        for script, *arguments in (("release", self.folder), ("build-deb", "--into", self.folder)):
            with self.subTest(script):
                done = run(script, *arguments)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn(f"{self.folder} has what did not come from here: ", done.stderr)
                self.assertEqual(tree(self.folder), before)
        os.remove(os.path.join(self.folder, "chapter.tex"))
        done = run("release", self.folder)
        self.assertIn(f"{self.folder}/debian has what did not come from here: other_1.0", done.stderr)
        self.assertEqual(tree(self.folder), before[1:])

    def test_refuse_a_file_for_a_folder_and_a_folder_for_a_file(self):
        file = os.path.join(self.folder, "file")
        with open(file, "w", encoding="utf-8"):
            pass
        for script, *arguments in (("release", file), ("build-deb", "--into", file)):
            done = run(script, *arguments)
            self.assertEqual((done.returncode, done.stderr), (2, f"packaging/{script}: {file} is no folder\n"))
        done = run("source-tarball", self.folder)
        self.assertEqual(done.returncode, 2)
        self.assertIn("is a folder", done.stderr)
        self.assertEqual(tree(self.folder), [file])


if __name__ == "__main__":
    unittest.main()
