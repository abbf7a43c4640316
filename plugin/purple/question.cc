// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/question.h"

#include <algorithm>
#include <utility>

#include "plugin/i18n.h"
#include "plugin/purple/button_label.h"

namespace plugin {

/// It is libpurple's handle for its own window, which closes with it.
struct Questions::Open {
  Questions* owner;
  std::string topic;
  Question question;

  Open(Questions* asker, std::string about, Question asked)
      : owner(asker), topic(std::move(about)), question(std::move(asked)) {}
  ~Open() { purple_request_close_with_handle(this); }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;
};

Questions::Questions() = default;
Questions::~Questions() = default;

void Questions::ask(PurpleAccount* account, const std::string& phone, const std::string& topic,
                    Question question) {
  std::erase_if(open_, [&](const auto& open) { return open->topic == topic; });
  Open& open = *open_.emplace_back(std::make_unique<Open>(this, topic, std::move(question)));
  const Question& asked = open.question;
  purple_request_action(&open, _("SMS over XMPP"), asked.text.c_str(),
                        asked.details.empty() ? nullptr : asked.details.c_str(),
                        asked.has_default ? 0 : PURPLE_DEFAULT_ACTION_NONE, account, phone.c_str(),
                        nullptr, &open, 2, button_label(asked.yes).c_str(), G_CALLBACK(on_yes),
                        button_label(asked.no).c_str(), G_CALLBACK(on_no));
}

void Questions::on_yes(void* data, int /*action*/) noexcept {
  guarded("the answer to a question", [&] {
    auto* open = static_cast<Open*>(data);
    open->owner->answered(*open, true);
  });
}

void Questions::on_no(void* data, int /*action*/) noexcept {
  guarded("the answer to a question", [&] {
    auto* open = static_cast<Open*>(data);
    open->owner->answered(*open, false);
  });
}

void Questions::answered(Open& open, bool is_yes) {
  const auto found =
      std::ranges::find_if(open_, [&](const auto& each) { return each.get() == &open; });
  if (found == open_.end()) return;  // answered already
  // libpurple still has a use for its window: it goes in the next turn of the loop.
  answered_.push_back(std::move(*found));
  open_.erase(found);
  sweep_.start(std::chrono::milliseconds(0), [this] { answered_.clear(); });
  const auto& call = is_yes ? answered_.back()->question.on_yes : answered_.back()->question.on_no;
  if (call) call();
}

}  // namespace plugin
