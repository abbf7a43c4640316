# SPDX-License-Identifier: GPL-2.0-or-later
"""A screen for a graphical client: a private one (X server, session bus, window manager), or the
user's own."""

import os
import subprocess
import time

from .processes import HarnessError, Lines, Process, wait_until

# GTK 2 without any theme engine: what a dark desktop changes is the colours.
DARK = """\
style "dark" {
  fg[NORMAL] = "#eeeeec" fg[PRELIGHT] = "#ffffff" fg[ACTIVE] = "#eeeeec" fg[INSENSITIVE] = "#888a85"
  bg[NORMAL] = "#2e3436" bg[PRELIGHT] = "#45494b" bg[ACTIVE] = "#232829" bg[INSENSITIVE] = "#2e3436"
  text[NORMAL] = "#eeeeec" text[PRELIGHT] = "#ffffff" text[ACTIVE] = "#ffffff"
  base[NORMAL] = "#1e2223" base[PRELIGHT] = "#45494b" base[ACTIVE] = "#204a87"
  bg[SELECTED] = "#215d9c" base[SELECTED] = "#215d9c"
  fg[SELECTED] = "#ffffff" text[SELECTED] = "#ffffff"
  GtkIMHtml::hyperlink-color = "#8ab4f8" GtkWidget::link-color = "#8ab4f8"
}
class "GtkWidget" style "dark"
"""


class OwnDesktop:
    """The display that the user sits at; nothing is started or stopped."""

    def __init__(self, directory):
        if not os.environ.get("DISPLAY"):
            raise HarnessError("no DISPLAY: a graphical client has nowhere to open its window")
        # What a program caches goes with the directory.
        self.env = dict(os.environ, XDG_CACHE_HOME=os.path.join(directory, "cache"),
                        XDG_DATA_HOME=os.path.join(directory, "data"))

    def stop(self):
        """The user's own desktop stays."""


class Desktop:
    """Xvfb, dbus-daemon and openbox of our own; `env` is for the programs that run on it."""

    def __init__(self, directory, size="1280x900", theme="light", font="DejaVu Sans 10"):
        self.directory = directory
        self._processes = []
        home, runtime = os.path.join(directory, "home"), os.path.join(directory, "run")
        os.makedirs(home, exist_ok=True)
        os.makedirs(runtime, mode=0o700, exist_ok=True)
        gtkrc = os.path.join(directory, "gtkrc")
        with open(gtkrc, "w", encoding="utf-8") as file:
            file.write(f'gtk-font-name = "{font}"\ngtk-cursor-blink = 0\n')
            file.write(DARK if theme == "dark" else "")
        self.env = {
            "PATH": os.environ["PATH"], "HOME": home, "XDG_RUNTIME_DIR": runtime,
            "LANG": "C.UTF-8", "TZ": "UTC", "GTK2_RC_FILES": gtkrc,
            "GTK_MODULES": "gail:atk-bridge"}
        # -r: on a busy machine, keys would repeat themselves.
        screen = self._start(["Xvfb", "-displayfd", "1", "-screen", "0", f"{size}x24", "-dpi", "96",
                              "-nolisten", "tcp", "-noreset", "-r"], stdout=subprocess.PIPE)
        self.env["DISPLAY"] = ":" + self._first_line(screen, r"^(\d+)$")
        bus = self._start(["dbus-daemon", "--session", "--nofork", "--print-address=1"],
                          stdout=subprocess.PIPE)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._first_line(bus, "^(unix:.*)$")
        self._start(["openbox", "--sm-disable"])
        wait_until(lambda: self._run("xdotool", "get_num_desktops"), 20,
                   "window manager on the screen")

    def _start(self, command, **options):
        log = os.path.join(self.directory, os.path.basename(command[0]) + ".err")
        self._processes.append(Process(command, log, env=self.env, **options))
        return self._processes[-1]

    @staticmethod
    def _first_line(process, pattern):
        return Lines(process.popen.stdout).wait_for(pattern, timeout=20).group(1)

    def _run(self, *command):
        return subprocess.run(command, env=self.env, capture_output=True, check=False).stdout

    def screenshot(self, path, window=None):
        """The whole screen as a PNG, or a window of this title with its frame, once nothing moves
        there any more."""
        seen = ["-window", "root"]
        if window is not None:
            self.activate(window)
            self._run("xdotool", "mousemove", "10000", "10000")  # it would open tooltips
            seen = ["-frame", "-window", self._run("xdotool", "getactivewindow").decode().strip()]

        def grab():
            return self._run("import", *seen, "-silent", "ppm:-")
        before, image = b"", grab()
        for _ in range(10):
            if image == before:
                break
            time.sleep(0.1)
            before, image = image, grab()
        subprocess.run(["convert", "ppm:-", path], input=image, check=True)

    def colours(self, widget):
        """The colours in a widget's place on the screen, such as "#803D00"."""
        x, y, width, height = widget.place()
        pixels = self._run("import", "-window", "root", "-silent", "-crop",
                           f"{width}x{height}+{x}+{y}", "-depth", "8", "txt:-").decode()
        return {line.split()[2][:7] for line in pixels.splitlines()[1:]}

    def _windows(self):
        return set(self._run("xdotool", "search", "--onlyvisible", "--name", "").split())

    def open_tooltip(self, widget):
        """Moves the mouse there and waits for the tooltip, which AT-SPI does not know."""
        before = self._windows()
        self.point_at(widget)
        wait_until(lambda: self._windows() - before, 15, "tooltip")

    def point_at(self, widget):
        """Moves the mouse there."""
        x, y = widget.middle()
        # In two steps: a tooltip wants a mouse that moves.
        for step in (1, 0):
            subprocess.run(["xdotool", "mousemove", "--sync", str(x + step), str(y)], env=self.env,
                           check=True)

    def drag(self, widget, x, y):
        """Drags a widget to a place on the screen."""
        subprocess.run(
            ["xdotool", "mousemove", "--sync", *map(str, widget.middle()), "mousedown", "1",
             "mousemove", "--sync", str(x - 40), str(y - 40), "mousemove", "--sync", str(x), str(y),
             "mouseup", "1"], env=self.env, check=True)

    def key(self, *keys):
        """Presses keys as a keyboard does: "ctrl+u", "Return"."""
        subprocess.run(["xdotool", "key", "--delay", "40", *keys], env=self.env, check=True)

    def double_click(self, widget):
        x, y = widget.middle()
        subprocess.run(["xdotool", "mousemove", "--sync", str(x), str(y), "click", "--repeat", "2",
                        "--delay", "60", "1"], env=self.env, check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "15", text], env=self.env, check=True)

    def activate(self, title):
        """Brings the window of exactly this title to the front, with the keyboard."""
        pattern = "^" + "".join("\\" + c if c in r"\.[]()*+?^$|{}" else c for c in title) + "$"

        # xdotool gives up when a window closes while it searches: it is asked again.
        def is_in_front():
            return subprocess.run(
                ["timeout", "3", "xdotool", "search", "--onlyvisible", "--name", pattern,
                 "windowactivate", "--sync"], env=self.env, capture_output=True,
                check=False).returncode == 0
        wait_until(is_in_front, 15, f"window “{title}” in front")

    def resize(self, title, width, height):
        """Makes the window of this title, without its frame, that large."""
        self.activate(title)
        window = self._run("xdotool", "getactivewindow").decode().strip()
        subprocess.run(["xdotool", "windowsize", "--sync", window, str(width), str(height)],
                       env=self.env, check=True)

    def stop(self):
        for process in reversed(self._processes):
            process.stop()
