// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/surroundings.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "gateway/carrier/logfile/logfile.h"
#include "gateway/config/read.h"
#include "gateway/config/unreadable.h"
#include "gateway/http/certificate.h"
#include "gateway/http/listening.h"
#include "gateway/store/maintenance.h"
#include "gateway/store/sqlite/on_behalf.h"
#include "gateway/store/sqlite/store_files.h"

namespace gateway::app {
namespace {

constexpr const char* units_user = "xmpp-sms-gateway";

bool is_units_user() {
  const passwd* const units = getpwnam(units_user);
  return units != nullptr && units->pw_uid == geteuid();
}

std::string with_remedy(std::string_view key, const std::string& why) {
  std::string told = "http." + std::string(key) + ": " + why;
  if (config::is_absent(why)) told += "; give the full path of the PEM file that has it";
  return told;
}

/// Neither root nor the gateway's user: such a one may not look into its directory.
bool is_third(const config::Store& store) {
  struct stat about {};
  return getuid() != 0 && !is_units_user() &&
         stat(sqlite::directory_of(store.path).c_str(), &about) == 0 && about.st_uid != geteuid();
}

/// In the directory that the unit makes, which is not there yet.
bool comes_with_unit(const std::filesystem::path& file) {
  std::error_code ignored;
  const auto units = std::filesystem::path(config::Store().path).parent_path();
  return file.parent_path() == units && !std::filesystem::exists(units, ignored);
}

Missing missing(std::string line, const std::filesystem::path& file) {
  const bool comes = comes_with_unit(file);
  return {std::move(line) + (comes ? "; the systemd unit does that by itself" : ""), comes};
}

/// By a gateway that runs, perhaps; or the address is not there: a start is then tried again.
bool is_port_taken(const config::Http& http) {
  const auto tried = http::try_listening(http.listen, static_cast<std::uint16_t>(http.port));
  return !tried && tried.error().may_pass;
}

void add_port(const config::Http& http, std::vector<Missing>& missing) {
  const auto tried = http::try_listening(http.listen, static_cast<std::uint16_t>(http.port));
  if (!tried && !tried.error().may_pass) missing.push_back({tried.error().message});
}

}  // namespace

tl::expected<Certificate, std::string> read_certificate(const config::Http& http) {
  if (http.tls_certificate.empty()) return Certificate{};
  const auto surroundings = config::real_surroundings();
  auto certificate = surroundings.read_file(http.tls_certificate);
  if (!certificate) return tl::unexpected(with_remedy("tls-certificate", certificate.error()));
  auto key = surroundings.read_file(http.tls_key);
  if (!key) return tl::unexpected(with_remedy("tls-key", key.error()));
  return Certificate{*std::move(certificate), *std::move(key)};
}

tl::expected<void, std::string> check_certificate(const config::Http& http,
                                                  const Certificate& read) {
  if (http.tls_certificate.empty()) return {};
  if (const auto checked = http::check_certificate(read.certificate, read.key); !checked) {
    const bool is_key = checked.error().is_of_key;
    return tl::unexpected((is_key ? "http.tls-key: " + http.tls_key
                                  : "http.tls-certificate: " + http.tls_certificate) +
                          " " + checked.error().message);
  }
  return {};
}

uid_t user_of_gateway(const config::Config& config, bool is_units) {
  if (geteuid() != 0) return geteuid();
  struct stat about {};
  const auto directory = sqlite::directory_of(config.store.path);
  if (stat(directory.c_str(), &about) == 0 && about.st_uid != 0) return about.st_uid;
  const passwd* const units = is_units ? getpwnam(units_user) : nullptr;
  return units != nullptr ? units->pw_uid : geteuid();
}

std::vector<Missing> find_missing(const config::Config& config, uid_t user) {
  std::vector<Missing> all;
  const bool is_port_free = !is_port_taken(config.http);
  const auto as_user = sqlite::OnBehalf::of_user(user);
  if (!as_user) {
    all.push_back({as_user.error().message});
  } else {
    const bool sees_all = !is_third(config.store);
    const auto place = check_place(config.store.path, sees_all ? AsWhom::owner : AsWhom::other);
    if (!place) all.push_back(missing("store.path: " + place.error().message, config.store.path));
    for (const config::Carrier& carrier : config.carriers) {
      if (!sees_all || carrier.type != "logfile") continue;
      if (auto checked = logfile::LogFile::check(carrier.name, carrier.path); !checked)
        all.push_back(missing(std::move(checked.error()), carrier.path));
    }
    auto checked = read_certificate(config.http).and_then([&](const Certificate& read) {
      return check_certificate(config.http, read);
    });
    if (!checked) all.push_back({std::move(checked.error())});
    if (is_port_free) add_port(config.http, all);
  }
  for (Missing& one : all)
    one.line = config.origins.told(one.line);
  return all;
}

}  // namespace gateway::app
