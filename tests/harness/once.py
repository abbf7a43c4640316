# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a command that gets no second chance: what it found once, it found.

    python3 -m harness.once COMMAND…

`ctest --repeat until-pass` is for windows on a busy machine. What counts lost texts at moments of
chance has to fail although the next run would pass: each further run by the same ctest fails at once.
"""

import hashlib
import os
import subprocess
import sys
import tempfile


def ctest():
    """The process that started us, in a word that no later one has."""
    with open(f"/proc/{os.getppid()}/stat", encoding="utf-8") as file:
        started = file.read().rpartition(")")[2].split()[19]
    return f"{os.getppid()} {started}"


def main(command):
    # Beside the build, and another for each command in each folder.
    name = hashlib.sha256("\0".join([os.getcwd(), *command]).encode()).hexdigest()[:16]
    mark = os.path.join(os.environ.get("XMPP_SMS_BUILD", tempfile.gettempdir()), f"failed-{name}")
    if os.path.exists(mark):
        with open(mark, encoding="utf-8") as file:
            if file.read() == ctest():
                print("It failed already; see the first run.")
                return 1
        os.remove(mark)
    status = subprocess.run(command, check=False).returncode
    if status != 0:
        with open(mark, "w", encoding="utf-8") as file:
            file.write(ctest())
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
