// SPDX-License-Identifier: GPL-2.0-or-later
// Asks before a text that takes many messages is sent, and says behind one how many it took.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "plugin/purple/gateways.h"
#include "plugin/purple/question.h"
#include "plugin/purple/resender.h"
#include "plugin/purple/signals.h"
#include "plugin/purple/timer.h"
#include "plugin/texting/cost_words.h"

namespace plugin {

class SendQuestion {
 public:
  /// Shape:   all outlive it
  SendQuestion(const Gateways& gateways, Questions& questions, Resender& resender);

  /// Texts that were not sent yet go back to where they were typed: their questions close now.
  void give_back();

 private:
  /// Takes the text away from the client when it is not to be sent (yet).
  void on_sending(PurpleAccount* account, const char* recipient, char** message);
  void on_sent(PurpleAccount* account, const char* recipient, const char* message);
  void ask(PurpleConversation* conversation, const std::string& markup, const SendCheck& check);
  void refuse(PurpleConversation* conversation, const std::string& markup, const std::string& why);
  void hand_back(PurpleAccount* account, const std::string& phone, const std::string& markup,
                 const std::string& why);
  void send(const std::string& account, const std::string& phone, unsigned held_back);
  void keep(const std::string& account, const std::string& phone, unsigned held_back);

  const Gateways& gateways_;
  Questions& questions_;
  Resender& resender_;
  std::vector<std::function<void()>> waiting_;
  Timer next_turn_;
  SignalConnection sending_;
  SignalConnection sent_;
};

}  // namespace plugin
