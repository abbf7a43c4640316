// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http_client/client.h"

#include <curl/curl.h>
#include <glib-unix.h>

#include <deque>
#include <new>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gateway/base/glib.h"
#include "gateway/base/guarded.h"
#include "gateway/base/loop_timer.h"
#include "gateway/http_client/transfer.h"

namespace gateway::http {
namespace {

GIOCondition condition_of(int what) {
  int condition = G_IO_ERR | G_IO_HUP;
  if ((what & CURL_POLL_IN) != 0) condition |= G_IO_IN;
  if ((what & CURL_POLL_OUT) != 0) condition |= G_IO_OUT;
  return static_cast<GIOCondition>(condition);
}

int events_of(GIOCondition condition) {
  int events = 0;
  // An end or an error is found by reading: what came before it is not to be lost.
  if ((condition & (G_IO_IN | G_IO_HUP | G_IO_ERR)) != 0) events |= CURL_CSELECT_IN;
  if ((condition & G_IO_OUT) != 0) events |= CURL_CSELECT_OUT;
  return events;
}

}  // namespace

/// The queue, the handles and the way between libcurl and the main loop.
class Client::Impl {
 public:
  Impl(ClientSettings settings, Log& log)
      : settings_(std::move(settings)),
        log_(log),
        timer_(log, "http client", [this] { act(CURL_SOCKET_TIMEOUT, 0); }) {
    static const CURLcode is_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    multi_ = is_ready == CURLE_OK ? curl_multi_init() : nullptr;
    if (multi_ == nullptr) throw std::bad_alloc();
    const long most = static_cast<long>(settings_.max_connections);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &Impl::on_socket);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Impl::on_timer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_MAX_TOTAL_CONNECTIONS, most);
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, most);
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  ~Impl() {
    for (const auto& [handle, transfer] : active_)
      curl_multi_remove_handle(multi_, handle);
    active_.clear();
    idle_.clear();
    curl_multi_cleanup(multi_);
  }

  void request(Outgoing outgoing, std::function<void(Outcome)> done) {
    waiting_.push_back({std::move(outgoing), std::move(done)});
    start_waiting();
  }

 private:
  struct Waiting {
    Outgoing outgoing;
    std::function<void(Outcome)> done;
  };
  /// A socket of libcurl's in the main loop.
  struct Watch {
    GSource source;
    Impl* owner;
    curl_socket_t socket;
    gpointer tag;
  };

  // What libcurl and GLib call. No exception may pass through either.

  static int on_socket(CURL* /*handle*/, curl_socket_t socket, int what, void* data,
                       void* /*of_socket*/) noexcept {
    auto& self = *static_cast<Impl*>(data);
    return guarded(self.log_, "http client", -1, [&] {
      self.watch(socket, what);
      return 0;
    });
  }

  static int on_timer(CURLM* /*multi*/, long milliseconds, void* data) noexcept {
    auto& timer = static_cast<Impl*>(data)->timer_;
    if (milliseconds < 0) {
      timer.stop();
    } else {
      timer.start(std::chrono::milliseconds(milliseconds));
    }
    return 0;
  }

  static gboolean on_ready(GSource* source, GSourceFunc /*fn*/, gpointer /*data*/) noexcept {
    const Watch& watch = *reinterpret_cast<Watch*>(source);
    Impl& self = *watch.owner;
    const int events = events_of(g_source_query_unix_fd(source, watch.tag));
    guarded(self.log_, "http client", [&] { self.act(watch.socket, events); });
    return G_SOURCE_CONTINUE;
  }

  void watch(curl_socket_t socket, int what) {
    if (what == CURL_POLL_REMOVE) {
      watches_.erase(socket);
      return;
    }
    const auto found = watches_.find(socket);
    if (found != watches_.end()) {
      GSource* const source = found->second.get();
      g_source_modify_unix_fd(source, reinterpret_cast<Watch*>(source)->tag, condition_of(what));
      return;
    }
    static GSourceFuncs functions{nullptr, nullptr, &Impl::on_ready, nullptr, nullptr, nullptr};
    Source source(g_source_new(&functions, sizeof(Watch)));
    auto& made = *reinterpret_cast<Watch*>(source.get());
    made.owner = this;
    made.socket = socket;
    made.tag = g_source_add_unix_fd(source.get(), socket, condition_of(what));
    g_source_set_priority(source.get(), G_PRIORITY_DEFAULT);
    g_source_attach(source.get(), current_context().get());
    watches_.insert_or_assign(socket, std::move(source));
  }

  void act(curl_socket_t socket, int events) {
    int running = 0;
    curl_multi_socket_action(multi_, socket, events, &running);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg == CURLMSG_DONE) finish(message->easy_handle, message->data.result);
    }
  }

  void finish(CURL* handle, CURLcode result) {
    const auto found = active_.find(handle);
    if (found == active_.end()) return;
    Outcome outcome = found->second->outcome(result);
    const auto done = found->second->take_done();
    curl_multi_remove_handle(multi_, handle);
    idle_.push_back(std::move(found->second));
    active_.erase(found);
    start_waiting();
    guarded(log_, "http client", [&] { done(std::move(outcome)); });
  }

  void start_waiting() {
    while (!waiting_.empty() && active_.size() < settings_.max_connections) {
      std::unique_ptr<Transfer> transfer;
      if (idle_.empty()) {
        transfer = std::make_unique<Transfer>(settings_);
      } else {
        transfer = std::move(idle_.back());
        idle_.pop_back();
      }
      transfer->begin(std::move(waiting_.front().outgoing), std::move(waiting_.front().done));
      waiting_.pop_front();
      CURL* const handle = transfer->handle();
      active_.emplace(handle, std::move(transfer));
      // Asks for a timer at once; nothing is done before the loop's next turn.
      curl_multi_add_handle(multi_, handle);
    }
  }

  ClientSettings settings_;
  Log& log_;
  LoopTimer timer_;
  CURLM* multi_ = nullptr;
  std::unordered_map<curl_socket_t, Source> watches_;
  std::unordered_map<CURL*, std::unique_ptr<Transfer>> active_;
  std::vector<std::unique_ptr<Transfer>> idle_;
  std::deque<Waiting> waiting_;
};

Client::Client(ClientSettings settings, Log& log)
    : impl_(std::make_unique<Impl>(std::move(settings), log)) {}
Client::~Client() = default;

void Client::request(Outgoing outgoing, std::function<void(Outcome)> done) {
  impl_->request(std::move(outgoing), std::move(done));
}

}  // namespace gateway::http
