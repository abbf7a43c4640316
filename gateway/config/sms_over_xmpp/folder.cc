// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/sms_over_xmpp/folder.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "gateway/config/carrier_name.h"
#include "gateway/config/nearest.h"
#include "gateway/config/sms_over_xmpp/address.h"
#include "gateway/config/sms_over_xmpp/lines.h"
#include "gateway/config/sms_over_xmpp/providers.h"

namespace gateway::config::sms_over_xmpp {
namespace {

const std::vector<std::string> config_keys = {"xmpp_server", "xmpp_domain",    "xmpp_secret",
                                              "public_url",  "default_prefix", "http_server"};

/// sms-over-xmpp does without.
std::string why_needed(std::string_view key) {
  if (key != "http_password") return "";
  return ", and the password to the webhook's address: without it anybody could send texts to your "
         "users";
}

class Folder {
 public:
  Folder(const std::string& path, const Surroundings& surroundings)
      : path_(path.ends_with('/') ? path.substr(0, path.size() - 1) : path),
        surroundings_(surroundings) {
    old_.path = path_;
  }

  tl::expected<Old, Remarks> read() {
    read_config();
    read_providers();
    read_users();
    rename_providers();
    if (surroundings_.read_file(path_ + "/rosters")) {
      note({path_ + "/rosters", {}, ""},
           "address books are not synchronised here; contacts stay as they are in the rosters");
    }
    if (!faults_.empty()) return tl::unexpected(std::move(faults_));
    return std::move(old_);
  }

 private:
  void fault(Origin at, std::string message) {
    faults_.push_back({std::move(at), std::move(message)});
  }
  void note(Origin at, std::string message) {
    old_.notices.push_back({std::move(at), std::move(message)});
  }

  std::vector<Setting> settings_of(const std::string& file) {
    const auto content = surroundings_.read_file(file);
    if (!content) {
      fault({file, {}, ""}, content.error() +
                                "; sms-over-xmpp's folder has config, users and "
                                "providers/NAME");
      return {};
    }
    auto lines = read_lines(file, *content);
    if (!lines) {
      faults_.push_back(std::move(lines.error()));
      return {};
    }
    std::ranges::move(lines->notices, std::back_inserter(old_.notices));
    return std::move(lines->settings);
  }

  static const Setting* find(const std::vector<Setting>& settings, std::string_view key) {
    const auto found = std::ranges::find(
        settings, key, [](const Setting& s) -> std::string_view { return s.at.key; });
    return found == settings.end() ? nullptr : &*found;
  }

  void note_unknown(const std::vector<Setting>& settings, const std::vector<std::string>& known) {
    for (const Setting& setting : settings) {
      if (std::ranges::find(known, setting.at.key) != known.end()) continue;
      const auto meant = nearest(setting.at.key, known);
      note(setting.at, meant ? fmt::format("is not known and is ignored; did you mean {}?", *meant)
                             : fmt::format("is not known and is ignored; the known ones are: {}",
                                           fmt::join(known, ", ")));
    }
  }

  void need(const std::vector<Setting>& settings, const std::string& file, const char* key,
            const char* example, Setting& target) {
    if (const Setting* found = find(settings, key)) {
      target = *found;
    } else {
      fault({file, {}, key}, fmt::format("is missing; for example: {} {}", key, example));
    }
  }

  void read_config() {
    const std::string file = path_ + "/config";
    const std::size_t faults = faults_.size();
    const auto settings = settings_of(file);
    if (faults_.size() > faults) return;
    note_unknown(settings, config_keys);
    Setting server;
    need(settings, file, "xmpp_server", "xmpp.example.com:5347", server);
    need(settings, file, "xmpp_domain", "sms.example.com", old_.domain);
    need(settings, file, "xmpp_secret", "SECRET", old_.secret);
    if (!server.text.empty()) {
      if (const auto address = parse_host_port(server.text)) {
        old_.server = {address->host.empty() ? "127.0.0.1" : address->host, server.at};
        old_.port = address->port;
        old_.port_at = server.at;
      } else {
        fault(server.at, address.error());
      }
    }
    if (const Setting* url = find(settings, "public_url")) old_.public_url = *url;
    if (const Setting* prefix = find(settings, "default_prefix")) old_.default_prefix = *prefix;
    // COMPAT(sms-over-xmpp, before -listen)
    if (const Setting* listen = find(settings, "http_server")) {
      auto listener = parse_listener("tcp:" + listen->text);
      if (!listener) return fault(listen->at, listener.error());
      old_.listener = *std::move(listener);
      old_.listener->at = listen->at;
    }
  }

