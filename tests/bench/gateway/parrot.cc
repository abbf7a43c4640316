// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/gateway/parrot.h"

#include "tests/bench/gateway/poller.h"
#include "tests/bench/gateway/xmpp_side.h"

namespace gateway::bench {

void parrot(std::uint16_t port, const std::string& domain, const std::string& secret) {
  Poller poller;
  XmppSide side(poller, port, domain, secret);
  std::string answer;
  side.on_message([&](std::string_view message) {
    const std::string_view from = attribute(message, "from");
    const std::string_view to = attribute(message, "to");
    const auto end = message.find('>');
    answer = "<message from='";
    answer.append(to).append("' to='").append(from).append("' type='chat' id='");
    answer.append(attribute(message, "id")).append("'").append(message.substr(end));
    side.send(answer);
  });
  poller.run([&] { return side.has_ended(); }, std::chrono::hours(1));
}

void listener(std::uint16_t port, const std::string& domain, const std::string& secret,
              SharedTimes& times, bool at_once) {
  Poller poller;
  XmppSide side(poller, port, domain, secret);
  side.acknowledge_at_once(at_once);
  side.on_message([&](std::string_view message) {
    if (const auto number = number_behind(message, "text ")) times.note(*number);
  });
  poller.run([&] { return side.has_ended(); }, std::chrono::hours(1));
}

}  // namespace gateway::bench
