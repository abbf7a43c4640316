# SPDX-License-Identifier: GPL-2.0-or-later
"""How the simulator's page looks: measured, and kept as pictures for a person to judge."""

import unittest

from harness.artefacts import artefact

from phone_page import OTHER_SHOWN, SHOWN, PhonePage
from play import JULIET_NUMBER, PHONE

# Every control's place after it was scrolled to, and whether a finger there would hit it.
PLACES = """
const controls = [...document.querySelectorAll("button, input, select, textarea, [tabindex]")]
  .filter((e) => e.checkVisibility());
return controls.map((e) => {
  e.scrollIntoView({ block: "center" });
  const box = e.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return { name: e.getAttribute("aria-label") ?? e.textContent ?? e.name, left: box.left,
           right: box.right, width: box.width, height: box.height, isHit: e.contains(hit) };
});
"""

# The least contrast of any text with what is behind it. Source: WCAG 2.1, relative luminance.
CONTRASTS = """
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const rgba = (colour) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const luminance = ([r, g, b]) => {
  const part = (value) => {
    const v = value / 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
};
const behind = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const colour = rgba(getComputedStyle(e).backgroundColor);
    if (colour[3] === 255) return colour;
  }
  return rgba("Canvas");
};
const found = [];
for (const e of document.querySelectorAll("body *")) {
  const hasText = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  if (!(hasText || e.matches("input, textarea, select")) || !e.checkVisibility()) continue;
  if (e.closest("optgroup, option, .unseen, noscript")) continue;
  const [a, b] = [luminance(rgba(getComputedStyle(e).color)), luminance(behind(e))];
  found.push([(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.outerHTML.slice(0, 90)]);
}
return found.sort((a, b) => a[0] - b[0]).slice(0, 3);
"""


def setUpModule():
    PhonePage.open_browser()


class TheLook(PhonePage):
    def keep(self, name, whole=False):
        self.browser.screenshot(artefact(f"phone-page-{name}.png"), whole)

    def set_the_scene(self):
        """A conversation, a phone that is off, and one that refuses."""
        self.have_a_conversation()
        self.gateway.switch("+13075551214", "refusing")
        self.gateway.switch("+13075551213", "off")
        self.juliet.text("+13075551213@text.localhost", "Are you asleep?", "m8")
        self.browser.wait_shown("1 text waits", f"[aria-label='Phone {OTHER_SHOWN}'] .note")
        self.browser.wait_shown("Refuses texts", "[aria-label='Phone +1 307-555-1214'] .note")

    def assert_readable(self):
        worst = self.browser.run(CONTRASTS)
        self.assertTrue(worst)
        self.assertGreaterEqual(worst[0][0], 4.5, worst)

    def columns(self):
        return self.browser.run(
            "return new Set([...document.querySelectorAll('.phone')]"
            ".map((e) => e.getBoundingClientRect().left)).size")

    def test_several_phones_stand_side_by_side_in_light_and_dark(self):
        self.addCleanup(self.browser.prefer, "light")
        self.set_the_scene()
        for scheme in ("light", "dark"):
            with self.subTest(scheme=scheme):
                self.browser.prefer(scheme)
                self.assertEqual(self.columns(), 3)
                self.assert_readable()
                self.keep(scheme)
        back = self.browser.run("return getComputedStyle(document.querySelector('.phone'))"
                                ".backgroundColor")
        self.assertLess(max(int(part) for part in back[4:-1].split(",")), 80, back)

    def test_on_a_screen_of_360_pixels_all_is_reachable_and_nothing_sticks_out(self):
        self.addCleanup(self.browser.prefer, "light")
        self.set_the_scene()
        self.gateway.type(PHONE, JULIET_NUMBER, "Rhabarber" * 30)  # nowhere to break it
        self.wait_text("Rhabarber" * 30)
        for scheme in ("light", "dark"):
            self.browser.prefer(scheme)
            self.browser.resize(360, 740, is_phone=True)
            with self.subTest(scheme=scheme):
                self.assertEqual(self.columns(), 1)
                self.assertLessEqual(
                    self.browser.run("return document.documentElement.scrollWidth"), 360)
                self.assertEqual(self.browser.run("return innerWidth"), 360)
                for place in self.browser.run(PLACES):
                    self.assertGreaterEqual(place["left"], 0, place)
                    self.assertLessEqual(place["right"], 360, place)
                    self.assertGreaterEqual(min(place["width"], place["height"]), 24, place)
                    self.assertTrue(place["isHit"], place)
                self.browser.run("scrollTo(0, 0)")
                self.keep(f"{scheme}-narrow")
                self.keep(f"{scheme}-narrow-whole", whole=True)

    def test_without_a_gateway(self):
        self.have_a_conversation()
        self.put_keyboard_in(SHOWN, "textarea")
        self.gateway.stop()
        self.browser.wait_shown("trying again", "#link")
        self.browser.keys(" Good night", "Enter")
        self.browser.wait_shown("nothing was sent", f"[aria-label='Phone {SHOWN}']")
        self.assert_readable()
        self.keep("lost")


if __name__ == "__main__":
    unittest.main()
