// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/http/arrivals.h"

#include <sys/socket.h>

#include <utility>

#include "gateway/base/monotonic.h"

namespace gateway::http {

Arrivals::~Arrivals() {
  if (timer_ != 0) g_source_remove(timer_);
}

void Arrivals::on_connection(void* data, MHD_Connection* connection, void** slot,
                             MHD_ConnectionNotificationCode code) noexcept {
  try {
    auto* self = static_cast<Arrivals*>(data);
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
      *slot = self->accepted(connection);
    } else if (*slot != nullptr) {
      self->closed(static_cast<Arriving*>(*slot));
      *slot = nullptr;
    }
  } catch (...) {
    *slot = nullptr;  // without memory for it, libmicrohttpd's own time-out is left
  }
}

void* Arrivals::on_line(void* /*data*/, const char* uri, MHD_Connection* connection) noexcept {
  Arriving* arriving = of(connection);
  if (arriving == nullptr) return nullptr;
  arriving->since = monotonic_now();
  try {
    arriving->target = uri;
  } catch (...) {
    arriving->target.clear();  // without memory: its signature will be wrong
  }
  return nullptr;
}

std::string Arrivals::take_target(MHD_Connection* connection) {
  Arriving* arriving = of(connection);
  return arriving == nullptr ? std::string() : std::exchange(arriving->target, {});
}

void Arrivals::arrived(MHD_Connection* connection) {
  if (Arriving* arriving = of(connection)) arriving->since = std::nullopt;
}

void Arrivals::awaits(MHD_Connection* connection) {
  if (Arriving* arriving = of(connection)) arriving->since = monotonic_now();
}

Arrivals::Arriving* Arrivals::of(MHD_Connection* connection) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == nullptr ? nullptr : static_cast<Arriving*>(info->socket_context);
}

Arrivals::Arriving* Arrivals::accepted(MHD_Connection* connection) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  if (info == nullptr) return nullptr;
  auto arriving =
      std::make_unique<Arriving>(Arriving{.socket = info->connect_fd, .since = monotonic_now()});
  Arriving* const made = arriving.get();
  arriving_.emplace(made, std::move(arriving));
  if (timer_ == 0) timer_ = g_timeout_add_seconds(1, on_sweep, this);
  return made;
}

void Arrivals::closed(Arriving* arriving) {
  arriving_.erase(arriving);
  if (arriving_.empty() && timer_ != 0) g_source_remove(std::exchange(timer_, 0));
}

void Arrivals::sweep() {
  const auto now = monotonic_now();
  for (const auto& [arriving, owned] : arriving_) {
    if (arriving->since && now - *arriving->since > limit_) shutdown(arriving->socket, SHUT_RDWR);
  }
}

gboolean Arrivals::on_sweep(gpointer data) noexcept {
  static_cast<Arrivals*>(data)->sweep();
  return G_SOURCE_CONTINUE;
}

}  // namespace gateway::http
