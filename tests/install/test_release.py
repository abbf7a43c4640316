# SPDX-License-Identifier: GPL-2.0-or-later
"""packaging/release in a throwaway repository that has what it reads: with the version's tag, without
it, and from a tarball. The packages themselves are built by .ci/run; here the stand-in for
packaging/build-deb makes what it, too, begins with: the source package's tarball."""

import glob
import os
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
READ = ("packaging", "CMakeLists.txt", "CHANGELOG.md", ".gitattributes")
METAINFO = "packaging/desktop/xmpp-sms.metainfo.xml"
BUILD_DEB = """\
#!/bin/sh
set -e
here=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
"$here/packaging/debian-source" "$scratch" >/dev/null
mkdir -p "$2"
mv "$scratch"/*.orig.tar.gz "$2"
rm -r "$scratch"
"""
AUTHOR = {"GIT_AUTHOR_NAME": "Juliet", "GIT_AUTHOR_EMAIL": "juliet@example.com",
          "GIT_COMMITTER_NAME": "Juliet", "GIT_COMMITTER_EMAIL": "juliet@example.com"}


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Release(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="xmpp-sms-release-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.into = os.path.join(self.folder, "release")
        self.tree = os.path.join(self.folder, "tree")
        os.mkdir(self.tree)
        for name in READ:
            path = os.path.join(ROOT, name)
            copy = shutil.copytree if os.path.isdir(path) else shutil.copy
            copy(path, os.path.join(self.tree, name))
        self.write("packaging/build-deb", BUILD_DEB)
        if b"$Format:" not in read(os.path.join(ROOT, "packaging", "commit")):  # this is a tarball's tree
            self.write("packaging/commit",
                       "commit $Format:%H %ct %(describe:tags=true,match=v[0-9]*,abbrev=40)$\n")
        with open(os.path.join(ROOT, "CMakeLists.txt"), encoding="utf-8") as file:
            self.version = re.search(r"VERSION (\d+\.\d+\.\d+)$", file.read(), re.MULTILINE)[1]
        self.git("init", "-q")

    def write(self, name, text):
        with open(os.path.join(self.tree, name), "w", encoding="utf-8") as file:
            file.write(text)

    def run_in(self, tree, *command):
        environment = {**os.environ, **AUTHOR, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        return subprocess.run(command, cwd=tree, env=environment, text=True, check=False,
                              capture_output=True, timeout=60)

    def git(self, *words):
        done = self.run_in(self.tree, "git", *words)
        self.assertEqual(done.returncode, 0, done.stderr)

    def tell_software_centres(self, date):
        path = os.path.join(self.tree, METAINFO)
        text = re.sub(r" *<releases>.*</releases>\n", "", read(path).decode(), flags=re.DOTALL)
        self.write(METAINFO, text.replace(
            "</component>", f'<releases><release version="{self.version}" date="{date}"/></releases>\n</component>'))

    def commit(self, changelog_says, tag=None):
        self.write("CHANGELOG.md", f"# Changelog\n\n## {self.version} ({changelog_says})\n\n### Users\n- All.\n")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "A version")
        if tag:
            self.git("tag", tag)

    def release(self, tree=None):
        return self.run_in(tree or self.tree, "packaging/release", self.into)

    def made(self):
        return sorted(os.path.relpath(path, self.into) for path in glob.glob(f"{self.into}/**", recursive=True)
                      if os.path.isfile(path))

    def check_sums(self):
        done = self.run_in(self.into, "sha256sum", "--strict", "--check", "SHA256SUMS")
        self.assertEqual(done.returncode, 0, done.stderr)
        summed = sorted(line.split(": ")[0] for line in done.stdout.splitlines())
        self.assertEqual(summed, [name for name in self.made() if name != "SHA256SUMS"])

    def released(self, tree):
        return self.run_in(tree, "packaging/version").stdout.splitlines()[-1]

    def test_with_its_tag_is_the_version(self):
        self.tell_software_centres("2026-12-24")
        self.commit("2026-12-24", f"v{self.version}")
        done = self.release()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("rehearsal", done.stdout)
        tarball, orig = f"xmpp-sms-{self.version}.tar.gz", f"debian/xmpp-sms_{self.version}.orig.tar.gz"
        self.assertEqual(self.made(), sorted(["SHA256SUMS", tarball, orig]))
        self.assertEqual(read(os.path.join(self.into, tarball)), read(os.path.join(self.into, orig)))
        self.check_sums()
        first = read(os.path.join(self.into, "SHA256SUMS"))
        self.assertEqual(self.release().returncode, 0)  # its own folder is filled again
        self.assertEqual(read(os.path.join(self.into, "SHA256SUMS")), first)

    def test_without_a_tag_is_a_rehearsal_that_sorts_before_it(self):
        self.commit("unreleased")
        done = self.release()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"No tag v{self.version} here: this is a rehearsal", done.stdout)
        self.check_sums()
        orig, = (name for name in self.made() if name.endswith(".orig.tar.gz"))
        self.assertRegex(orig, rf"_{re.escape(self.version)}~git\d{{14}}\.[0-9a-f]{{7}}\.orig")

    def test_is_refused_where_the_changelog_does_not_have_it(self):
        self.commit("unreleased", f"v{self.version}")
        done = self.release()
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"CHANGELOG.md says '## {self.version} (unreleased)': write", done.stderr)
        self.assertFalse(os.path.exists(self.into))
        self.write("CHANGELOG.md", f"# Changelog\n\n## {self.version}1 (2026-12-24)\n")
        done = self.release()
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"CHANGELOG.md has no part '## {self.version}'", done.stderr)

    def test_is_refused_where_software_centres_are_not_told(self):
        self.tell_software_centres("2026-12-23")
        self.commit("2026-12-24", f"v{self.version}")
        done = self.release()
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"""{METAINFO} lacks <releases> with '<release version="{self.version}" date="2026-12-24"/>'""",
                      done.stderr)
        self.assertFalse(os.path.exists(self.into))

    def unpacked(self):
        """The folder of the release's tarball."""
        done = self.run_in(self.folder, "tar", "-xf", f"{self.into}/xmpp-sms-{self.version}.tar.gz")
        self.assertEqual(done.returncode, 0, done.stderr)
        return os.path.join(self.folder, f"xmpp-sms-{self.version}")

    def test_s_tarball_says_what_it_is_without_git(self):
        self.tell_software_centres("2026-12-24")
        self.commit("unreleased")
        self.assertEqual(self.release().returncode, 0)
        self.assertEqual(self.released(self.unpacked()), "released no")
        self.commit("2026-12-24", f"v{self.version}")
        self.assertEqual(self.release().returncode, 0)
        self.assertEqual(self.released(self.unpacked()), "released yes")
        self.git("commit", "-q", "--allow-empty", "-m", "The next one")
        self.assertEqual(self.release().returncode, 0)
        self.assertEqual(self.released(self.unpacked()), "released no")


if __name__ == "__main__":
    unittest.main()
