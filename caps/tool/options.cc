// SPDX-License-Identifier: GPL-2.0-or-later
#include "options.h"

#include <libxml/xmlstring.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "libxml_ptr.h"
#include "smscaps/names.h"

namespace sms_caps {
namespace {

using Error = tl::unexpected<std::string>;

/// The arguments, taken one by one.
class Arguments {
 public:
  explicit Arguments(std::span<const char* const> rest) : rest_(rest) {}

  std::optional<const char*> next() {
    if (rest_.empty()) return std::nullopt;
    const char* const first = rest_.front();
    rest_ = rest_.subspan(1);
    return first;
  }

 private:
  std::span<const char* const> rest_;
};

bool can_be_an_attribute(const char* value) {
  const std::string_view text = value;
  return !text.empty() && xmlCheckUTF8(to_xml(value)) == 1 &&
         std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < ' '; });
}

std::optional<std::string> add_bundle(Options& options, std::string_view name) {
  const std::optional<smscaps::BundleName> bundle = smscaps::BundleName::parse(name);
  if (!bundle) {
    return "'" + std::string(name) +
           "' is not a bundle name: use letters, digits and . - _ : as in sms-v1";
  }
  options.bundles.push_back(*bundle);
  return std::nullopt;
}

std::optional<std::string> set_create(Options& options, Arguments& arguments) {
  const std::optional<const char*> node = arguments.next();
  const std::optional<const char*> ver = arguments.next();
  if (!node || !ver) return "--create needs two values: --create NODE VER";
  if (!can_be_an_attribute(*node) || !can_be_an_attribute(*ver)) {
    return "NODE and VER of --create must be UTF-8 without control characters, and not empty";
  }
  options.create = smscaps::NewCaps{*node, *ver};
  return std::nullopt;
}

bool set_switch(Options& options, std::string_view argument) {
  constexpr std::pair<std::string_view, bool Options::*> switches[] = {
      {"--withdraw", &Options::withdraw},
      {"--check", &Options::check},
      {"--explain", &Options::explain},
      {"--help", &Options::help},
      {"-h", &Options::help},
      {"--version", &Options::version},
  };
  const auto* const found =
      std::ranges::find(switches, argument, &std::pair<std::string_view, bool Options::*>::first);
  if (found == std::end(switches)) return false;
  options.*found->second = true;
  return true;
}

std::optional<std::string> set_option(Options& options, std::string_view argument,
                                      Arguments& arguments) {
  constexpr std::string_view bundle_with_value = "--bundle=";
  if (set_switch(options, argument)) return std::nullopt;
  if (argument.starts_with(bundle_with_value)) {
    return add_bundle(options, argument.substr(bundle_with_value.size()));
  }
  if (argument == "--bundle") {
    const std::optional<const char*> name = arguments.next();
    return name ? add_bundle(options, *name) : "--bundle needs a name, such as sms-v1";
  }
  if (argument == "--create") return set_create(options, arguments);
  return "unknown option " + std::string(argument) + ": see sms-caps --help";
}

}  // namespace

tl::expected<Options, std::string> parse_options(std::span<const char* const> list) {
  Options options;
  Arguments arguments(list);
  bool only_files = false;
  while (const std::optional<const char*> next = arguments.next()) {
    const std::string_view argument = *next;
    if (only_files || argument == "-" || !argument.starts_with('-')) {
      options.files.emplace_back(argument);
    } else if (argument == "--") {
      only_files = true;
    } else if (std::optional<std::string> wrong = set_option(options, argument, arguments)) {
      return Error(*std::move(wrong));
    }
  }
  if (options.check && options.withdraw) {
    return Error("--check changes nothing: leave out --withdraw");
  }
  if (options.check && options.create) {
    return Error("--check changes nothing: leave out --create");
  }
  if (options.bundles.empty()) options.bundles = {smscaps::sms_v1};
  if (options.files.empty()) options.files.emplace_back("-");
  return options;
}

std::string_view usage() {
  return R"(Usage: sms-caps [OPTION]... [FILE]...
Announce sms-v1 in the XMPP presence stanzas of each FILE, or of standard input.
A FILE holds one stanza, several, or a stream whose end may be missing; - is
standard input.

Options:
      --withdraw         remove the bundles instead
      --bundle NAME      announce, withdraw or check this bundle instead of
                         sms-v1; may be given several times
      --create NODE VER  add a caps element with these values to an available
                         presence that has none
      --check            print no stanzas; the exit status says whether every
                         available presence announces all the bundles
      --explain          instead of each stanza, print a line that says which
                         it is, what was done, and why
      --help             print this help
      --version          print the version

Exit status:
  0  all is well
  1  --check: an available presence does not announce all the bundles, or there
     was none
  2  a FILE cannot be read or is malformed, an option is wrong, or the output
     cannot be written
)";
}

}  // namespace sms_caps
