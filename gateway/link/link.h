// SPDX-License-Identifier: GPL-2.0-or-later
// The way to the XMPP server, as what decides sees it: stanzas in, stanzas out, and whether the
// server has read them.
#pragma once

#include <functional>
#include <string>

#include "gateway/xml/element.h"

namespace gateway {

class LinkEvents {
 public:
  virtual ~LinkEvents() = default;
  /// Stanzas can be sent from here on; whatever was not fenced before is to be sent again.
  virtual void link_up() = 0;
  virtual void link_down(const std::string& why) = 0;
  virtual void stanza(xml::Element stanza) = 0;
  /// One was too large to be read; this is to be said to its sender.
  virtual void unread(xml::Element refusal) = 0;
  /// The outgoing buffer has room again after send() said no.
  virtual void link_writable() = 0;
};

class Link {
 public:
  virtual ~Link() = default;
  [[nodiscard]] virtual bool is_up() const = 0;
  /// False: not connected, or the buffer is full; nothing was taken.
  virtual bool send(const xml::Element& stanza) = 0;
  /// Calls back with true once the server has processed all that was sent before (a ping came
  /// back, even as an error), with false when the link broke first.
  /// Source:  XEP-0199; RFC 6120 §10.1 (stanzas are processed in order)
  virtual void fence(std::function<void(bool)> done) = 0;
};

}  // namespace gateway
