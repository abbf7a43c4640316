// SPDX-License-Identifier: GPL-2.0-or-later
#include "options.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace sms_text {
namespace {

constexpr auto commands = std::to_array<std::string_view>({"segments", "number", "address", "uri"});

/// Which options a command takes; --help and --version are for all.
bool takes(std::string_view command, std::string_view option) {
  if (option == "--lines" || option == "--safe") return command == "segments";
  if (option == "--region") return command == "number" || command == "address";
  if (option == "--gateway" || option == "--dialect") return command == "address";
  return false;
}

bool has_value(std::string_view option) {
  return option == "--region" || option == "--gateway" || option == "--dialect";
}

std::optional<sms::Dialect> dialect_named(std::string_view name) {
  if (name == "plain") return sms::Dialect::plain;
  if (name == "google") return sms::Dialect::google;
  if (name == "cheogram") return sms::Dialect::cheogram;
  return std::nullopt;
}

class Parser {
 public:
  tl::expected<Options, std::string> parse(const std::vector<std::string_view>& arguments) {
    if (arguments.empty()) return tl::unexpected(std::string("give a command: ") + command_list());
    bool is_literal = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const std::string_view argument = arguments[i];
      std::optional<std::string> error;
      if (!is_literal && argument == "--") {
        is_literal = true;
      } else if (!is_literal && (argument == "--help" || argument == "-h")) {
        options_.wants_help = true;
        return std::move(options_);
      } else if (!is_literal && argument == "--version") {
        options_.wants_version = true;
        return std::move(options_);
      } else if (options_.command.empty()) {
        error = set_command(argument);
      } else if (!is_literal && argument.starts_with("--")) {
        std::string_view option = argument.substr(0, argument.find('='));
        std::optional<std::string_view> value;
        if (option.size() < argument.size()) {
          value = argument.substr(option.size() + 1);
        } else if (has_value(option) && i + 1 < arguments.size()) {
          value = arguments[++i];
        }
        error = set_option(option, value);
      } else {
        options_.inputs.emplace_back(argument);
      }
      if (error) return tl::unexpected(*std::move(error));
    }
    if (std::optional<std::string> error = finish()) return tl::unexpected(*std::move(error));
    return std::move(options_);
  }

 private:
  static std::string command_list() { return fmt::format("{}", fmt::join(commands, ", ")); }

  std::optional<std::string> set_command(std::string_view name) {
    if (std::ranges::find(commands, name) == commands.end()) {
      return fmt::format("'{}' is not a command; the commands are {}", name, command_list());
    }
    options_.command = name;
    return std::nullopt;
  }

  std::optional<std::string> set_option(std::string_view option,
                                        std::optional<std::string_view> value) {
    if (!takes(options_.command, option)) {
      return fmt::format("'{}' takes no option '{}'; see sms-text --help", options_.command,
                         option);
    }
    if (has_value(option) && !value) return fmt::format("'{}' needs a value", option);
    if (!has_value(option) && value) return fmt::format("'{}' takes no value", option);
    if (option == "--lines") options_.by_lines = true;
    if (option == "--safe") options_.wants_safe = true;
    if (option == "--region") {
      options_.region = sms::Region::parse(*value);
      if (!options_.region) {
        return fmt::format("the region '{}' is not two letters, such as US or DE", *value);
      }
    }
    if (option == "--gateway") gateway_ = *value;
    if (option == "--dialect") {
      dialect_ = dialect_named(*value);
      if (!dialect_)
        return fmt::format("the dialect '{}' is not one of plain, google, cheogram", *value);
    }
    return std::nullopt;
  }

  std::optional<std::string> finish() {
    if (options_.command == "segments" && !options_.inputs.empty()) {
      return "'segments' reads its text from standard input: printf '%s' 'a text' | sms-text "
             "segments";
    }
    if (options_.command != "address") return std::nullopt;
    if (!gateway_) {
      return "'address' needs the gateway: --gateway sms.example.com, or a template such as "
             "--gateway '{digits}@sms.example.com'";
    }
    const bool is_template = gateway_->find_first_of("{}@") != std::string_view::npos;
    if (is_template && dialect_) return "a template and --dialect exclude each other";
    tl::expected<sms::Gateway, sms::AddressError> gateway =
        is_template ? sms::Gateway::from_template(*gateway_)
        : dialect_  ? sms::Gateway::at(*gateway_, *dialect_)
                    : sms::Gateway::at(*gateway_);
    if (!gateway) return std::move(gateway).error().message;
    options_.gateway = *std::move(gateway);
    return std::nullopt;
  }

  Options options_;
  std::optional<std::string_view> gateway_;
  std::optional<sms::Dialect> dialect_;
};

}  // namespace

tl::expected<Options, std::string> parse_options(const std::vector<std::string_view>& arguments) {
  return Parser().parse(arguments);
}

}  // namespace sms_text
