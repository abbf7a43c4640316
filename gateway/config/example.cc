// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/example.h"

#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "gateway/config/duration.h"
#include "gateway/config/keys.h"

namespace gateway::config {
namespace {

/// A default as TOML; empty when there is none.
struct AsToml {
  std::string operator()(const std::string* text) const {
    return text->empty() ? "" : '"' + *text + '"';
  }
  std::string operator()(const std::int64_t* number) const { return std::to_string(*number); }
  std::string operator()(const bool* choice) const { return *choice ? "true" : "false"; }
  std::string operator()(const seconds* duration) const {
    return '"' + format_duration(*duration) + '"';
  }
  std::string operator()(const std::vector<std::string>* /*texts*/) const { return ""; }
  std::string operator()(const Secret* /*secret*/) const { return ""; }
};

std::string default_of(const Key& key) {
  Config config;
  User user;
  Pool pool;
  Carrier carrier;
  return std::visit(AsToml(), key.target({&config, &user, &pool, &carrier}));
}

/// The example's own name for one of many: users and carriers need one.
std::string title(const Section& section) {
  const std::string_view name = section.name;
  if (name == "users.*") return "users.\"juliet@example.com\"";
  if (name == "pools.*") return "pools.us";
  if (name == "carriers.*") return "carriers.phones";
  return std::string(name);
}

void comment(std::ostream& out, std::string_view text) {
  constexpr std::size_t width = 96;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    while (line.size() > width) {
      const std::size_t space = line.rfind(' ', width);
      if (space == std::string::npos) break;
      out << "# " << line.substr(0, space) << '\n';
      line.erase(0, space + 1);
    }
    out << "# " << line << '\n';
  }
}

std::string choices_of(const Key& key) {
  return key.choices.empty() ? "" : fmt::format(" One of: {}.", fmt::join(key.choices, ", "));
}

std::string escape_roff(std::string text) {
  for (std::size_t at = 0; (at = text.find_first_of("\\-", at)) != std::string::npos; at += 2)
    text.insert(at, "\\");
  return text;
}

/// As a macro's argument in quotes.
std::string escape_argument(std::string text) {
  text = escape_roff(std::move(text));
  for (std::size_t at = 0; (at = text.find('"', at)) != std::string::npos; at += 4)
    text.replace(at, 1, "\\(dq");
  return text;
}

}  // namespace

std::string example() {
  std::ostringstream out;
  out << "# xmpp-sms-gateway: every key, and its default where it has one.\n";
  for (const Section& section : sections()) {
    out << '\n';
    comment(out, section.help);
    const bool is_needed =
        std::string_view(section.name) == "xmpp" || std::string_view(section.name) == "carriers.*";
    out << (is_needed ? "" : "# ") << '[' << title(section) << "]\n";
    for (const Key& key : section.keys) {
      out << "#\n";
      std::string help = key.help + choices_of(key);
      if (key.only_for != nullptr) help += fmt::format(" Only for the type {}.", key.only_for);
      comment(out, help);
      const std::string value = default_of(key);
      out << (key.is_required && is_needed ? "" : "# ") << key.name << " = "
          << (value.empty() ? key.example : value) << '\n';
    }
  }
  return out.str();
}

std::string manual() {
  std::ostringstream out;
  for (const Section& section : sections()) {
    out << ".SS \"[" << escape_argument(title(section)) << "]\"\n";
    std::istringstream lines{escape_roff(section.help)};
    for (std::string line; std::getline(lines, line);)
      out << line << "\n.br\n";
    for (const Key& key : section.keys) {
      const std::string value = default_of(key);
      out << ".TP\n.B " << escape_roff(key.name) << "\n"
          << escape_roff(key.help + choices_of(key)) << "\n";
      if (key.only_for != nullptr) out << "Only for the type " << key.only_for << ".\n";
      if (key.is_required) {
        out << "Required.\n";
      } else if (!value.empty()) {
        out << "Default: " << escape_roff(value) << "\n";
      }
    }
  }
  return out.str();
}

}  // namespace gateway::config
