// SPDX-License-Identifier: GPL-2.0-or-later
// From a text that may be carried to one that is on disk, step by step.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "gateway/core/claims.h"
#include "gateway/core/context.h"
#include "gateway/core/directory.h"
#include "gateway/core/intake.h"
#include "gateway/core/outbox.h"
#include "gateway/core/quota.h"
#include "gateway/core/repeats.h"
#include "gateway/core/replies.h"

namespace gateway {

/// Each step may have to wait for the store. Whoever sent a text hears of it when it was not taken
/// after all, and then it has used up none of the day's texts.
class Admission {
 public:
  Admission(Context& context, Directory& directory, const Intake& intake, Outbox& outbox,
            Replies& replies)
      : context_(context),
        intake_(intake),
        outbox_(outbox),
        replies_(replies),
        quota_(context),
        claims_(context, directory),
        repeats_(context) {}

  /// `message` is what intake made of `stanza`.
  void take(xml::Element stanza, Message message);

 private:
  struct Applicant {
    xml::Element stanza;
    std::string user;
    Message message;                  ///< until it is given to the outbox
    std::optional<Repeats::Key> key;  ///< of what may come again
  };
  using Shared = std::shared_ptr<Applicant>;

  void come_again(const Shared& text, MessageId first);
  void drop(const Shared& text, MessageId first);
  void count(const Shared& text);
  void find_way(const Shared& text);
  void store(const Shared& text);
  void refuse(const Shared& text, const StanzaError& why);
  void refuse_counted(const Shared& text, const StanzaError& why);

  Context& context_;
  const Intake& intake_;
  Outbox& outbox_;
  Replies& replies_;
  Quota quota_;
  Claims claims_;
  Repeats repeats_;
};

}  // namespace gateway
