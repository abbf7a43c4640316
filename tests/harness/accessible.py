# SPDX-License-Identifier: GPL-2.0-or-later
"""A client's windows as assistive technology sees them (AT-SPI): to find, read and press widgets.

One session bus a Python process: AT-SPI keeps the connection it made first.
"""

import os

from .processes import HarnessError, wait_until


def connect(env):
    """Makes AT-SPI look at this desktop; before anything else here."""
    os.environ.update({key: env[key] for key in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS")})


def _atspi():
    # Only now: importing connects to the session bus in the environment.
    import gi  # pylint: disable=import-outside-toplevel
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib  # pylint: disable=import-outside-toplevel
    return Atspi, GLib


def _take_in_changes(glib):
    # libatspi keeps what it once read until the program's events say otherwise; they wait here.
    context = glib.MainContext.default()
    while context.iteration(False):
        pass


class Widget:
    """One accessible; it may vanish at any time, which reads as having no children."""

    def __init__(self, accessible):
        self._accessible = accessible

    @property
    def name(self):
        _, glib = _atspi()
        try:
            return self._accessible.get_name() or ""
        except glib.Error:  # it vanished
            return ""

    @property
    def role(self):
        return self._accessible.get_role_name()

    def children(self):
        _, glib = _atspi()
        _take_in_changes(glib)
        try:
            found = [self._accessible.get_child_at_index(index)
                     for index in range(self._accessible.get_child_count())]
        except glib.Error:
            return []
        return [Widget(child) for child in found if child is not None]

    def walk(self):
        """All widgets below, depth first."""
        for child in self.children():
            yield child
            yield from child.walk()

    def find_all(self, role=None, name=None):
        """`name` is compared whole, or called with the name."""
        _, glib = _atspi()
        matches = name if callable(name) else lambda text: name is None or text == name
        found = []
        for widget in self.walk():
            try:
                if (role is None or widget.role == role) and matches(widget.name):
                    found.append(widget)
            except glib.Error:
                continue
        return found

    def wait_for(self, role=None, name=None, timeout=15):
        what = f"{role or 'widget'} {name if not callable(name) else '(as described)'!r}"

        def find():
            found = self.find_all(role, name)
            if not found:  # an event that told of it may have been missed
                self._accessible.clear_cache()
            return found
        try:
            return wait_until(find, timeout, what)[0]
        except HarnessError as error:
            raise HarnessError(f"{error}; there is:\n{self.outline()}") from None

    def outline(self, depth=0):
        """The tree as text, for error messages."""
        lines = []
        for child in self.children():
            lines.append(f"{'  ' * depth}{child.role} {child.name!r}"
                         + (f" text={child.text!r}" if child.text else ""))
            lines.append(child.outline(depth + 1))
        return "\n".join(line for line in lines if line)

    def has_state(self, state):
        """Whether e.g. "checked", "focused", "showing"."""
        atspi, _ = _atspi()
        return self._accessible.get_state_set().contains(getattr(atspi.StateType, state.upper()))

    @property
    def text(self):
        atspi, glib = _atspi()
        try:
            if "Text" not in self._accessible.get_interfaces():
                return ""
            return atspi.Text.get_text(self._accessible, 0, -1)
        except glib.Error:
            return ""

    def set_text(self, text):
        """Replaces what an entry has, as a paste does."""
        atspi, _ = _atspi()
        atspi.EditableText.set_text_contents(self._accessible, text)

    def press(self):
        """Does the widget's first action: a click, or the toggle of a cell."""
        atspi, _ = _atspi()
        if not self.has_state("sensitive") or atspi.Action.get_n_actions(self._accessible) == 0:
            raise HarnessError(f"{self.role} {self.name!r} cannot be pressed")
        atspi.Action.do_action(self._accessible, 0)

    @property
    def description(self):
        """What a screen reader says besides the name."""
        return self._accessible.get_description() or ""

    def place(self):
        """Where it is on the screen: x, y, width, height."""
        atspi, _ = _atspi()
        box = atspi.Component.get_extents(self._accessible, atspi.CoordType.SCREEN)
        return box.x, box.y, box.width, box.height

    def middle(self):
        """Where to click: x, y on the screen."""
        x, y, width, height = self.place()
        return x + width // 2, y + height // 2


def application(pid, timeout=30):
    """The running program as a widget whose children are its windows."""
    atspi, glib = _atspi()

    def find():
        desktop = atspi.get_desktop(0)
        desktop.clear_cache()
        for index in range(desktop.get_child_count()):
            try:
                child = desktop.get_child_at_index(index)
                if child is not None and child.get_process_id() == pid:
                    return Widget(child)
            except glib.Error:
                continue
        return None
    return wait_until(find, timeout, f"program {pid} on the accessibility bus")
