// SPDX-License-Identifier: GPL-2.0-or-later
// A server that answers service discovery from within the process, each answer in a turn of the
// main loop of its own.
#pragma once

#include <deque>
#include <memory>
#include <string>

#include "plugin/purple/handles.h"
#include "tests/bench/discovery/stopwatch.h"
#include "tests/plugin/headless_connection.h"

namespace bench {

/// Has `items` services, of which the last is a gateway; whoever else is asked is one too.
class Server {
 public:
  /// Shape:   all outlive the server
  Server(plugin::testing_support::HeadlessConnection& client, Stopwatch& watch, int items);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] int queries() const { return queries_; }
  [[nodiscard]] int most_in_flight() const { return most_in_flight_; }
  /// Whether all that was asked is answered.
  [[nodiscard]] bool is_idle() const { return questions_.empty(); }

 private:
  struct Question {
    std::string id;
    std::string to;
    bool is_about_items;
  };

  static void on_sending(PurpleConnection* connection, xmlnode** stanza, gpointer self);
  static gboolean on_turn(gpointer self);
  void answer();
  [[nodiscard]] plugin::XmlNodePtr make_answer(const Question& question) const;

  plugin::testing_support::HeadlessConnection& client_;
  Stopwatch& watch_;
  int items_;
  int queries_ = 0;
  int most_in_flight_ = 0;
  std::deque<Question> questions_;
  guint turn_ = 0;
};

}  // namespace bench
