// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/read.h"

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "gateway/config/nearest.h"
#include "gateway/config/not_toml.h"
#include "gateway/config/toml_lines.h"
#include "gateway/config/unreadable.h"
#include "gateway/config/value.h"

namespace gateway::config {
namespace {

template <class T>
Place place_of(const T& node) {
  return {node.source().begin.line, node.source().begin.column};
}

std::string known(std::string_view typed, const std::vector<std::string>& names) {
  if (const auto meant = nearest(typed, names)) return fmt::format("did you mean {}?", *meant);
  return fmt::format("the known ones are: {}", fmt::join(names, ", "));
}

/// What to do about a file of a secret that is not there, or has nothing in it.
std::string how_to_make(const std::string& prefix, std::string_view name, const std::string& file) {
  const std::string writing = "install -m 0640 -g xmpp-sms-gateway /dev/stdin " + file;
  const bool is_for_server = prefix == "xmpp";
  if (is_for_server || prefix == "http" || name == "webhook-password") {
    return "; create it: openssl rand -hex 24 | " + writing +
           (is_for_server ? ", and give the XMPP server the same" : "");
  }
  return "; put into it what the carrier's console shows: " + writing +
         ", then paste, Enter, Ctrl+D";
}

/// Fills a configuration and collects what is wrong.
class Reader {
 public:
  Reader(const Surroundings& surroundings, const std::string& file) : surroundings_(surroundings) {
    config_.origins.file = file;
  }

  tl::expected<Read, Problems> read(const toml::table& root) {
    for (const auto& [name, node] : root) {
      if (find_section(name.str()) == nullptr) {
        fault(node, std::string(name.str()),
              "there is no such section; " + known(name.str(), section_names()));
        if (auto meant = nearest(name.str(), section_names())) attempts_.insert(*std::move(meant));
      }
    }
    for (const Section& section : sections())
      take_section(section, root);
    auto [faults, notices] = check(config_, places_, attempts_);
    std::ranges::move(faults, std::back_inserter(problems_));
    if (problems_.empty()) {
      keep_origins();
      sort(notices);
      return Read{std::move(config_), std::move(notices)};
    }
    sort(problems_);
    return tl::make_unexpected(std::move(problems_));
  }

 private:
  static void sort(Problems& problems) {
    std::ranges::stable_sort(problems, {}, [](const Problem& problem) {
      return std::pair(problem.place.line, problem.place.column);
    });
  }
  static std::string plain(const Section& section) {
    const std::string name = section.name;
    return name.substr(0, name.find('.'));
  }
  static bool is_many(const Section& section) {
    return std::string_view(section.name).ends_with(".*");
  }
  static const Section* find_section(std::string_view name) {
    const auto found = std::ranges::find(sections(), name, plain);
    return found == sections().end() ? nullptr : &*found;
  }
  static std::vector<std::string> section_names() {
    std::vector<std::string> names;
    for (const Section& section : sections())
      names.push_back(plain(section));
    return names;
  }

  void keep_origins() {
    Origins& origins = config_.origins;
    for (const auto& [key, place] : places_) {
      if (key.starts_with("users.") || key.starts_with("pools.")) continue;
      origins.places[key] = Problem{place, {}, key}.line(origins.file);
    }
  }

  void fault(const toml::node& node, std::string key, std::string message) {
    attempts_.insert(key);
    problems_.push_back({place_of(node), std::move(key), std::move(message)});
  }

  void take_section(const Section& section, const toml::table& root) {
    const std::string name = plain(section);
    const toml::node* node = root.get(name);
    const toml::table* table = node != nullptr ? node->as_table() : nullptr;
    if (node != nullptr && table == nullptr) {
      return fault(*node, name, fmt::format("has to be a section: [{}]", name));
    }
    if (!is_many(section)) {
      static const toml::table nothing;
      return take_keys(section, name, table != nullptr ? *table : nothing, {.config = &config_});
    }
    if (table == nullptr) return;
    for (const auto& [key, entry] : *table)
      take_entry(section, name, std::string(key.str()), entry);
  }

  /// One of users, pools or carriers.
  void take_entry(const Section& section, const std::string& kind, const std::string& name,
                  const toml::node& entry) {
    const std::string full = kind + "." + name;
    places_[full] = place_of(entry);
    if (kind == "users" && entry.is_string()) {
      config_.users.push_back({.jid = name, .number = *entry.value<std::string>(), .pool = {}});
      return;
    }
    const toml::table* table = entry.as_table();
    if (table == nullptr) {
      if (kind == "users") {
        return fault(entry, full,
                     "has to be a number in quotes, or a table such as { number = "
                     "\"+13075550100\", admin = true }");
      }
      const bool is_key = std::ranges::count(section.keys, name, &Key::name) != 0;
      return fault(entry, full,
                   is_key ? fmt::format("stands in no section of its own; write [{}.NAME] above "
                                        "it, with a name of your choice",
                                        kind)
                          : fmt::format("has to be a section: [{}]", full));
    }
    if (kind == "users" && is_dotted_jid(section, name, *table)) {
      return fault(entry, kind + "." + bare(name),
                   R"(a JID has to be in quotes, as "juliet@example.com" = "+13075550100")");
    }
    if (kind == "users") {
      config_.users.push_back({.jid = name, .number = {}, .pool = {}});
      take_keys(section, full, *table, {.user = &config_.users.back()});
    } else if (kind == "pools") {
      config_.pools.push_back({.name = name, .numbers = {}});
      take_keys(section, full, *table, {.pool = &config_.pools.back()});
    } else {
      config_.carriers.push_back(Carrier{});
      config_.carriers.back().name = name;
      take_keys(section, full, *table, {.carrier = &config_.carriers.back()});
    }
  }

