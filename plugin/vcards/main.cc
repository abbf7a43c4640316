// SPDX-License-Identifier: GPL-2.0-or-later
// xmpp-sms-vcards: reads a vCard file for the plugin, in a process of its own.
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

#include "plugin/vcards/converter.h"
#include "plugin/vcards/evcard.h"
#include "plugin/vcards/xcard.h"

namespace {

constexpr char usage[] =
    "usage: xmpp-sms-vcards FILE\n"
    "Prints the names and phone numbers of a vCard file (2.1, 3.0, 4.0), an XML element a line:\n"
    "  <vcard>   a card: <fn> its name, each <tel> a number and its types\n"
    "  <broken>  a card that cannot be read, the line it begins in, and why\n"
    "  <end/>    the last line: how many cards were read, how many are broken\n"
    "  <failed>  the last line instead, when there is nothing to read: reason and explanation\n"
    "Exit status: 0 cards were read, 1 there is none (reason 'empty' or 'no-card'), 2 wrong "
    "usage,\n"
    "3 the file cannot be read ('unreadable') or the output not be written.\n"
    "  --help, --version\n";

enum Exit { ok = 0, no_card = 1, wrong_usage = 2, unreadable = 3 };

class File {
 public:
  explicit File(const char* path) : fd_(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (fd_ >= 0) close(fd_);
  }
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

void write_out(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) std::_Exit(unreadable);
}

/// The last line for the plugin, and a sentence for whoever calls this by hand.
int fail(Exit status, const char* reason, const std::string& path, const std::string& why) {
  write_out("<failed reason='" + std::string(reason) + "'>" + vcards::xml_text(why) +
            "</failed>\n");
  std::fprintf(stderr, "xmpp-sms-vcards: %s: %s\n", path.c_str(), why.c_str());
  return status;
}

/// True when whoever read our output has gone. Without output to write, no SIGPIPE says so.
bool is_alone() {
  pollfd output{.fd = STDOUT_FILENO, .events = 0, .revents = 0};
  return poll(&output, 1, 0) > 0 && (output.revents & (POLLERR | POLLNVAL)) != 0;
}

int convert(const char* path) {
  const File file(path);
  struct stat facts {};
  if (file.fd() < 0 || fstat(file.fd(), &facts) != 0) {
    return fail(unreadable, "unreadable", path, std::strerror(errno));
  }
  if (S_ISDIR(facts.st_mode)) return fail(unreadable, "unreadable", path, std::strerror(EISDIR));
  // A pipe or device may never end, or never begin.
  if (!S_ISREG(facts.st_mode)) return fail(unreadable, "unreadable", path, "It is not a file.");

  vcards::Converter converter(write_out);
  std::array<char, 1 << 16> buffer{};
  bool is_empty = true;
  while (!converter.is_binary()) {
    const ssize_t size = read(file.fd(), buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return fail(unreadable, "unreadable", path, std::strerror(errno));
    if (size == 0) break;
    is_empty = false;
    converter.feed({buffer.data(), static_cast<std::size_t>(size)});
    if (is_alone()) return unreadable;
  }
  if (!converter.is_binary()) converter.finish();
  if (is_empty) return fail(no_card, "empty", path, "The file is empty.");
  if (converter.cards() + converter.broken() == 0) {
    return fail(no_card, "no-card", path,
                "There is no contact in it: it is no vCard file. Export the contacts as vCard "
                "(.vcf) from where they are.");
  }
  write_out("<end cards='" + std::to_string(converter.cards()) + "' broken='" +
            std::to_string(converter.broken()) + "'/>\n");
  return std::fflush(stdout) == 0 ? ok : unreadable;
}

}  // namespace

int main(int argc, char** argv) {
  std::setlocale(LC_MESSAGES, "");  // for the system's own sentences
  std::signal(SIGPIPE, SIG_DFL);    // a client may have ignored it, and we inherit that
  vcards::silence_library();
  const std::string_view argument = argc == 2 ? argv[1] : "";
  if (argument == "--help") {
    std::fputs(usage, stdout);
    return ok;
  }
  if (argument == "--version") {
    std::puts("xmpp-sms-vcards " XMPP_SMS_VERSION);
    return ok;
  }
  if (argument.empty()) {
    std::fputs(usage, stderr);
    return wrong_usage;
  }
  return convert(argv[1]);
}
