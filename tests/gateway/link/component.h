// SPDX-License-Identifier: GPL-2.0-or-later
// The link under test, and all that it said.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gateway/link/component_link.h"
#include "main_loop.h"

namespace link_test {

class Notes final : public gateway::Log {
 public:
  void say(gateway::LogLevel /*level*/, std::string_view message,
           std::initializer_list<gateway::LogField> fields) noexcept override {
    all += std::string(message);
    for (const auto& field : fields)
      all += " " + std::string(field.key) + "=" + field.value;
    all += '\n';
  }
  [[nodiscard]] bool has(std::string_view text) const {
    return all.find(text) != std::string::npos;
  }

  std::string all;
};

/// Waits are short and without chance, so that tests are not slow.
inline gateway::LinkSettings quick_settings(std::uint16_t port) {
  gateway::LinkSettings result;
  result.host = "127.0.0.1";
  result.port = port;
  result.domain = "sms.example.com";
  result.secret = "test";
  const gateway::Backoff::Range quick{std::chrono::milliseconds(10), std::chrono::milliseconds(40)};
  result.times.broken = result.times.refused = result.times.conflict = quick;
  return result;
}

class Component final : public gateway::LinkEvents {
 public:
  explicit Component(gateway::LinkSettings settings)
      : link_(std::move(settings), *this, notes, [] { return 0.5; }) {}

  void link_up() override {
    ++ups;
    if (on_up) on_up();
  }
  void link_down(const std::string& why) override { downs.push_back(why); }
  void stanza(gateway::xml::Element stanza) override {
    ++stanza_count;
    if (on_stanza) on_stanza(stanza);
    if (keeps) stanzas.push_back(std::move(stanza));
  }
  void unread(gateway::xml::Element refusal) override { link_.send(refusal); }
  void link_writable() override {
    ++writables;
    if (on_writable) on_writable();
  }

  gateway::ComponentLink& link() { return link_; }

  Notes notes;
  int ups = 0;
  int writables = 0;
  std::size_t stanza_count = 0;
  bool keeps = true;
  std::vector<std::string> downs;
  std::vector<gateway::xml::Element> stanzas;
  std::function<void()> on_up;
  std::function<void()> on_writable;
  std::function<void(const gateway::xml::Element&)> on_stanza;

 private:
  gateway::ComponentLink link_;
};

}  // namespace link_test
