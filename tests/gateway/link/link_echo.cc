// SPDX-License-Identifier: GPL-2.0-or-later
// A component that sends every message back, for tests with real servers.
// Usage: link_echo HOST PORT DOMAIN SERVER SECRET_FILE
// Says on its standard output, a line each: "up", "fenced", "down <why>", "log <sentence …>",
// "stopped". SIGTERM stops it in good order.
#include <glib-unix.h>

#include <cstdint>
#include <cstdlib>
#include <deque>
#include <exception>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "gateway/link/component_link.h"

namespace {

class LinesLog final : public gateway::Log {
 public:
  void say(gateway::LogLevel /*level*/, std::string_view message,
           std::initializer_list<gateway::LogField> fields) noexcept override {
    std::cout << "log " << message;
    for (const auto& field : fields)
      std::cout << ' ' << field.key << '=' << field.value;
    std::cout << std::endl;
  }
};

class Echo final : public gateway::LinkEvents {
 public:
  Echo(gateway::LinkSettings settings, GMainLoop* loop)
      : loop_(loop), link_(std::move(settings), *this, log_) {
    link_.start();
  }

  void link_up() override {
    std::cout << "up" << std::endl;
    link_.fence([](bool is_done) {
      if (is_done) std::cout << "fenced" << std::endl;
    });
    send_on();
  }
  void link_down(const std::string& why) override { std::cout << "down " << why << std::endl; }
  void link_writable() override { send_on(); }
  void stanza(gateway::xml::Element stanza) override {
    if (stanza.name() != "message" || stanza.attribute("type") == "error") return;
    const std::string from(stanza.attribute_or("from", ""));
    stanza.set("from", std::string(stanza.attribute_or("to", ""))).set("to", from);
    waiting_.push_back(std::move(stanza));
    send_on();
  }

  void unread(gateway::xml::Element refusal) override { link_.send(refusal); }

  static gboolean on_terminate(gpointer self) noexcept {
    auto& echo = *static_cast<Echo*>(self);
    echo.link_.stop([&echo] {
      std::cout << "stopped" << std::endl;
      g_main_loop_quit(echo.loop_);
    });
    return G_SOURCE_CONTINUE;
  }

 private:
  void send_on() {
    while (!waiting_.empty() && link_.send(waiting_.front()))
      waiting_.pop_front();
  }

  LinesLog log_;
  GMainLoop* loop_;
  std::deque<gateway::xml::Element> waiting_;
  gateway::ComponentLink link_;
};

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 6) {
    std::cerr << "usage: link_echo HOST PORT DOMAIN SERVER SECRET_FILE\n";
    return EXIT_FAILURE;
  }
  gateway::LinkSettings settings;
  settings.host = argv[1];
  settings.port = static_cast<std::uint16_t>(std::stoi(argv[2]));
  settings.domain = argv[3];
  settings.server = argv[4];
  std::ifstream(argv[5]) >> settings.secret;
  const gateway::Backoff::Range quick{std::chrono::milliseconds(100), std::chrono::seconds(1)};
  settings.times.broken = settings.times.refused = settings.times.conflict = quick;

  const std::unique_ptr<GMainLoop, gateway::GFree<&g_main_loop_unref>> loop(
      g_main_loop_new(nullptr, FALSE));
  Echo echo(settings, loop.get());
  g_unix_signal_add(SIGTERM, Echo::on_terminate, &echo);
  g_main_loop_run(loop.get());
  return EXIT_SUCCESS;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return EXIT_FAILURE;
}