  /// Without quotes, TOML makes tables of what is between the dots.
  static bool is_dotted_jid(const Section& section, std::string_view name,
                            const toml::table& table) {
    return name.find('@') == std::string_view::npos &&
           std::ranges::any_of(table, [&](const auto& entry) {
             return std::ranges::count(section.keys, entry.first.str(), &Key::name) == 0;
           });
  }

  void take_keys(const Section& section, const std::string& prefix, const toml::table& table,
                 const Sections& at) {
    refuse_unknown(section, prefix, table, at);
    for (const Key& key : section.keys) {
      const Target target = key.target(at);
      const bool is_secret = std::holds_alternative<Secret*>(target);
      const toml::node* value = table.get(key.name);
      if (is_secret) {
        take_secret(key, prefix, table, std::get<Secret*>(target));
      } else if (value != nullptr) {
        places_[prefix + "." + key.name] = place_of(*value);
        if (auto wrong = take(*value, key, target)) {
          fault(*value, prefix + "." + key.name, std::move(*wrong));
        }
      } else if (key.is_required) {
        miss(table, prefix, key.name,
             fmt::format("is missing; for example: {} = {}", key.name, key.example));
      }
    }
  }

  void miss(const toml::table& table, const std::string& section, const std::string& name,
            std::string message) {
    std::string key = section + "." + name;
    if (!attempts_.insert(key).second || attempts_.contains(section)) return;
    problems_.push_back({place_of(table), std::move(key), std::move(message)});
  }

  void refuse_unknown(const Section& section, const std::string& prefix, const toml::table& table,
                      const Sections& at) {
    std::vector<std::string> names;
    std::map<std::string, std::string, std::less<>> plain_names;  // of those with -file and -env
    for (const Key& key : section.keys) {
      const std::string name = key.name;
      const bool is_secret = std::holds_alternative<Secret*>(key.target(at));
      for (const char* end : {"", "-file", "-env"}) {
        if (*end != 0 && !is_secret) continue;
        names.push_back(name + end);
        plain_names[names.back()] = name;
      }
    }
    for (const auto& [key, node] : table) {
      if (plain_names.contains(key.str())) continue;
      problems_.push_back({place_of(key), prefix + "." + std::string(key.str()),
                           "there is no such key; " + known(key.str(), names)});
      if (const auto meant = nearest(key.str(), names))
        attempts_.insert(prefix + "." + plain_names[*meant]);
    }
  }

  /// Which one of the nodes that are there stands behind the others; one at least is there.
  static const toml::node* last_of(std::initializer_list<const toml::node*> nodes) {
    return *std::ranges::max_element(nodes, {}, [](const toml::node* node) {
      const Place place = node != nullptr ? place_of(*node) : Place{};
      return std::pair(place.line, place.column);
    });
  }

  void take_secret(const Key& key, const std::string& prefix, const toml::table& table,
                   Secret* secret) {
    const std::string name = key.name;
    const toml::node* here = table.get(name);
    const toml::node* file = table.get(name + "-file");
    const toml::node* variable = table.get(name + "-env");
    const int given = (here != nullptr) + (file != nullptr) + (variable != nullptr);
    if (given > 1) {
      return fault(
          *last_of({here, file, variable}), prefix + "." + name,
          fmt::format("is given more than once; keep one of {0}, {0}-file and {0}-env", name));
    }
    if (given == 0) {
      if (key.is_required) {
        miss(
            table, prefix, name,
            fmt::format("is missing; for example: {0}-file = \"/etc/xmpp-sms-gateway/{0}\"", name));
      }
      return;
    }
    attempts_.insert(prefix + "." + name);  // whatever comes of it
    if (here != nullptr) {
      places_[prefix + "." + name] = place_of(*here);
      if (auto wrong = take(*here, key, secret))
        fault(*here, prefix + "." + name, std::move(*wrong));
      return;
    }
    const toml::node& node = file != nullptr ? *file : *variable;
    const std::string full = prefix + "." + name + (file != nullptr ? "-file" : "-env");
    places_[prefix + "." + name] = place_of(node);
    const auto where = node.value_exact<std::string>();
    if (!where) return fault(node, full, "has to be a string, in quotes");
    if (file != nullptr) {
      if (auto wrong = wrong_with_path(*where)) return fault(node, full, *std::move(wrong));
      auto content = surroundings_.read_file(*where);
      if (!content) {
        const std::string& why = content.error();
        return fault(node, full, is_absent(why) ? why + how_to_make(prefix, name, *where) : why);
      }
      while (content->ends_with('\n') || content->ends_with('\r'))
        content->pop_back();
      if (content->empty()) {
        return fault(
            node, full,
            fmt::format("the file {} is empty{}", *where, how_to_make(prefix, name, *where)));
      }
      *secret = Secret(std::move(*content));
    } else {
      const auto content = surroundings_.environment(*where);
      if (!content || content->empty()) {
        return fault(node, full, fmt::format("the environment variable {} is not set", *where));
      }
      *secret = Secret(*content);
    }
  }

  const Surroundings& surroundings_;
  Config config_;
  Places places_;
  Attempts attempts_;
  Problems problems_;
};

}  // namespace

std::string Problem::line(std::string_view file) const {
  std::string text(file);
  if (place.line != 0) text += fmt::format(":{}:{}", place.line, place.column);
  text += ": ";
  if (!key.empty()) text += key + ": ";
  return text + message;
}

tl::expected<Read, Problems> read(std::string_view toml, const Surroundings& surroundings,
                                  const std::string& file) {
  try {
    return Reader(surroundings, file).read(toml::parse(toml));
  } catch (const toml::parse_error& error) {
    return tl::make_unexpected(Problems{not_toml(toml, error)});
  }
}

}  // namespace gateway::config
