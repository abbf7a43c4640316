// SPDX-License-Identifier: GPL-2.0-or-later
// A program of somebody else's, with an XML tree of its own. caps/README.md shows its main part.
#include <smscaps/smscaps.h>

#include <iostream>
#include <vector>

#include "tiny_xml.h"

int main() {
  TinyNode node = {"presence", "", {}, {}, nullptr};
  TinyElement presence(node);
  TinyElement caps = presence.append_child("c", smscaps::caps_namespace);
  caps.set_attribute("node", "http://pidgin.im/");
  caps.set_attribute("ext", "voice-v1");

  const std::vector<smscaps::BundleName> bundles = {smscaps::sms_v1};
  if (smscaps::advertise(presence, bundles) == smscaps::Outcome::rewritten &&
      smscaps::advertises(presence, smscaps::sms_v1)) {
    std::cout << "announced: " << *caps.attribute("ext") << '\n';
  }
}
