# SPDX-License-Identifier: GPL-2.0-or-later
"""Chromium without a window, driven through chromedriver over plain HTTP (W3C WebDriver)."""

import base64
import json
import os
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from .processes import HarnessError, Process, free_port, is_listening, stop_all_of, wait_until

# The pipe: a browser whose driver was killed goes by itself.
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-dev-shm-usage", "--remote-debugging-pipe", "--force-color-profile=srgb"]
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's name for a reference to an element
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Escape": "\ue00c", "Space": "\ue00d",
        "Up": "\ue013", "Down": "\ue015"}


class Browser:
    """One window; what it keeps is in `directory`."""

    def __init__(self, directory, size=(1280, 800)):
        self._profile = os.path.join(directory, "profile")
        os.makedirs(self._profile, exist_ok=True)
        self._port = free_port()
        home = os.path.join(directory, "home")
        os.makedirs(home, exist_ok=True)
        self._driver = Process(["chromedriver", f"--port={self._port}"],
                               os.path.join(directory, "chromedriver.log"), cwd=directory,
                               env={"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8",
                                    "TZ": "UTC", "TMPDIR": directory})
        self._session = None
        try:
            wait_until(lambda: self._driver.require_running() and is_listening(self._port), 30,
                       "chromedriver listening")
            made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": {
                "browserName": "chrome", "goog:loggingPrefs": {"performance": "ALL"},
                "goog:chromeOptions": {"args": [*FLAGS, f"--user-data-dir={self._profile}",
                                                f"--window-size={size[0]},{size[1]}"]}}}})
            self._session = "/session/" + made["sessionId"]
        except BaseException:
            self.stop()
            raise

    def _ask(self, method, path, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}{path}", method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=90) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                said = json.load(error)["value"]
            raise HarnessError(f"chromedriver: {said['error']}: {said['message']}") from None

    def _do(self, method, path, body=None):
        return self._ask(method, self._session + path, body)

    # The page

    def open(self, url):
        self._do("POST", "/url", {"url": url})

    def run(self, script, *arguments):
        """Runs the body of a function in the page; what it returns."""
        return self._do("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def wait(self, script, *arguments, what="", timeout=60):
        """The first true value that the script returns."""
        try:
            return wait_until(lambda: self.run(script, *arguments), timeout, what or script)
        except HarnessError as error:
            seen = self.run("return document.body.innerText")
            raise HarnessError(f"{error}; the page reads:\n{seen}") from None

    def wait_shown(self, text, within="body", timeout=60):
        """Until the element that this selector finds first shows the text."""
        self.wait("const e = document.querySelector(arguments[1]);"
                  "return e !== null && e.innerText.includes(arguments[0])", text, within,
                  what=f"{text!r} in {within}", timeout=timeout)

    # The keyboard

    def keys(self, *keys):
        """Presses keys by name ("Tab", "Shift+Tab"); what begins with a blank is typed."""
        actions = []
        for key in keys:
            if key.startswith(" "):
                strokes = [[letter] for letter in key[1:]]
            else:
                strokes = [[KEYS[part] for part in key.split("+")]]
            for stroke in strokes:
                actions += [{"type": "keyDown", "value": value} for value in stroke]
                actions += [{"type": "keyUp", "value": value} for value in reversed(stroke)]
        self._do("POST", "/actions", {"actions": [
            {"type": "key", "id": "keyboard", "actions": actions}]})

    def focused(self):
        """What a screen reader says of the element with the keyboard: role and name."""
        active = self._do("GET", "/element/active")[ELEMENT]
        return (self._do("GET", f"/element/{active}/computedrole"),
                self._do("GET", f"/element/{active}/computedlabel"))

    def tab_to(self, role, name, most=60):
        """Presses Tab until that control has the keyboard."""
        seen = []
        for _ in range(most):
            self.keys("Tab")
            seen.append(self.focused())
            if seen[-1] == (role, name):
                return
        raise HarnessError(f"Tab never comes to the {role} {name!r}, but to {seen}")

    # How it looks

    def emulate(self, command, **parameters):
        """A command of Chromium's own protocol, such as Emulation.setEmulatedMedia."""
        return self._do("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def prefer(self, scheme):
        """The user's preference: light or dark."""
        self.emulate("Emulation.setEmulatedMedia",
                     features=[{"name": "prefers-color-scheme", "value": scheme}])

    def resize(self, width, height, is_phone=False):
        self.emulate("Emulation.setDeviceMetricsOverride", width=width, height=height,
                     deviceScaleFactor=2 if is_phone else 1, mobile=is_phone)

    def screenshot(self, path, whole=False):
        """What is seen; `whole`: all of the page."""
        box = self.emulate("Page.getLayoutMetrics")["cssContentSize"]
        options = {"captureBeyondViewport": True, "clip": {**box, "scale": 1}} if whole else {}
        image = self.emulate("Page.captureScreenshot", format="png", **options)
        with open(path, "wb") as file:
            file.write(base64.b64decode(image["data"]))

    # What it is and does

    def accessibility(self):
        """The nodes that assistive technology is shown: role, name, properties by name."""
        nodes = self.emulate("Accessibility.getFullAXTree")["nodes"]
        return [(node.get("role", {}).get("value", ""), node.get("name", {}).get("value", ""),
                 {p["name"]: p["value"].get("value") for p in node.get("properties", [])})
                for node in nodes if not node["ignored"]]

    def requested_hosts(self):
        """Every host and port that was asked for something since the last time."""
        hosts = set()
        for entry in self._do("POST", "/se/log", {"type": "performance"}):
            event = json.loads(entry["message"])["message"]
            if event["method"] == "Network.requestWillBeSent":
                url = urlsplit(event["params"]["request"]["url"])
                if not url.scheme.startswith("chrome"):  # its own pages, inside the browser
                    hosts.add(url.netloc or url.scheme)
        return hosts

    def console(self):
        """What the browser complains about."""
        return [entry["message"] for entry in self._do("POST", "/se/log", {"type": "browser"})]

    def stop(self):
        """Ends the browser, too where its driver does not answer any more."""
        try:
            if self._session and self._driver.is_running():
                self._ask("DELETE", self._session)
        except (HarnessError, OSError):
            pass
        self._driver.stop()
        stop_all_of(f"--user-data-dir={self._profile}")
