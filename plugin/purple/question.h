// SPDX-License-Identifier: GPL-2.0-or-later
// A question with two buttons that opens beside what one is doing.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "plugin/purple/purple_api.h"
#include "plugin/purple/timer.h"

namespace plugin {

struct Question {
  std::string text;
  std::string details;
  std::string yes;  ///< labels with mnemonics
  std::string no;
  std::function<void()> on_yes;
  std::function<void()> on_no;  ///< may be empty; a closed window is none, and is silent in Pidgin
  bool has_default = false;     ///< Return says yes; not for one that comes while somebody types
};

/// All open questions; they close, unanswered, when it goes.
class Questions {
 public:
  Questions();
  ~Questions();
  Questions(const Questions&) = delete;
  Questions& operator=(const Questions&) = delete;

  /// Shape:   `topic` names what it is about: an open question of the same topic is replaced
  void ask(PurpleAccount* account, const std::string& phone, const std::string& topic,
           Question question);

 private:
  struct Open;

  // Two, because which number an answer has differs between clients.
  static void on_yes(void* data, int action) noexcept;
  static void on_no(void* data, int action) noexcept;
  void answered(Open& open, bool is_yes);

  std::vector<std::unique_ptr<Open>> open_;
  std::vector<std::unique_ptr<Open>> answered_;
  Timer sweep_;
};

}  // namespace plugin
