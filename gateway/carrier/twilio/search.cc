// SPDX-License-Identifier: GPL-2.0-or-later
// Asking the carrier about a text whose answer was lost.
#include <algorithm>
#include <utility>

#include "gateway/carrier/twilio/twilio.h"
#include "gateway/http_client/date.h"

namespace gateway::twilio {
namespace {

constexpr int page_size = 100;
constexpr int most_pages = 20;
/// How far the carrier's clock may be behind ours.
constexpr std::chrono::minutes clock_tolerance{10};
/// Texts that were asked about, not to be remembered forever when nobody asks again.
constexpr std::size_t most_remembered = 10'000;

/// "https://api.example.com/api/laml" -> "https://api.example.com"
std::string origin_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  return url.substr(0, url.find('/', scheme == std::string::npos ? 0 : scheme + 3));
}

}  // namespace

struct Twilio::Search {
  Message message;
  std::function<void(AskResult)> done;
  std::vector<Listed> candidates;  ///< by when they were created, once all are here
  std::size_t next = 0;
  int pages = 0;
  bool is_whole = false;  ///< all since the text came to us was seen
};

void Twilio::ask(const Message& message, std::function<void(AskResult)> done) {
  if (asked_since_.size() >= most_remembered) asked_since_.clear();  // they wait a little longer
  asked_since_.try_emplace(message.id.value, world_.clock.now());
  auto search = std::make_shared<Search>();
  search->message = message;
  search->done = std::move(done);
  // Not by DateSent: it is empty as long as the message waits in the carrier's queue.
  fetch(search, messages_url() + "?" +
                    write_form({{"To", message.peer},
                                {"From", message.own},
                                {"PageSize", std::to_string(page_size)}}));
}

void Twilio::fetch(const SearchPtr& search, std::string url) {
  ++search->pages;
  requester_->request(outgoing(std::move(url)),
                      [this, search](const http::Outcome& outcome) { page_came(search, outcome); });
}

void Twilio::page_came(const SearchPtr& search, const http::Outcome& outcome) {
  const auto* answer = std::get_if<http::Answer>(&outcome);
  if (answer == nullptr) return search->done(TryLater{"the list could not be read", {}});
  if (answer->status != 200) {
    const TryLater later{"HTTP status " + std::to_string(answer->status),
                         http::parse_retry_after(answer->retry_after, world_.clock.now()),
                         answer->status == 429 || answer->status == 503};
    note_wait(later);
    return search->done(later);
  }
  auto page = read_page(answer->body);
  if (!page) return search->done(TryLater{"the list cannot be understood", {}});

  const Time begin = search->message.received - clock_tolerance;
  for (Listed& listed : page->messages) {
    if (listed.created >= begin && is_same(listed, search->message)) {
      search->candidates.push_back(std::move(listed));
    }
  }
  // The newest come first; where they do not, there is no end before the last page.
  const bool has_begun = page->is_newest_first && page->oldest && *page->oldest < begin;
  search->is_whole = page->next.empty() || has_begun;
  // SECURITY: our password goes to the carrier's own address only, wherever the next page is said
  // to be.
  const bool is_ours = page->next.starts_with('/') && !page->next.starts_with("//");
  if (!search->is_whole && is_ours && search->pages < most_pages) {
    const Time now = world_.clock.now();
    if (now < quiet_until_) {
      return search->done(TryLater{"the carrier asked to wait", quiet_until_ - now, true});
    }
    return fetch(search, origin_of(settings_.base_url) + page->next);
  }
  std::ranges::stable_sort(search->candidates, {}, &Listed::created);
  look_at_next(search);
}

/// The same words may have been sent before: what has its name in the store already is another.
void Twilio::look_at_next(const SearchPtr& search) {
  if (search->next == search->candidates.size()) return not_found(search);
  const Listed& listed = search->candidates[search->next++];
  world_.owner_of(name(), listed.id,
                  [this, search, &listed, token = std::weak_ptr<int>(token_)](
                      const tl::expected<std::optional<MessageId>, std::string>& owner) {
                    if (token.expired()) return;
                    if (!owner) return search->done(TryLater{owner.error(), {}});
                    const bool is_free = !*owner || **owner == search->message.id;
                    is_free ? found(search, listed) : look_at_next(search);
                  });
}

void Twilio::found(const SearchPtr& search, const Listed& listed) {
  asked_since_.erase(search->message.id.value);
  search->done(Accepted{listed.id});
  if (listed.state == State::accepted) return;
  // Its report may have come while nobody knew the name.
  world_.events.report(
      name(),
      {.carrier_id = listed.id, .state = listed.state, .failure = listed.failure, .when = {}},
      [](bool) {});
}

void Twilio::not_found(const SearchPtr& search) {
  const Time now = world_.clock.now();
  const Time sure =
      asked_since_.try_emplace(search->message.id.value, now).first->second + settings_.settle;
  if (search->is_whole && now < sure) {
    return search->done(TryLater{"it may still come to be listed", sure - now});
  }
  asked_since_.erase(search->message.id.value);
  search->is_whole ? search->done(NeverSeen{}) : search->done(CannotTell{});
}

}  // namespace gateway::twilio
