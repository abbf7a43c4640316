# SPDX-License-Identifier: GPL-2.0-or-later
"""Each test that the table of promises names is there: a promise without one is only words."""

import fnmatch
import re
import subprocess
import unittest

from pages import BUILD, read

NAME = re.compile(r"`((?:gateway|faults)\.[\w.*]+)`")


class Promises(unittest.TestCase):
    def test_are_held_by_tests_that_exist(self):
        listed = subprocess.run(["ctest", "--test-dir", BUILD, "-N"], check=True,
                                capture_output=True, text=True).stdout
        tests = re.findall(r"^ *Test +#\d+: (\S+)$", listed, re.MULTILINE)
        promised = set(NAME.findall(read("docs/gateway/promises.md")))
        self.assertGreater(len(promised), 40)
        for name in sorted(promised):
            with self.subTest(name):
                self.assertTrue(fnmatch.filter(tests, name))


if __name__ == "__main__":
    unittest.main()
