# SPDX-License-Identifier: GPL-2.0-or-later
"""What packaging/try shows in a terminal: libpurple without a window texts a phone that is operated
over the gateway's own HTTP, and is answered."""

import os
import re
import sys

from harness.artefacts import build_directory, plugin_file
from harness.headless import HeadlessClient
from harness.processes import wait_until
from stage import GATEWAY, HER_NUMBER, JULIET, NUMBER, PHONE, THEN, perform, spelled

ENOUGH = 30  # seconds, for anything


def tell(who, what):
    print(f"    {who:<13} {what}", flush=True)


class Person:
    """Juliet at a libpurple of her own."""

    def __init__(self, stage, name, has_plugin=True):
        self._client = HeadlessClient(os.path.join(build_directory(), "tests", "client",
                                                   "headless-client"),
                                      stage.folder(name), stage.server.certificate)
        try:
            if has_plugin:
                self._client.do(f'load "{plugin_file()}"')
            self._client.do(f"account {JULIET} teiluj {stage.server.port} tls")
            self._client.do(f"text-setting {JULIET} xmpp-sms-gateways {GATEWAY}")
            mark = self._client.do(f"connect {JULIET}")
            self._client.wait_for(f"^connected {JULIET}", mark=mark, timeout=ENOUGH)
        except BaseException:
            self._client.stop()
            raise

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        try:
            if kind is None:
                self._client.quit()
        finally:
            self._client.stop()

    def types(self, text, to=PHONE):
        """The place in what is printed from which on an answer may come."""
        tell("Juliet types", text)
        return self._client.do(f"say {JULIET} {to} {text}")

    def sees(self, pattern, mark):
        """What was seen first that fits."""
        return self._client.wait_for(pattern, ENOUGH, mark).group(1)

    def announced(self):
        """The <c/> of her presence, as it went over the wire."""
        return self.sees(r"^> \S+ <presence.*?(<c .*?/>)", 0)


def phone_shows(stage, text):
    wait_until(lambda: text in stage.gateway.texts_at(NUMBER), ENOUGH, f"{text!r} on the phone")
    tell("phone shows", f"{spelled(HER_NUMBER)}: {text}")


def text_the_phone(stage, juliet):
    """There, delivered, back, and refused."""
    print(f"\n==> Juliet's libpurple, with the plugin, texts {spelled(NUMBER)}")
    mark = juliet.types("Wherefore art thou?")
    phone_shows(stage, "Wherefore art thou?")
    first = stage.elapsed()
    tell("Juliet sees", juliet.sees(rf"^conversation {JULIET} \S+ system (Delivered.*)", mark))
    answer = "Call me but love."
    tell("phone types", answer)
    stage.gateway.type(NUMBER, HER_NUMBER, answer)
    tell("Juliet sees", f"{spelled(NUMBER)}: "
         + juliet.sees(rf"^conversation {JULIET} \S+ received (.*)", mark))
    print("\n==> The phone takes no more texts")
    stage.gateway.switch(NUMBER, "refusing")
    mark = juliet.types("Good night, good night!")
    tell("Juliet sees", juliet.sees(rf"^conversation {JULIET} \S+ error (Not delivered.*)", mark))
    return first


def text_google_talk(stage):
    """Why the plugin announces sms-v1: refused without, served with it."""
    print("\n==> The same server has an SMS service like Google Talk's in 2008, for clients that "
          "announce sms-v1")
    outcomes = []
    for has_plugin in (False, True):
        with Person(stage, f"then-{has_plugin}", has_plugin) as juliet:
            tell("with plugin" if has_plugin else "without", juliet.announced())
            mark = juliet.types("Wherefore art thou?", THEN)
            outcome = juliet.sees(r"^(?:notice XMPP Message Error .* failed: |conversation \S+ \S+ "
                                  r"received )(.*)", mark)
            outcomes.append(outcome)
            tell("Juliet sees", re.sub(r" \(Code \d+\).*", "", outcome))
    return outcomes


def show(stage):
    """The whole story; what went wrong, if anything."""
    with Person(stage, "juliet") as juliet:
        first = text_the_phone(stage, juliet)
    refused, served = text_google_talk(stage)
    print(f"\n==> The first text was on the phone {first}.")
    if "SMS_ERROR_11" in refused and served.startswith("Delivered"):
        return None
    return "Something went wrong: see the lines above."


if __name__ == "__main__":
    sys.exit(perform(show))
