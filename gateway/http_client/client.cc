// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http_client/client.h"

#include <curl/curl.h>
#include <glib-unix.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <exception>
#include <limits>
#include <new>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gateway/base/glib.h"
#include "gateway/base/guarded.h"
#include "gateway/base/loop_timer.h"
#include "gateway/http_client/socket_set.h"
#include "gateway/http_client/transfer.h"

namespace gateway::http {
namespace {

std::uint32_t events_of(int what) {
  std::uint32_t events = 0;
  if ((what & CURL_POLL_IN) != 0) events |= EPOLLIN;
  if ((what & CURL_POLL_OUT) != 0) events |= EPOLLOUT;
  return events;
}

int selected(std::uint32_t events) {
  int mask = 0;
  // An end or an error is found by reading: what came before it is not to be lost.
  if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) mask |= CURL_CSELECT_IN;
  if ((events & EPOLLOUT) != 0) mask |= CURL_CSELECT_OUT;
  return mask;
}

}  // namespace

/// The queue, the handles and the way between libcurl and the main loop.
class Client::Impl {
 public:
  Impl(ClientSettings settings, Log& log)
      : settings_(std::move(settings)),
        log_(log),
        timer_(log, "http client", [this] { on_time(); }),
        refusals_(log, "http client", [this] { answer_refused(); }) {
    static const CURLcode is_ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    multi_ = is_ready == CURLE_OK ? curl_multi_init() : nullptr;
    if (multi_ == nullptr) throw std::bad_alloc();
    const long most = static_cast<long>(settings_.max_connections);
    // These are known to every libcurl that this is built with, and fail for no other reason.
    curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &Impl::on_socket);
    curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Impl::on_timer);
    curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi_, CURLMOPT_MAX_TOTAL_CONNECTIONS, most);
    curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, most);
    watch();
  }

  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  ~Impl() {
    for (const auto& [handle, active] : active_)
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
  struct Active {
    std::unique_ptr<Transfer> transfer;
    std::function<void(Outcome)> done;
  };
  struct Refused {
    std::string why;
    std::function<void(Outcome)> done;
  };
  /// libcurl's sockets in the main loop.
  struct Watch {
    GSource source;
    Impl* owner;
  };

  // What libcurl and GLib call. No exception may pass through either.

  static int on_socket(CURL* /*handle*/, curl_socket_t socket, int what, void* data,
                       void* /*of_socket*/) noexcept {
    auto& self = *static_cast<Impl*>(data);
    return guarded(self.log_, "http client", -1, [&] {
      if (what == CURL_POLL_REMOVE) {
        self.sockets_.want_nothing(socket);
      } else {
        self.sockets_.want(socket, events_of(what));
      }
      return 0;
    });
  }

  static curl_socket_t on_open(void* data, curlsocktype /*purpose*/, curl_sockaddr* of) noexcept {
    auto& self = *static_cast<Impl*>(data);
    return guarded(self.log_, "http client", CURL_SOCKET_BAD, [&] {
      const int made = socket(of->family, of->socktype | SOCK_CLOEXEC, of->protocol);
      if (made < 0) return CURL_SOCKET_BAD;
      self.sockets_.made(made);
      return made;
    });
  }

  static int on_timer(CURLM* /*multi*/, long milliseconds, void* data) noexcept {
    auto& self = *static_cast<Impl*>(data);
    self.due_ = milliseconds < 0 ? never : g_get_monotonic_time() + milliseconds * 1000;
    if (!self.is_acting_) self.arm();
    return 0;
  }

  static gboolean on_ready(GSource* source, GSourceFunc /*fn*/, gpointer /*data*/) noexcept {
    Impl& self = *reinterpret_cast<Watch*>(source)->owner;
    self.act([&self] { self.look_at_sockets(); });
    return G_SOURCE_CONTINUE;
  }

  void watch() {
    static GSourceFuncs functions{nullptr, nullptr, &Impl::on_ready, nullptr, nullptr, nullptr};
    watch_ = Source(g_source_new(&functions, sizeof(Watch)));
    reinterpret_cast<Watch*>(watch_.get())->owner = this;
    g_source_add_unix_fd(watch_.get(), sockets_.file(), G_IO_IN);
    g_source_set_priority(watch_.get(), G_PRIORITY_DEFAULT);
    g_source_attach(watch_.get(), current_context().get());
  }

  /// What libcurl asks for meanwhile is done before the end.
  template <class Work>
  void act(Work&& work) {
    is_acting_ = true;
    guarded(log_, "http client", work);
    is_acting_ = false;
    arm();
  }

  void look_at_sockets() {
    std::array<SocketSet::Ready, SocketSet::most> found;
    const std::size_t count = sockets_.ready(found);
    for (std::size_t i = 0; i < count; ++i) {
      const SocketSet::Ready& ready = found.at(i);
      if (!sockets_.is_wanted(ready)) continue;
      int running = 0;
      curl_multi_socket_action(multi_, ready.first, selected(ready.second), &running);
    }
    go_on();
  }

  /// Requests that ended make room for others, which libcurl begins when it is told that their time
  /// has come: at once, so that they need no turn of the main loop of their own.
  void go_on() {
    constexpr int rounds = 8;  // then others have their turn
    finish_all();
    for (int round = 0; round < rounds && due_ <= g_get_monotonic_time(); ++round) {
      due_ = never;
      int running = 0;
      curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
      finish_all();
    }
  }

  void finish_all() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
      if (message->msg == CURLMSG_DONE) finish(message->easy_handle, message->data.result);
    }
  }

  /// libcurl moves its time with each request; an early turn costs less than setting a timer.
  void arm() {
    if (due_ >= armed_) return;
    armed_ = due_;
    const auto wait = std::max<std::int64_t>(due_ - g_get_monotonic_time(), 0);
    timer_.start(std::chrono::ceil<std::chrono::milliseconds>(std::chrono::microseconds(wait)));
  }

  void on_time() {
    armed_ = never;
    act([this] { go_on(); });
  }

  void finish(CURL* handle, CURLcode result) {
    const auto found = active_.find(handle);
    if (found == active_.end()) return;
    Active ended = std::move(found->second);
    active_.erase(found);
    Outcome outcome = ended.transfer->outcome(result);
    const bool is_free = curl_multi_remove_handle(multi_, handle) == CURLM_OK;
    if (is_free) idle_.push_back(std::move(ended.transfer));
    start_waiting();
    guarded(log_, "http client", [&] { ended.done(std::move(outcome)); });
  }

  void start_waiting() {
    while (!waiting_.empty() && active_.size() < settings_.max_connections) {
      Waiting next = std::move(waiting_.front());
      waiting_.pop_front();
      std::string why;
      try {
        why = begin(next);
      } catch (const std::exception& error) {
        why = error.what();
      }
      if (why.empty()) continue;
      refused_.push_back({std::move(why), std::move(next.done)});
      refusals_.soon();  // not from inside request()
    }
  }

  /// What hinders it, or nothing. `next` keeps its `done` then.
  std::string begin(Waiting& next) {
    std::unique_ptr<Transfer> transfer = free_transfer();
    const CURLcode ready = transfer->begin(std::move(next.outgoing));
    if (ready != CURLE_OK) return curl_easy_strerror(ready);
    CURL* const handle = transfer->handle();
    Active& active = active_[handle];
    // Asks for a timer at once; nothing is done before the loop's next turn.
    const CURLMcode added = curl_multi_add_handle(multi_, handle);
    if (added != CURLM_OK) {
      active_.erase(handle);
      return curl_multi_strerror(added);
    }
    active = {std::move(transfer), std::move(next.done)};
    return {};
  }

  std::unique_ptr<Transfer> free_transfer() {
    if (!idle_.empty()) {
      auto transfer = std::move(idle_.back());
      idle_.pop_back();
      return transfer;
    }
    auto transfer = std::make_unique<Transfer>(settings_);
    // Pointers, which are always taken.
    curl_easy_setopt(transfer->handle(), CURLOPT_OPENSOCKETFUNCTION, &Impl::on_open);
    curl_easy_setopt(transfer->handle(), CURLOPT_OPENSOCKETDATA, this);
    return transfer;
  }

  void answer_refused() {
    for (Refused& each : std::exchange(refused_, {}))
      guarded(log_, "http client", [&] { each.done(NotSent{std::move(each.why)}); });
  }

  ClientSettings settings_;
  Log& log_;
  LoopTimer timer_;
  LoopTimer refusals_;
  SocketSet sockets_;
  Source watch_;
  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
  std::int64_t due_ = never;    ///< when libcurl wants to be called; microseconds
  std::int64_t armed_ = never;  ///< when the timer will
  bool is_acting_ = false;      ///< go_on() comes anyway
  CURLM* multi_ = nullptr;
  std::unordered_map<CURL*, Active> active_;
  std::vector<std::unique_ptr<Transfer>> idle_;
  std::deque<Waiting> waiting_;
  std::vector<Refused> refused_;
};

Client::Client(ClientSettings settings, Log& log)
    : impl_(std::make_unique<Impl>(std::move(settings), log)) {}
Client::~Client() = default;

void Client::request(Outgoing outgoing, std::function<void(Outcome)> done) {
  impl_->request(std::move(outgoing), std::move(done));
}

}  // namespace gateway::http
