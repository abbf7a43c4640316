// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/logfile/logfile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "gateway/model/read_only.h"

namespace gateway::logfile {
namespace {

std::string on_one_line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == '\t' || c == '\\') line += '\\';
    line += c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : c;
  }
  return line;
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return path.substr(0, std::max(slash, std::size_t{1}));
}

}  // namespace

LogFile::LogFile(std::string name, int file, std::size_t max_segments, Post post)
    : name_(std::move(name)), file_(file), max_segments_(max_segments), post_(std::move(post)) {}

LogFile::~LogFile() {
  close(file_);
}

std::string why_unwritable(const std::string& name, const std::string& path, int error_number) {
  std::string what = "its folder must exist, and the gateway's user must be able to write to it";
  if (error_number == EISDIR) what = "name a file in this folder";
  if (error_number == EROFS) what = how_to_let_write(folder_of(path));
  return fmt::format("carriers.{}.path: {} cannot be written: {}; {}", name, path,
                     std::strerror(error_number), what);
}

tl::expected<void, std::string> LogFile::check(const std::string& name, const std::string& path) {
  struct stat about {};
  const bool is_there = stat(path.c_str(), &about) == 0;
  if (!is_there && errno != ENOENT) return tl::make_unexpected(why_unwritable(name, path, errno));
  if (is_there && S_ISDIR(about.st_mode))
    return tl::make_unexpected(why_unwritable(name, path, EISDIR));
  const int denied = is_there
                         ? faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS)
                         : faccessat(AT_FDCWD, folder_of(path).c_str(), W_OK | X_OK, AT_EACCESS);
  if (denied != 0) return tl::make_unexpected(why_unwritable(name, path, errno));
  return {};
}

tl::expected<std::unique_ptr<LogFile>, std::string> LogFile::open(std::string name,
                                                                  const std::string& path,
                                                                  std::size_t max_segments,
                                                                  Post post) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) {
    return tl::make_unexpected(why_unwritable(name, path, errno));
  }
  return std::unique_ptr<LogFile>(
      new LogFile(std::move(name), file, max_segments, std::move(post)));
}

CarrierTraits LogFile::traits() const {
  return {.max_segments = max_segments_,
          .reports_delivery = false,
          .can_be_asked = false,
          .max_in_flight = 1,
          .per_second_and_number = 0};
}

void LogFile::send(const Message& message, std::function<void(SendResult)> done) {
  const std::string line = fmt::format("{}\t{}\t{}\t{}\n", message.id.value, message.own,
                                       message.peer, on_one_line(message.body));
  struct stat before {};
  SendResult result = Accepted{fmt::format("line-{}", message.id.value)};
  const bool is_known = fstat(file_, &before) == 0;
  const ssize_t written = write(file_, line.data(), line.size());
  if (written != static_cast<ssize_t>(line.size())) {
    const std::string why = std::strerror(errno);
    // Half a line is taken back, so that the next one is whole.
    const bool is_undone = written <= 0 || (is_known && ftruncate(file_, before.st_size) == 0);
    result = is_undone ? SendResult(TryLater{why, {}}) : SendResult(Unclear{why});
  }
  post_([done = std::move(done), result = std::move(result)] { done(result); });
}

void LogFile::ask(const Message& /*message*/, std::function<void(AskResult)> done) {
  post_([done = std::move(done)] { done(CannotTell{}); });
}

}  // namespace gateway::logfile
