# SPDX-License-Identifier: GPL-2.0-or-later
"""A throwaway user folder of Pidgin or Finch: accounts, preferences, and a trusted certificate."""

import os
import shutil
from dataclasses import dataclass
from xml.sax.saxutils import escape

from .certificates import trust_certificate


@dataclass(frozen=True)
class Client:
    """What differs between libpurple's clients in their files."""

    name: str
    account_settings: str
    preferences: dict


PIDGIN = Client("pidgin", "gtk-gaim", {
    "blist": {"list_visible": True, "show_offline_buddies": True, "show_empty_groups": True,
              "x": 20, "y": 40, "width": 300, "height": 460},
    "docklet": {"show": "never"},
    "sound": {"method": "none"},
    "debug": {"enabled": False},
})
FINCH = Client("finch", "gnt-purple", {"blist": {"idletime": False, "showoffline": True},
                                       "sound": {"method": "nosound"}})
SHARED = {
    "away": {"idle_reporting": "none", "auto_reply": "never"},
    "logging": {"log_ims": False, "log_chats": False, "log_system": False},
    "savedstatus": {"startup_current_status": True},
}


def _preference(name, value):
    if isinstance(value, dict):
        inside = "".join(_preference(*item) for item in value.items())
        return f"<pref name='{name}'>{inside}</pref>"
    if isinstance(value, list):
        inside = "".join(f"<item value='{escape(item)}'/>" for item in value)
        return f"<pref name='{name}' type='pathlist'>{inside}</pref>"
    kind = {bool: "bool", int: "int", str: "string"}[type(value)]
    text = int(value) if isinstance(value, bool) else escape(str(value))
    return f"<pref name='{name}' type='{kind}' value='{text}'/>"


def _account(client, server, user, is_online, settings):
    more = "".join(f"<setting name='{name}' type='string'>{escape(value)}</setting>\n"
                   for name, value in settings.items())
    return f"""\
<account><protocol>prpl-jabber</protocol><name>{user}@{server.domain}/desk</name>
<password>{user[::-1]}</password>
<settings>
<setting name='connect_server' type='string'>127.0.0.1</setting>
<setting name='port' type='int'>{server.port}</setting>
<setting name='connection_security' type='string'>require_tls</setting>
{more}</settings>
<settings ui='{client.account_settings}'>
<setting name='auto-login' type='bool'>{int(is_online)}</setting>
</settings></account>
"""


def write_profile(directory, client, server, users, is_online=True, plugin=None, is_enabled=False,
                  others=(), settings=None):
    """Fills the folder. `plugin`, a file or a list of them, is put where the client finds it;
    enabled only on request: all with True, or those that `is_enabled` lists.

    `others` are plugins of the system's that are enabled too, by their paths; `settings` are text
    settings that each account has.
    """
    trust_certificate(directory, server.certificate)
    plugins = [plugin] if isinstance(plugin, str) else list(plugin or ())
    wanted = (plugins if is_enabled else ()) if isinstance(is_enabled, bool) else is_enabled
    folder = os.path.join(directory, "plugins")
    os.makedirs(folder)
    installed = {path: shutil.copy(path, folder) for path in plugins}
    for path in plugins:
        programs = os.path.splitext(path)[0]  # what a plugin starts stands beside it
        if os.path.isdir(programs):
            os.symlink(programs, os.path.splitext(installed[path])[0])
    enabled = [*others, *(installed[path] for path in wanted)]
    preferences = {"purple": SHARED,
                   client.name: {**client.preferences, "plugins": {"loaded": enabled}}}
    files = {
        "accounts.xml": "<account version='1.0'>"
                        + "".join(_account(client, server, user, is_online, settings or {})
                                  for user in users)
                        + "</account>",
        "prefs.xml": "<pref version='1' name='/'>"
                     + "".join(_preference(*item) for item in preferences.items()) + "</pref>",
    }
    for name, text in files.items():
        with open(os.path.join(directory, name), "w", encoding="utf-8") as file:
            file.write(f"<?xml version='1.0' encoding='UTF-8' ?>\n{text}\n")
