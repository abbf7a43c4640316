// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/component_link.h"

#include <algorithm>
#include <utility>

#include "gateway/base/monotonic.h"
#include "gateway/link/handshake.h"
#include "gateway/xml/names.h"

namespace gateway {
namespace {

/// Beside the component's domain usually stands the server's own.
std::string parent_of(const std::string& domain) {
  const std::size_t dot = domain.find('.');
  return dot == std::string::npos ? domain : domain.substr(dot + 1);
}

std::uint64_t hard_to_guess() {
  const GCharPtr uuid(g_uuid_string_random());  // from the kernel's generator
  return std::hash<std::string_view>{}(uuid.get());
}

std::string whole_seconds(std::chrono::milliseconds duration) {
  return std::to_string(std::chrono::ceil<std::chrono::seconds>(duration).count());
}

/// The namespace that is not written at a stanza, so that it goes out in the stream's own.
std::string_view stream_namespace_for(const xml::Element& stanza) {
  const std::string& uri = stanza.namespace_uri();
  const bool is_stanza = uri.empty() || uri == xml::client_namespace;
  return is_stanza ? std::string_view(uri) : xml::component_namespace;
}

}  // namespace

ComponentLink::ComponentLink(LinkSettings settings, LinkEvents& events, Log& log,
                             std::function<double()> random)
    : settings_(std::move(settings)),
      events_(events),
      log_(log),
      backoff_(random ? std::move(random) : &g_random_double),
      fences_(settings_.domain,
              settings_.server.empty() ? parent_of(settings_.domain) : settings_.server,
              hard_to_guess()),
      retry_(log, "connecting again", [this] { connect(); }),
      deadline_(log, "a deadline of the link", [this] { on_deadline(); }),
      alive_(log, "looking after the link", [this] { check_alive(); }),
      delivery_(log, "handing stanzas over", [this] { deliver_some(); }),
      refusing_fences_(log, "answering fences", [this] {
        for (const auto& done : std::exchange(refused_fences_, {}))
          guarded(log_, "a fence", [&] { done(false); });
      }) {}

void ComponentLink::start() {
  if (state_ == State::stopped) connect();
}

void ComponentLink::try_with(std::string secret) {
  settings_.secret = std::move(secret);
  if (state_ != State::waiting) return;
  backoff_.reset();
  retry_.soon();
}

void ComponentLink::connect() {
  state_ = State::connecting;
  parser_.emplace(settings_.limits);
  parse_error_.reset();
  deadline_.start(settings_.times.connect);
  transport_ = std::make_unique<Transport>(log_, static_cast<TransportEvents&>(*this),
                                           settings_.host, settings_.port, settings_.buffer_bytes);
}

void ComponentLink::connected() {
  state_ = State::opening;
  send_control(stream_opening(settings_.domain));
}

void ComponentLink::send_control(std::string_view bytes) {
  transport_->out().force(bytes);
  transport_->flush_soon();
}

// ---- what goes out

bool ComponentLink::send(const xml::Element& stanza) {
  if (state_ != State::up) return false;
  const bool is_taken = transport_->out().append(
      [&](std::string& out) { xml::append(out, stanza, stream_namespace_for(stanza)); });
  if (is_taken) transport_->flush_soon();
  wants_room_ = wants_room_ || !is_taken;
  return is_taken;
}

void ComponentLink::fence(std::function<void(bool)> done) {
  if (state_ == State::up) {
    send_control(write(fences_.add(std::move(done), monotonic_now()), xml::component_namespace));
  } else {
    refused_fences_.push_back(std::move(done));
    refusing_fences_.soon();
  }
}

void ComponentLink::wrote() {
  if (!wants_room_ || state_ != State::up || !transport_->out().is_half_empty()) return;
  wants_room_ = false;
  guarded(log_, "going on sending", [&] { events_.link_writable(); });
}

std::size_t ComponentLink::waiting_bytes() const {
  return transport_ ? transport_->out().size() : 0;
}

// ---- the end of a link, and the next one

void ComponentLink::lost(const std::string& why) {
  // What had come before belongs to us: the server thinks that we have it.
  deliver(incoming_.size());
  if (state_ == State::closing) {
    finish_stop();
  } else if (state_ != State::waiting && state_ != State::stopped) {
    fail(no_link(why, hint()));
  }
}

/// What to look at when the connection fails or ends now.
std::string_view ComponentLink::hint() const {
  switch (state_) {
    case State::connecting:
      return "is it running, and are xmpp.server and xmpp.port those of its components?";
    case State::opening:
    case State::authenticating:
      return "is xmpp.port its port for components?";
    default:
      return {};
  }
}

void ComponentLink::fail_saying(std::string_view condition, const Problem& problem) {
  send_control(stream_error(condition));
  transport_->flush();
  if (is_open()) fail(problem);
}

void ComponentLink::fail(const Problem& problem) {
  if (state_ == State::closing) return finish_stop();
  const bool was_up = state_ == State::up;
  if (was_up && monotonic_now() - up_since_ >= settings_.times.stable) backoff_.reset();
  const auto& times = settings_.times;
  const auto wait = backoff_.next(problem.kind == Problem::Kind::refused    ? times.refused
                                  : problem.kind == Problem::Kind::conflict ? times.conflict
                                                                            : times.broken);
  state_ = State::waiting;
  problem_ = problem.text;
  retry_.start(wait);
  log_.say(problem.kind == Problem::Kind::conflict ? LogLevel::info : LogLevel::warning,
           problem.text,
           {{"domain", settings_.domain},
            {"host", settings_.host},
            {"port", std::to_string(settings_.port)},
            {"next_try_s", whole_seconds(wait)}});
  go_down(was_up ? problem.text : std::string());
}

/// `why` is empty when the link was not up.
void ComponentLink::go_down(const std::string& why) {
  transport_->close();
  deadline_.stop();
  alive_.stop();
  delivery_.stop();
  incoming_.clear();
  delivered_ = 0;
  wants_room_ = false;
  for (const auto& done : fences_.take_all())
    guarded(log_, "a fence", [&] { done(false); });
  if (!why.empty()) guarded(log_, "the end of the link", [&] { events_.link_down(why); });
}

void ComponentLink::stop(std::function<void()> done) {
  if (state_ == State::closing) return finish_stop();
  stop_done_ = std::move(done);
  retry_.stop();
  if (state_ != State::up) {
    finish_stop();
    return;
  }
  state_ = State::closing;
  send_control(stream_closing);
  deadline_.start(settings_.times.closing);
}

void ComponentLink::finish_stop() {
  const bool was_up = state_ == State::closing;
  state_ = State::stopped;
  if (transport_) go_down(was_up ? "the gateway stops" : "");
  const auto done = std::exchange(stop_done_, nullptr);
  if (done) guarded(log_, "having stopped", done);
}

void ComponentLink::on_deadline() {
  if (state_ == State::closing) {
    // What has come belongs to us, though it had to wait.
    deliver(incoming_.size());
    if (state_ == State::closing) finish_stop();
    return;
  }
  fail(no_link(state_ == State::connecting ? "it does not answer"
                                           : "it does not answer as a component's port does",
               hint()));
}

void ComponentLink::check_alive() {
  if (state_ != State::up) return;
  const auto now = monotonic_now();
  const auto& times = settings_.times;
  if (settings_.must_wait && settings_.must_wait()) {
    // It is we who do not listen: what the server has said, a new link would lose.
    alive_.start(times.answer);
    return;
  }
  if (is_asked_) {
    return fail(
        {Problem::Kind::broken,
         "the XMPP server is silent: nothing came for " +
             whole_seconds(std::chrono::ceil<std::chrono::milliseconds>(now - last_received_)) +
             " seconds"});
  }
  if (const auto oldest = fences_.oldest(); oldest && now - *oldest >= times.fence) {
    return fail({Problem::Kind::broken,
                 "the XMPP server does not answer pings: is the setting of its domain right?"});
  }
  const auto silent = now - last_received_;
  if (silent < times.silence) {
    alive_.start(std::chrono::ceil<std::chrono::milliseconds>(times.silence - silent));
    return;
  }
  is_asked_ = true;
  fence([](bool) {});
  alive_.start(times.answer);
}

}  // namespace gateway
