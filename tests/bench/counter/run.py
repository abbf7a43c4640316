# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a program on a private screen, for what it costs to draw. Usage: run.py PROGRAM [ARGUMENT…]"""

import os
import subprocess
import sys
import tempfile

from harness.desktop import Desktop

with tempfile.TemporaryDirectory(prefix="xmpp-sms-bench-") as folder:
    desktop = Desktop(os.path.join(folder, "desktop"))
    try:
        # Without what assistive technology needs: few people run it.
        env = {key: value for key, value in desktop.env.items() if key != "GTK_MODULES"}
        status = subprocess.run(sys.argv[1:], env={**os.environ, **env}, check=False).returncode
    finally:
        desktop.stop()
sys.exit(status)