  void read_providers() {
    const auto names = surroundings_.list_folder(path_ + "/providers");
    if (!names) {
      return fault({path_ + "/providers", {}, ""},
                   names.error() + "; it has a file for each provider");
    }
    for (const std::string& name : *names) {
      if (name.starts_with('.')) continue;
      const std::string file = path_ + "/providers/" + name;
      const std::size_t faults = faults_.size();
      const auto settings = settings_of(file);
      names_.push_back(name);
      if (faults_.size() == faults) read_provider(name, file, settings);
    }
    if (names_.empty()) {
      fault({path_ + "/providers", {}, ""},
            "has no file; a provider is needed, such as providers/twilio with “type twilio”");
    }
  }

  void read_provider(const std::string& name, const std::string& file,
                     const std::vector<Setting>& settings) {
    Setting type;
    need(settings, file, "type", "twilio", type);
    if (type.text.empty()) return;
    const ProviderType* known = provider_type(type.text);
    if (known == nullptr) {
      uncarried_.push_back({name, type});
      return;
    }
    Provider provider{name, type.text, {}, {file, type.at.place, ""}};
    std::vector<std::string> keys = {"type"};
    for (const ProviderKey& key : known->keys) {
      keys.emplace_back(key.name);
      if (const Setting* found = find(settings, key.name)) {
        provider.keys.emplace(key.ours, Setting{key.before + found->text, found->at});
      } else if (key.is_required) {
        fault({file, {}, key.name},
              fmt::format("is missing; add a line “{} …”{}", key.name, why_needed(key.name)));
      }
    }
    note_unknown(settings, keys);
    old_.providers.push_back(std::move(provider));
  }

  void read_users() {
    const std::string file = path_ + "/users";
    const std::size_t faults = faults_.size();
    const auto settings = settings_of(file);
    for (const Setting& setting : settings) {
      const std::size_t colon = setting.text.find(':');
      if (colon == std::string::npos) {
        fault(setting.at, fmt::format("“{}” names no provider; it has to be PROVIDER:NUMBER, such "
                                      "as {}:+13075550100",
                                      setting.text, names_.empty() ? "twilio" : names_.front()));
        continue;
      }
      read_user(setting, setting.text.substr(0, colon), setting.text.substr(colon + 1));
    }
    if (settings.empty() && faults_.size() == faults) {
      fault({file, {}, ""},
            "has no user; add a line such as “juliet@example.com PROVIDER:+13075550100”");
    }
    for (const auto& [name, type] : uncarried_) {
      if (std::ranges::find(users_of_uncarried_, name) == users_of_uncarried_.end()) {
        note(type.at, fmt::format("{} is not supported here; no user has it, and it is left out",
                                  type.text));
      }
    }
  }

  void read_user(const Setting& setting, const std::string& provider, const std::string& number) {
    const auto uncarried = std::ranges::find(uncarried_, provider, &Uncarried::name);
    if (uncarried != uncarried_.end()) {
      users_of_uncarried_.push_back(provider);
      return fault(setting.at, fmt::format("has the provider {} of the type {}, which is not "
                                           "supported here; twilio and signalwire are",
                                           provider, uncarried->type.text));
    }
    if (std::ranges::find(names_, provider) == names_.end()) {
      const auto meant = nearest(provider, names_);
      return fault(setting.at,
                   fmt::format("there is no provider {0}; {1}", provider,
                               meant ? fmt::format("did you mean {}?", *meant)
                                     : fmt::format("add the file providers/{}", provider)));
    }
    old_.users.push_back({setting.at.key, {number, setting.at}, provider, {}});
  }

  /// There, any name goes. Here some cannot be: their webhooks are taken at every path that is
  /// nobody else's, and that can be for one provider only.
  void rename_providers() {
    const Provider* renamed = nullptr;
    for (Provider& provider : old_.providers) {
      const std::string name = provider.name;
      const bool is_used = std::ranges::count(old_.users, name, &OldUser::provider) != 0;
      const auto wrong = wrong_with_carrier_name(name);
      if (!wrong || !(is_used || old_.providers.size() == 1)) continue;
      if (renamed != nullptr) {
        fault(provider.at,
              fmt::format("{0} {1}; one such provider is renamed, and that is already {2}: rename "
                          "the file, and {0} in users and in the webhook's address",
                          name, *wrong, renamed->webhooks_at));
        continue;
      }
      renamed = &provider;
      provider.webhooks_at = name;
      provider.name = allowed_carrier_name(name);
      while (std::ranges::count(names_, provider.name) != 0)
        provider.name += '-';
      for (OldUser& user : old_.users) {
        if (user.provider == name) user.provider = provider.name;
      }
    }
  }

  struct Uncarried {
    std::string name;
    Setting type;
  };

  std::string path_;
  const Surroundings& surroundings_;
  Old old_;
  Remarks faults_;
  std::vector<std::string> names_;  // of all providers
  std::vector<Uncarried> uncarried_;
  std::vector<std::string> users_of_uncarried_;
};

}  // namespace

tl::expected<Old, Remarks> read_folder(const std::string& path, const Surroundings& surroundings) {
  return Folder(path, surroundings).read();
}

}  // namespace gateway::config::sms_over_xmpp
