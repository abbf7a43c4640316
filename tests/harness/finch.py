# SPDX-License-Identifier: GPL-2.0-or-later
"""Real Finch on a throwaway profile, in a terminal of its own (tmux), used by keys."""

import os
import re
import subprocess
import time

from .processes import HarnessError, wait_until
from .profile import FINCH, write_profile

COLUMNS, ROWS = 110, 36


class Finch:
    """Finch in a tmux server with its own socket. screen() is what a person reads.

    With is_debugging, log() has the debug log too, and the debug window is open.
    """

    def __init__(self, directory, server, users=("juliet",), is_debugging=False, **profile):
        os.makedirs(directory, exist_ok=True)
        write_profile(directory, FINCH, server, users, **profile)
        self._socket = os.path.join(directory, "tmux")
        home = os.path.join(directory, "home")
        os.mkdir(home)
        self._env = {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8", "TZ": "UTC",
                     "TERM": "screen-256color"}
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS),
                   f"exec finch {'-d' if is_debugging else ''} -c '{directory}' 2>'{directory}/finch.log'")
        self._tmux("set-option", "-g", "status", "off")
        self._tmux("set-option", "-g", "default-terminal", "screen-256color")
        self._tmux("set-option", "-s", "escape-time", "0")
        self._directory = directory

    def _tmux(self, *command):
        done = subprocess.run(["tmux", "-u", "-S", self._socket, *command], env=self._env,
                              capture_output=True, text=True, check=False)
        if done.returncode:
            raise HarnessError(f"tmux {command[0]}: {done.stderr.strip()} {self.log()}")
        return done.stdout

    def log(self):
        """What it wrote to standard error."""
        try:
            with open(os.path.join(self._directory, "finch.log"), encoding="utf-8",
                      errors="replace") as file:
                return file.read()
        except (FileNotFoundError, AttributeError):
            return ""

    def screen(self):
        return self._tmux("capture-pane", "-p")

    def keep(self, text_path, png_path):
        """Keeps the screen as text and as a picture."""
        screen = self.screen()
        with open(text_path, "w", encoding="utf-8") as file:
            file.write(screen)
        drawn = screen.replace("\\", "\\\\").replace("%", "%%")
        subprocess.run(["convert", "-size", f"{8 * COLUMNS + 16}x{16 * ROWS + 16}", "xc:#1e2223",
                        "-fill", "#eeeeec", "-font", "DejaVu-Sans-Mono", "-pointsize", "13",
                        "-annotate", "+8+18", drawn, png_path], check=True)

    def wait_shown(self, text, timeout=15):
        """Until `text` can be read on the screen."""
        try:
            wait_until(lambda: text in self.screen(), timeout, f"{text!r} on the screen")
        except HarnessError as error:
            raise HarnessError(f"{error}; it shows:\n{self.screen()}") from None

    def wait_gone(self, text, timeout=15):
        wait_until(lambda: text not in self.screen(), timeout, f"end of {text!r} on the screen")

    def key(self, *keys):
        """Presses keys by tmux's names ("Space", "Enter", "Tab", "M-a" for Alt+A, "Down")."""
        # COMPAT(tmux): its own Down starts with an Escape that closes Finch's menus.
        arrows = {"Up": "\033OA", "Down": "\033OB", "Right": "\033OC", "Left": "\033OD"}
        for key in keys:
            if key in arrows:
                self._tmux("send-keys", "-l", arrows[key])
            else:
                self._tmux("send-keys", key)
            time.sleep(0.08)  # Finch takes keys that arrive together for one

    def choose(self, *names):
        """Opens the buddy list's menu bar and takes these items, by the letters shown there."""
        self.key("C-o")
        self.wait_shown(" Plugins")
        for _ in range(3):  # the bar opens where it was left
            if names[0] in self.screen():
                break
            self.key("Left")
        for name in names:
            self.wait_shown(name)
            letter = re.search(rf"{re.escape(name)} *\((\w)\)", self.screen())
            if not letter:
                raise HarnessError(f"no letter at menu item {name!r}:\n{self.screen()}")
            self.key(letter.group(1))

    def open_plugins(self):
        """Opens the list of plugins from the actions menu."""
        self.key("M-a")
        self.wait_shown("Actions")
        items = [line for line in self.screen().splitlines() if line.startswith("│")]
        menu = items[[i for i, line in enumerate(items) if "Accounts " in line][-1]:]
        self.key(*["Down"] * next(i for i, line in enumerate(menu) if "Plugins" in line), "Enter")
        self.wait_shown("You can (un)load plugins")

    def select_plugin(self, name):
        """Moves to a plugin in the open list; its line there."""
        for _ in range(60):
            if f"Name: {name} " in self.screen():
                return
            self.key("Down")
        raise HarnessError(f"no plugin {name!r} in the list:\n{self.screen()}")

    def open_conversation(self, jid, title=None):
        """Opens a conversation by typing an address; its window has that title, or the one given."""
        self.choose("Send IM...")
        self.wait_shown("New Instant Message")
        self.type(jid)
        self.key("Tab", "Enter")
        self.wait_shown(f"{title or jid} (")

    def say(self, text):
        """Types into the conversation in front."""
        self.type(text)
        self.key("Enter")

    def bring_to_front(self, title):
        """Goes to a window by its place in the bar below."""
        titles = [part.strip() for part in self.screen().rstrip().splitlines()[-1].split("│")]
        for place, shown in enumerate(titles, start=1):
            if shown and (title.startswith(shown) or shown.startswith(title)):
                self.key(f"M-{place}")
                return
        raise HarnessError(f"no window {title!r} in the bar: {titles}")

    def quit(self, timeout=15):
        """Leaves as a user does, with Alt+Q."""
        self.key("M-q")
        wait_until(lambda: not self.is_running(), timeout, "end of Finch")

    def type(self, text):
        self._tmux("send-keys", "-l", text)
        time.sleep(0.1)

    def is_running(self):
        return subprocess.run(["tmux", "-S", self._socket, "has-session"], env=self._env,
                              capture_output=True, check=False).returncode == 0

    def stop(self):
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], env=self._env,
                       capture_output=True, check=False)
