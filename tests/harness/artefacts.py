# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a test finds the build, and where it leaves what a person may want to look at."""

import os

from .processes import HarnessError


def build_directory():
    """The build tree under test, from the environment."""
    build = os.environ.get("XMPP_SMS_BUILD")
    if not build:
        raise HarnessError("set XMPP_SMS_BUILD to the build directory, such as build/check")
    return os.path.abspath(build)


def plugin_file(name="xmpp-sms"):
    """The plugin that every client loads, or the one of this name."""
    path = os.path.join(build_directory(), "plugin", f"{name}.so")
    if not os.path.exists(path):
        raise HarnessError(f"no {path}: build first")
    return path


def artefact(name):
    """The path for a file that is kept after the run."""
    folder = os.environ.get("XMPP_SMS_ARTEFACTS") or os.path.join(build_directory(), "artefacts")
    os.makedirs(folder, exist_ok=True)
    return os.path.join(folder, name)
