// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/surroundings.h"

#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "gateway/config/read.h"
#include "gateway/config/unreadable.h"
#include "gateway/http/certificate.h"
#include "gateway/store/maintenance.h"

namespace gateway::app {
namespace {

std::string with_remedy(std::string_view key, const std::string& why) {
  std::string told = "http." + std::string(key) + ": " + why;
  if (config::is_absent(why)) told += "; give the full path of the PEM file that has it";
  return told;
}

}  // namespace

tl::expected<Certificate, std::string> read_certificate(const config::Http& http) {
  if (http.tls_certificate.empty()) return Certificate{};
  const auto surroundings = config::real_surroundings();
  auto certificate = surroundings.read_file(http.tls_certificate);
  if (!certificate) return tl::unexpected(with_remedy("tls-certificate", certificate.error()));
  auto key = surroundings.read_file(http.tls_key);
  if (!key) return tl::unexpected(with_remedy("tls-key", key.error()));
  if (const auto checked = http::check_certificate(*certificate, *key); !checked) {
    const bool is_key = checked.error().is_of_key;
    return tl::unexpected((is_key ? "http.tls-key: " + http.tls_key
                                  : "http.tls-certificate: " + http.tls_certificate) +
                          " " + checked.error().message);
  }
  return Certificate{*std::move(certificate), *std::move(key)};
}

std::vector<Missing> find_missing(const config::Config& config) {
  const std::filesystem::path store = config.store.path;
  std::error_code ignored;
  std::vector<Missing> missing;
  if (const auto place = check_place(store); !place) {
    const bool comes_with_unit =
        store == config::Store().path && !std::filesystem::exists(store.parent_path(), ignored);
    missing.push_back({"store.path: " + place.error().message +
                           (comes_with_unit ? "; the systemd unit does that by itself" : ""),
                       comes_with_unit});
  }
  if (auto read = read_certificate(config.http); !read)
    missing.push_back({std::move(read.error())});
  for (Missing& one : missing)
    one.line = config.origins.told(one.line);
  return missing;
}

}  // namespace gateway::app
