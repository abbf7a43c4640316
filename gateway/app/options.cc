// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "gateway/core/jid.h"

namespace gateway::app {
namespace {

using Error = tl::unexpected<std::string>;

/// The arguments, taken one by one.
class Arguments {
 public:
  explicit Arguments(std::span<const char* const> rest) : rest_(rest) {}

  std::optional<std::string> next() {
    if (rest_.empty()) return std::nullopt;
    std::string first = rest_.front();
    rest_ = rest_.subspan(1);
    return first;
  }

 private:
  std::span<const char* const> rest_;
};

struct Switch {
  std::string_view name;
  Command command;
};
constexpr std::array switches{
    Switch{"--check-config", Command::check_config},
    Switch{"--convert", Command::convert},
    Switch{"--example-config", Command::example_config},
    Switch{"--manual-keys", Command::manual_keys},
    Switch{"--version", Command::version},
    Switch{"--help", Command::help},
    Switch{"-h", Command::help},
};
constexpr std::array commands{
    Switch{"backup", Command::backup},
    Switch{"restore", Command::restore},
    Switch{"check", Command::check},
    Switch{"export", Command::export_messages},
};

/// All digits of `text`, and as many as asked for.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return std::nullopt;
  int value = 0;
  const char* const end = text.data() + at + count;
  const auto [stop, error] = std::from_chars(text.data() + at, end, value);
  if (error != std::errc() || stop != end || text[at] == '-') return std::nullopt;
  return value;
}

class Parser {
 public:
  tl::expected<Options, std::string> parse(std::span<const char* const> list) {
    Arguments arguments(list);
    while (const auto argument = arguments.next()) {
      if (auto wrong = take(*argument, arguments)) return Error(std::move(*wrong));
    }
    if (auto wrong = take_words()) return Error(std::move(*wrong));
    if (auto wrong = misplaced()) return Error(std::move(*wrong));
    return std::move(options_);
  }

 private:
  using Wrong = std::optional<std::string>;

  Wrong take(const std::string& argument, Arguments& arguments) {
    const auto found = std::ranges::find(switches, argument, &Switch::name);
    if (found != switches.end()) return set_command(*found);
    if (argument == "--force") return options_.force = true, std::nullopt;
    if (argument == "--with-bodies") return options_.with_bodies = true, std::nullopt;
    const auto equals = argument.find('=');
    std::string name = argument.substr(0, equals);
    // COMPAT(sms-over-xmpp): its options have one dash.
    if (name == "-config" || name == "-listen") name.insert(0, 1, '-');
    if (name == "--config" || name == "--listen" || name == "--user" || name == "--since") {
      const auto value = equals != std::string::npos ? argument.substr(equals + 1)
                                                     : arguments.next().value_or(std::string());
      return set_value(name, value);
    }
    if (argument.starts_with('-') && argument.size() > 1) return "unknown option " + argument;
    words_.push_back(argument);
    return std::nullopt;
  }

  Wrong set_command(const Switch& wanted) {
    if (options_.command != Command::run && options_.command != wanted.command)
      return std::string(wanted.name) + " cannot be combined with the command before it";
    options_.command = wanted.command;
    return std::nullopt;
  }

  Wrong set_value(const std::string& name, const std::string& value) {
    if (name == "--config") {
      if (value.empty()) return "--config needs a file, or the folder of sms-over-xmpp";
      options_.config = value;
    } else if (name == "--listen") {
      if (value.empty()) return "--listen needs an address, such as tcp:8080";
      if (options_.listen) return "--listen is given twice: the gateway has one listener";
      options_.listen = value;
    } else if (name == "--user") {
      if (value.empty()) return "--user needs a JID, such as juliet@example.com";
      options_.user = user_of(value);  // as the store has it
    } else {
      options_.since = parse_moment(value);
      if (!options_.since) return "--since needs a day, such as 2026-11-21";
    }
    return std::nullopt;
  }

  Wrong take_words() {
    if (words_.empty()) return std::nullopt;
    const auto found = std::ranges::find(commands, words_.front(), &Switch::name);
    if (found == commands.end())
      return "unknown command " + words_.front() +
             ": the commands are backup, restore, check and export";
    if (auto wrong = set_command(*found)) return wrong;
    const std::size_t files = words_.size() - 1;
    switch (found->command) {
      case Command::export_messages:
        if (files != 0) return "export takes no file: it writes to standard output";
        break;
      case Command::check:
        if (files > 1) return "check takes one file, or none for the store";
        break;
      default:
        if (files != 1) return words_.front() + " needs one file";
    }
    if (files == 1) options_.file = words_.back();
    return std::nullopt;
  }

  [[nodiscard]] Wrong misplaced() const {
    if (options_.force && options_.command != Command::restore)
      return "--force is for restore only";
    const bool has_filter = options_.user || options_.since || options_.with_bodies;
    if (has_filter && options_.command != Command::export_messages)
      return "--user, --since and --with-bodies are for export only";
    return std::nullopt;
  }

  Options options_;
  std::vector<std::string> words_;
};

}  // namespace

std::optional<Time> parse_moment(std::string_view text) {
  const auto year = digits(text, 0, 4);
  const auto month = digits(text, 5, 2);
  const auto day = digits(text, 8, 2);
  if (!year || !month || !day || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  const Time midnight = std::chrono::sys_days(date);
  if (text.size() == 10) return midnight;
  const auto hour = digits(text, 11, 2);
  const auto minute = digits(text, 14, 2);
  const auto second = digits(text, 17, 2);
  if (text.size() != 20 || !hour || !minute || !second) return std::nullopt;
  if (text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return midnight + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         std::chrono::seconds(*second);
}

tl::expected<Options, std::string> parse_options(std::span<const char* const> list) {
  return Parser().parse(list);
}

std::string_view usage() {
  return R"(Usage: xmpp-sms-gateway [OPTION]...
  or:  xmpp-sms-gateway [--config FILE] COMMAND
Carry text messages between XMPP users and phones, until SIGTERM.

Options:
      --config FILE     use this instead of /etc/xmpp-sms-gateway/gateway.toml;
                        sms-over-xmpp's file or folder will do, too
      --listen WHERE    with a folder of sms-over-xmpp: where to listen for
                        webhooks, like its -listen, such as tcp:8080
      --check-config    say what is wrong with the configuration, one problem
                        and its place on each line, and exit
      --convert         print a configuration of sms-over-xmpp as one of
                        xmpp-sms-gateway
      --example-config  print a configuration with every key explained
      --manual-keys     print the keys as part of a man page
      --version         print the version
      --help            print this help

Commands:
  backup COPY             copy the store, even while the gateway runs
  restore COPY [--force]  make a copy the store again; --force: even if there
                          already is a store
  check [COPY]            check the whole store, or a copy, for damage
  export [--user JID] [--since DAY] [--with-bodies]
                          print the messages, one JSON object per line

Exit status:
  0   all is well
  1   it failed
  2   wrong usage
  78  the configuration, or a file it names, needs fixing
)";
}

}  // namespace gateway::app
