// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/purple/vcard_process.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "plugin/purple/handles.h"

namespace plugin {
namespace {

constexpr char program_name[] = "xmpp-sms-vcards";
constexpr std::size_t slice_bytes = 16 << 10;
/// Our program's lines have at most a few hundred kilobytes: another one's may not fill the memory.
constexpr std::size_t most_line_bytes = 1 << 20;

using ErrorPtr = std::unique_ptr<GError, CallFree<g_error_free>>;

}  // namespace

std::optional<std::string> find_vcard_program(const std::string& plugin_file) {
  const GCharPtr folder(g_path_get_dirname(plugin_file.c_str()));
  // The same two places as of the numbering plans: wherever prefix and plugin were moved to, and
  // beside a plugin that somebody installed for themselves.
  for (const char* place : {"xmpp-sms", XMPP_SMS_UP_TO_LIBDIR "/xmpp-sms"}) {
    const GCharPtr path(g_build_filename(folder.get(), place, program_name, nullptr));
    if (g_file_test(path.get(), G_FILE_TEST_IS_EXECUTABLE) != FALSE &&
        g_file_test(path.get(), G_FILE_TEST_IS_REGULAR) != FALSE) {
      return path.get();
    }
  }
  return std::nullopt;
}

tl::expected<std::unique_ptr<VcardProcess>, std::string> VcardProcess::start(
    const std::string& program, const std::string& file) {
  // A path that begins with '-' is a file all the same.
  const GCharPtr absolute(g_canonicalize_filename(file.c_str(), nullptr));
  std::array<const char*, 3> command{program.c_str(), absolute.get(), nullptr};
  GError* error = nullptr;
  int output = -1;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): GLib's prototype; it changes nothing
  const gboolean ok = g_spawn_async_with_pipes(nullptr, const_cast<char**>(command.data()), nullptr,
                                               G_SPAWN_STDERR_TO_DEV_NULL, nullptr, nullptr,
                                               nullptr, nullptr, &output, nullptr, &error);
  if (ok == FALSE) {
    const ErrorPtr owned(error);
    return tl::unexpected(std::string(owned->message));
  }
  std::unique_ptr<VcardProcess> process(new VcardProcess(output));
  const int flags = fcntl(output, F_GETFL);
  fcntl(output, F_SETFL, flags | O_NONBLOCK);
  fcntl(output, F_SETFD, FD_CLOEXEC);
  return process;
}

VcardProcess::~VcardProcess() {
  close(output_);
}

std::optional<std::string> VcardProcess::next_line() {
  std::size_t end = buffer_.find('\n', start_);
  if (end == std::string::npos && !is_over_) {
    const std::size_t known = buffer_.size() - start_;
    read_more();
    end = buffer_.find('\n', start_ + known);
  }
  if (end == std::string::npos) {
    if (is_over_) start_ = buffer_.size();  // half a line: it was ended while writing
    return std::nullopt;
  }
  std::string line = buffer_.substr(start_, end - start_);
  start_ = end + 1;
  return line;
}

void VcardProcess::read_more() {
  buffer_.erase(0, std::exchange(start_, 0));
  const std::size_t size = buffer_.size();
  if (size > most_line_bytes) {
    is_over_ = true;
    return;
  }
  buffer_.resize(size + slice_bytes);
  const ssize_t count = read(output_, buffer_.data() + size, slice_bytes);
  const int why = errno;
  buffer_.resize(size + static_cast<std::size_t>(count > 0 ? count : 0));
  is_over_ = count == 0 || (count < 0 && why != EAGAIN && why != EINTR);
}

}  // namespace plugin
