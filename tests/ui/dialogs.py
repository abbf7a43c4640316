# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's dialogs in Pidgin, as a person has them: by menu and keyboard."""

from harness.processes import HarnessError, wait_until

OURS = "SMS over XMPP"


class Dialogs:
    """For a test case with a `desktop` and a `pidgin` on it."""

    patience = 15  # seconds until a window says something

    def open(self, label, title):
        """A dialog from our menu, with the keyboard in it."""
        self.pidgin.open_menu("Tools", OURS, label)
        window = self.pidgin.window(title)
        self.desktop.activate(title)
        return window

    def keys(self, title, *keys):
        """Types into a window: " text" is typed, the rest are keys."""
        self.desktop.activate(title)
        for key in keys:
            if key.startswith(" "):
                self.desktop.type(key[1:])
            else:
                self.desktop.key(key)

    def wait_label(self, title, text):
        """Until the window, which may have been opened anew, says so."""
        def find():
            window = self.pidgin.find_window(title)
            return window and window.find_all("label", lambda name: text in name)
        try:
            wait_until(find, self.patience, f"{text!r} in {title}")
        except HarnessError as error:
            raise HarnessError(f"{error}; open: {self.pidgin.open_windows()}\n"
                               + self.pidgin.window(title).outline()) from None
