// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes are a configuration of sms-over-xmpp or a list of mistakes, and what is made of it is
// always our own form: TOML that says the same when it is made again, and whose mistakes have a
// place in the old files.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/config/sms_over_xmpp/address.h"
#include "gateway/config/sms_over_xmpp/convert.h"
#include "gateway/config/sms_over_xmpp/first_version.h"
#include "gateway/config/sms_over_xmpp/folder.h"

namespace {

using namespace gateway::config;                 // NOLINT(google-build-using-namespace)
using namespace gateway::config::sms_over_xmpp;  // NOLINT(google-build-using-namespace)

void require(bool holds) {
  if (!holds) std::abort();
}

/// config, users and two providers, with a NUL between them.
struct Files {
  explicit Files(std::string_view rest) {
    for (std::string& part : parts) {
      const std::size_t end = std::min(rest.find('\0'), rest.size());
      part = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  [[nodiscard]] Surroundings surroundings() const {
    return {.read_file = [this](const std::string& path) -> tl::expected<std::string, std::string> {
              if (path == "/o/config") return parts[0];
              if (path == "/o/users") return parts[1];
              if (path == "/o/providers/a") return parts[2];
              if (path == "/o/providers/b") return parts[3];
              return tl::make_unexpected(path + " cannot be read");
            },
            .environment = [](const std::string&) -> std::optional<std::string> { return "e"; },
            .list_folder =
                [](const std::string&) -> tl::expected<std::vector<std::string>, std::string> {
              return std::vector<std::string>{"a", "b"};
            }};
  }

  std::string parts[4];
};

void check(const tl::expected<Old, Remarks>& old, const Surroundings& surroundings) {
  if (!old) {
    require(!old.error().empty());
    for (const Remark& remark : old.error())
      require(!remark.message.empty() && !remark.at.file.empty());
    return;
  }
  const Converted converted = convert(*old, "/s");
  require(converted.toml == convert(*old, "/s").toml);
  for (const Remark& remark : converted.notices)
    require(!remark.message.empty() && !remark.at.file.empty());
  const auto told = read(converted.toml, surroundings);
  if (told) return require(told->config.xmpp.domain == old->domain.text);
  for (const Problem& problem : told.error())
    require(!problem.key.empty());  // else it is no TOML
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Files files(text);
  const Surroundings surroundings = files.surroundings();
  check(read_first_version("/o", text), surroundings);
  check(read_folder("/o", surroundings), surroundings);
  (void)is_first_version(text);
  if (const auto listener = parse_listener(text)) {
    require(listener->port > 0 && !listener->address.empty());
  }
  return 0;
}
