# SPDX-License-Identifier: GPL-2.0-or-later
"""Real Pidgin on a throwaway profile, used as a person does: menus, keys, dialogs."""

import os
import subprocess

from . import accessible
from .processes import HarnessError, Process, wait_until
from .profile import PIDGIN, write_profile

BUDDY_LIST = "Buddy List"


class Pidgin:
    """Pidgin on a desktop. Its debug log and what GLib complained about are in log()."""

    def __init__(self, desktop, directory, server, users=("juliet",), **profile):
        self.desktop = desktop
        os.makedirs(directory, exist_ok=True)
        write_profile(directory, PIDGIN, server, users, **profile)
        self._process = Process(["pidgin", "-c", directory, "-m", "-f", "-d"],
                                os.path.join(directory, "pidgin.log"), env=desktop.env)
        self._app = None

    def wait_ready(self):
        """Until the buddy list is there, for the methods below."""
        accessible.connect(self.desktop.env)
        self._app = accessible.application(self._process.popen.pid)
        self.window(BUDDY_LIST)
        return self

    # Windows

    def open_windows(self):
        return [window.name for window in self._app.children()]

    def windows(self):
        """All that are open, menus too."""
        return self._app.children()

    def find_window(self, title):
        return next((w for w in self._app.children() if w.name == title), None)

    def window(self, title, timeout=15):
        """A window or dialog, by its whole title, once it is there."""
        try:
            return wait_until(lambda: self._process.require_running() and self.find_window(title),
                              timeout, f"window “{title}”")
        except HarnessError as error:
            raise HarnessError(f"{error}; open: {self.open_windows()}") from None

    def wait_closed(self, title, timeout=15):
        wait_until(lambda: self.find_window(title) is None, timeout, f"end of window “{title}”")

    def press(self, title, button):
        """Presses a button of a window with the mouse."""
        self.window(title).wait_for("push button", button).press()

    def press_keys(self, title, *keys):
        """Presses keys in a window, such as "alt+o"."""
        self.window(title)
        self.desktop.activate(title)
        self.desktop.key(*keys)

    def open_menu(self, *path):
        """Opens the buddy list's menus one after another; the widget of the last name."""
        widget = self.window(BUDDY_LIST)
        self.desktop.activate(BUDDY_LIST)
        for name in path:
            widget = widget.wait_for(name=name)
            widget.press()
        return widget

    def close_menus(self):
        self.desktop.key("Escape", "Escape", "Escape")

    # What people do

    def open_plugins(self):
        """Opens Tools ▸ Plugins by its key and searches as one does: by typing."""
        self.press_keys(BUDDY_LIST, "ctrl+u")
        return self.window("Plugins")

    def find_plugin(self, name):
        """Searches the open Plugins dialog; the check box in the row of the plugin."""
        self.desktop.activate("Plugins")
        self.desktop.type(name)
        self.desktop.key("Return")
        cells = self.window("Plugins").find_all("table cell")
        for box, label in zip(cells, cells[1:]):
            if label.name.startswith(name + " "):
                return box
        raise HarnessError(f"no plugin “{name}” in the Plugins dialog")

    def open_conversation(self, jid, title=None):
        """Opens a conversation by typing an address; its window has that title, or the one given."""
        self.press_keys(BUDDY_LIST, "ctrl+m")
        self.window("New Instant Message")
        self.desktop.activate("New Instant Message")
        self.desktop.type(jid)
        self.desktop.key("Return")
        return self.window(title or jid)

    def draft(self, jid, text):
        """Types into the entry of an open conversation without sending."""
        self.desktop.activate(jid)
        self.desktop.type(text)

    def say(self, jid, text):
        """Types into the entry of an open conversation."""
        self.desktop.activate(jid)
        self.desktop.type(text)
        self.desktop.key("Return")

    def conversation(self, jid):
        """What can be read in the conversation's window."""
        return "\n".join(widget.text for widget in self.window(jid).find_all("text"))

    def wait_said(self, jid, text, timeout=15):
        try:
            wait_until(lambda: text in self.conversation(jid), timeout, f"{text!r} in {jid}")
        except HarnessError as error:
            raise HarnessError(f"{error}; it reads:\n{self.conversation(jid)}\n"
                               f"open: {self.open_windows()}") from None

    # The process

    def log(self):
        return self._process.log()

    def is_running(self):
        return self._process.is_running()

    def quit(self, timeout=20):
        """Leaves as a user does, with Ctrl+Q; the exit status."""
        self.press_keys(BUDDY_LIST, "ctrl+q")
        try:
            return self._process.popen.wait(timeout)
        except subprocess.TimeoutExpired:
            raise HarnessError(f"Pidgin does not quit; open: {self.open_windows()}") from None

    def stop(self):
        self._process.stop()
