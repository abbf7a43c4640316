// SPDX-License-Identifier: GPL-2.0-or-later
// sms-text: what the library knows of a text, a number, an address or a link, for people and
// scripts.
#include <cerrno>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "answers.h"
#include "options.h"
#include "sms/gsm_safe.h"

namespace {

using sms_text::Json;
using sms_text::Options;

constexpr int exit_invalid = 1;
constexpr int exit_trouble = 2;

constexpr std::string_view help = R"(Usage: sms-text segments [--lines] [--safe]
  or:  sms-text number [--region RR] [NUMBER]...
  or:  sms-text address --gateway DOMAIN [--dialect NAME] [--region RR] [WHO]...
  or:  sms-text uri [URI]...
Print what a text message, a phone number, a gateway's address or a link is: a
JSON object on one line for each input. Without inputs, number, address and uri
read one from each line of standard input.

Commands:
  segments  what the text on standard input costs; all of it is one text
  number    what a number is, however it is written
  address   the JID of a number, and whom a JID stands for
  uri       what an sms: or tel: link holds

Options:
      --lines           segments: each line is a text of its own
      --safe            segments: print the spelling that fits the GSM alphabet
                        instead of the cost
      --region RR       number, address: the country of numbers without a
                        country code, as two letters, such as DE
      --gateway DOMAIN  address: the gateway's domain, or a template of its
                        addresses such as '{digits}@sms.example.com'
      --dialect NAME    address: plain, google or cheogram, where the domain
                        does not tell
      --help            print this help
      --version         print the version

Exit status:
  0  all is well
  1  an input is invalid: its object has "error"
  2  the command line is wrong, or the output cannot be written

Examples:
  $ printf 'see you at 5' | sms-text segments
  $ sms-text number --region DE '(030) 901820'
  $ sms-text address --gateway sms.example.com '+1 307 555 1212'
  $ sms-text uri 'sms:+15105550101?body=hello%20there'
)";

std::string read_all() {
  return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
}

/// Shape:   true when the input was valid
bool print(const Json& answer) {
  // Inputs are quoted in messages only after they were checked; `replace` is for the rest.
  std::cout << answer.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  return sms_text::is_valid(answer);
}

bool print_safe(std::string_view text, bool ends_line) {
  const auto spelling = sms::gsm_safe(text);
  if (!spelling) {
    std::cerr << "sms-text: " << spelling.error().message << '\n';
    return false;
  }
  std::cout << spelling->text;
  if (ends_line) std::cout << '\n';
  return true;
}

bool answer_text(const Options& options, std::string_view text) {
  if (options.wants_safe) return print_safe(text, options.by_lines);
  return print(sms_text::answer_segments(text));
}

bool answer_input(const Options& options, std::string_view input) {
  if (options.command == "segments") return answer_text(options, input);
  if (options.command == "number") {
    return print(sms_text::answer_number(input, options.region));
  }
  if (options.command == "address") {
    return print(sms_text::answer_address(input, *options.gateway, options.region));
  }
  return print(sms_text::answer_uri(input));
}

bool run(const Options& options) {
  bool all_valid = true;
  if (options.command == "segments" && !options.by_lines) return answer_text(options, read_all());
  if (!options.inputs.empty()) {
    for (const std::string& input : options.inputs) {
      all_valid = answer_input(options, input) && all_valid;
    }
    return all_valid;
  }
  for (std::string line; std::cout && std::getline(std::cin, line);) {
    if (line.ends_with('\r')) line.pop_back();
    all_valid = answer_input(options, line) && all_valid;
  }
  return all_valid;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    std::ios::sync_with_stdio(false);
    const std::vector<std::string_view> arguments(argv + 1, argv + argc);
    const auto options = sms_text::parse_options(arguments);
    if (!options) {
      std::cerr << "sms-text: " << options.error() << '\n';
      return exit_trouble;
    }
    if (options->wants_help) {
      std::cout << help;
      return 0;
    }
    if (options->wants_version) {
      std::cout << "sms-text " SMS_TEXT_VERSION "\n";
      return 0;
    }
    const bool is_valid = run(*options);
    std::cout.flush();
    if (!std::cout) {
      std::cerr << "sms-text: cannot write to standard output: "
                << std::generic_category().message(errno) << '\n';
      return exit_trouble;
    }
    return is_valid ? 0 : exit_invalid;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sms-text: %s\n", error.what());
    return exit_trouble;
  }
}
