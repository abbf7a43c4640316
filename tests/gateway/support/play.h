// SPDX-License-Identifier: GPL-2.0-or-later
// A scenario as a play: Juliet (XMPP), the phone behind a carrier, and the gateway between them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/core/switchboard.h"
#include "tests/gateway/support/memory_store.h"
#include "tests/gateway/support/stage.h"
#include "tests/gateway/support/test_loop.h"

namespace gateway::test {

inline constexpr char juliet[] = "juliet@example.com/balcony";
inline constexpr char phone[] = "+13075551212";
inline constexpr char phone_jid[] = "+13075551212@sms.example.com";
inline constexpr char juliets_number[] = "+13075550100";

class Play {
 public:
  /// Juliet has a number, Romeo and Mercutio share a pool of two; Juliet is an administrator.
  Play();

  Settings settings;
  StageClock clock;
  StageLink link;
  StageCarrier carrier{"simulator"};
  StageCarrier other{"other"};  ///< serves +13075550200, which is Nurse's
  TestLoop loop;
  MemoryStore store{loop.poster()};
  std::vector<Message> resent;
  int reloads = 0;

  /// Raises the curtain; again after crash().
  void begin();
  /// kill -9: what is on disk and at the carrier stays.
  void crash();
  Switchboard& gateway() { return *gateway_; }

  void sends(std::string_view stanza);
  /// A chat message; asks for a receipt.
  void texts(const std::string& body, const std::string& id = "m1",
             const std::string& to = phone_jid, const std::string& from = juliet);
  /// The next stanza from the gateway as XML; empty for none.
  std::string receives();
  bool receives_nothing() { return link.sent.empty(); }
  void forgets_stanzas() { link.sent.clear(); }

  /// The body that the carrier is asked to send next, taken off; empty for none. The answer is for
  /// carrier_answers().
  std::string carrier_gets(StageCarrier* which = nullptr);
  void carrier_answers(const SendResult& answer);
  std::string carrier_is_asked(StageCarrier* which = nullptr);
  void carrier_replies(const AskResult& answer);
  /// What the carrier hears: true once it is on disk; nullopt while it waits.
  std::shared_ptr<std::optional<bool>> carrier_reports(const std::string& carrier_id, State state,
                                                       Failure failure = {});
  std::shared_ptr<std::optional<bool>> phone_texts(const std::string& body,
                                                   const std::string& carrier_id,
                                                   const std::string& to = juliets_number,
                                                   const std::string& from = phone);

  void passes(std::chrono::milliseconds time);
  void server_answers_pings();
  void link_breaks();
  void link_returns();
  void settles() { loop.run(); }
  Message stored(std::int64_t id) { return store.messages().at(MessageId{id}); }

 private:
  std::unique_ptr<Switchboard> gateway_;
  std::function<void(SendResult)> answer_;
  std::function<void(AskResult)> reply_;
};

}  // namespace gateway::test
