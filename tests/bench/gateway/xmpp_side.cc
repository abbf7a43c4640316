// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/gateway/xmpp_side.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "gateway/link/handshake.h"

namespace gateway::bench {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

void set(int file, int option) {
  const int yes = 1;
  setsockopt(file, IPPROTO_TCP, option, &yes, sizeof yes);
}

}  // namespace

int listen_somewhere(std::uint16_t& port) {
  const int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto address = loopback(0);
  socklen_t size = sizeof address;
  if (bind(file, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(file, 128) != 0 ||
      getsockname(file, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no port to listen on");
  }
  port = ntohs(address.sin_port);
  return file;
}

int connect_to(std::uint16_t port) {
  const int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = loopback(port);
  if (connect(file, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("nobody listens on port " + std::to_string(port));
  }
  set(file, TCP_NODELAY);
  return file;
}

XmppSide::XmppSide(Poller& poller, std::string domain)
    : poller_(poller), listener_(listen_somewhere(port_)), domain_(std::move(domain)) {
  poller_.add(listener_, [this](std::uint32_t) { accept_one(); });
}

XmppSide::XmppSide(Poller& poller, std::uint16_t port, std::string domain, std::string secret)
    : poller_(poller), port_(port), domain_(std::move(domain)), secret_(std::move(secret)) {
  begin(connect_to(port));
  send(stream_opening(domain_));
  flush();
}

XmppSide::~XmppSide() {
  end();
  if (listener_ >= 0) {
    poller_.remove(listener_);
    close(listener_);
  }
}

void XmppSide::accept_one() {
  const int file = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (file < 0) return;
  end();
  set(file, TCP_NODELAY);
  begin(file);
}

void XmppSide::begin(int file) {
  file_ = file;
  cutter_ = {};
  out_.clear();
  left_ = 0;
  is_watching_writing_ = false;
  poller_.add(file_, [this](std::uint32_t events) { ready(events); });
}

void XmppSide::end() {
  is_open_ = false;
  if (file_ < 0) return;
  poller_.remove(file_);
  close(std::exchange(file_, -1));
}

void XmppSide::await(const std::string& domain) {
  constexpr std::chrono::seconds patience{30};
  poller_.run([this] { return is_open_; }, patience);
  is_answered_ = false;
  poller_.run([this] { return is_answered_; }, patience,
              [&] {
                if (is_answered_) return Poller::never;
                send("<iq type='get' id='there' from='user0@" + domain_ + "' to='" + domain +
                     "'><ping xmlns='urn:xmpp:ping'/></iq>");
                flush();
                return Clock::now() + std::chrono::milliseconds(100);
              });
}

void XmppSide::send(std::string_view stanza) {
  out_.append(stanza);
}

void XmppSide::flush() {
  while (file_ >= 0 && left_ < out_.size()) {
    const ssize_t count =
        ::send(file_, out_.data() + left_, out_.size() - left_, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count < 0) break;
    left_ += static_cast<std::size_t>(count);
  }
  if (left_ == out_.size()) {
    out_.clear();
    left_ = 0;
  }
  const bool wants = !out_.empty();
  if (file_ >= 0 && wants != is_watching_writing_) {
    poller_.watch_writing(file_, is_watching_writing_ = wants);
  }
}

void XmppSide::ready(std::uint32_t events) {
  if ((events & EPOLLOUT) != 0) flush();
  if ((events & ~std::uint32_t{EPOLLOUT}) == 0) return;
  std::array<char, 65536> bytes{};
  const ssize_t count = recv(file_, bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (count < 0 && errno == EAGAIN) return;
  if (count <= 0) return end();
  if (acknowledges_at_once_) set(file_, TCP_QUICKACK);
  cutter_.feed({bytes.data(), static_cast<std::size_t>(count)});
  while (const auto piece = cutter_.next())
    take(*piece);
  flush();
}

void XmppSide::take(std::string_view piece) {
  if (piece.starts_with("<message")) {
    if (on_message_) on_message_(piece);
  } else if (piece.starts_with("<iq")) {
    take_iq(piece);
  } else if (piece.find("<stream:stream") != std::string_view::npos) {
    if (listener_ < 0) return send(handshake(attribute(piece, "id"), secret_));
    send(
        "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' "
        "xmlns:stream='http://etherx.jabber.org/streams' from='here' id='bench'>");
  } else if (piece.starts_with("<handshake")) {
    is_open_ = true;
    if (listener_ >= 0) send("<handshake/>");
  }
}

/// A ping is answered, as by any server.
void XmppSide::take_iq(std::string_view iq) {
  const std::string_view type = attribute(iq, "type");
  if (type == "result" && attribute(iq, "id") == "there") is_answered_ = true;
  if (type != "get") return;
  std::string answer = "<iq type='result' from='";
  answer.append(attribute(iq, "to")).append("' to='").append(attribute(iq, "from"));
  answer.append("' id='").append(attribute(iq, "id")).append("'/>");
  send(answer);
}

}  // namespace gateway::bench
