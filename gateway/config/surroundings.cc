// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "gateway/config/read.h"
#include "gateway/config/unreadable.h"

namespace gateway::config {
namespace {

bool is_open_already(std::string_view path) {
  return path == "/dev/stdin" || path.starts_with("/dev/fd/") || path.starts_with("/proc/self/fd/");
}

}  // namespace

Surroundings real_surroundings() {
  return {
      .read_file = [](const std::string& path) -> tl::expected<std::string, std::string> {
        // Opening a pipe would wait for its writer. One that is open already may be meant:
        // --config /dev/stdin, --config <(…).
        std::error_code unknown;
        const auto status = std::filesystem::status(path, unknown);
        if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status) &&
            !is_open_already(path)) {
          return tl::make_unexpected(path +
                                     " cannot be read: it is not a regular file; name a file");
        }
        std::ifstream file(path, std::ios::binary);
        if (!file) return tl::make_unexpected(why_unreadable(path, errno));
        return std::string(std::istreambuf_iterator<char>(file), {});
      },
      .environment = [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        if (value == nullptr) return {};
        return value;
      },
      .list_folder =
          [](const std::string& path) -> tl::expected<std::vector<std::string>, std::string> {
        std::error_code error;
        std::vector<std::string> names;
        std::filesystem::directory_iterator entries(path, error);
        for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error))
          names.push_back(entries->path().filename().string());
        if (error) {
          return tl::make_unexpected(fmt::format("{} cannot be read: {}", path, error.message()));
        }
        std::ranges::sort(names);
        return names;
      }};
}

}  // namespace gateway::config
