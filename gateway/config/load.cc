// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/load.h"

#include <algorithm>

#include <fmt/format.h>

#include "gateway/config/sms_over_xmpp/address.h"
#include "gateway/config/sms_over_xmpp/convert.h"
#include "gateway/config/sms_over_xmpp/first_version.h"
#include "gateway/config/sms_over_xmpp/folder.h"
#include "gateway/config/unreadable.h"

namespace gateway::config {
namespace {

using Lines = std::vector<std::string>;
using Result = tl::expected<Loaded, Lines>;
using sms_over_xmpp::Old;
using sms_over_xmpp::Remark;

Lines lines_of(const sms_over_xmpp::Remarks& remarks) {
  Lines lines;
  for (const Remark& remark : remarks)
    lines.push_back(remark.line());
  return lines;
}

std::string with_remedy(std::string why) {
  if (is_absent(why)) {
    why +=
        "; name the file with --config, or make one from what xmpp-sms-gateway --example-config "
        "prints";
  }
  return why;
}

Result load_ours(const Source& source, std::string content, const Surroundings& surroundings) {
  if (source.listen) {
    return tl::unexpected(Lines{
        source.path +
        ": --listen is only for a folder of sms-over-xmpp; here set http.listen and http.port"});
  }
  const auto lines_of = [&](const Problems& problems) {
    Lines lines;
    for (const Problem& problem : problems)
      lines.push_back(problem.line(source.path));
    return lines;
  };
  auto ours = read(content, surroundings, source.path);
  if (!ours) return tl::unexpected(lines_of(ours.error()));
  return Loaded{std::move(ours->config), {}, lines_of(ours->notices), std::move(content)};
}

Result load_old(const tl::expected<Old, sms_over_xmpp::Remarks>& old, const Source& source,
                const Surroundings& surroundings, std::string recognised) {
  if (!old) return tl::unexpected(lines_of(old.error()));
  auto converted = sms_over_xmpp::convert(*old, source.store);
  // Its lines are none of the operator's.
  const auto add_lines = [&](const Problems& problems, Lines lines) {
    for (const Problem& problem : problems) {
      auto origin = converted.origin_of(problem.key);
      if (origin.file.empty()) origin = {source.path, {}, problem.key};
      lines.push_back(Remark{std::move(origin), problem.message}.line());
    }
    return lines;
  };
  auto ours = read(converted.toml, surroundings);
  if (!ours) return tl::unexpected(add_lines(ours.error(), {}));
  Config& config = ours->config;
  config.origins = {.file = source.path};
  for (const auto& [key, origin] : converted.origins)
    config.origins.places[key] = Problem{origin.place, {}, origin.key}.line(origin.file);
  return Loaded{std::move(config), std::move(recognised),
                add_lines(ours->notices, lines_of(converted.notices)), std::move(converted.toml)};
}

std::optional<std::vector<std::string>> names_in(const std::string& folder,
                                                 const Surroundings& surroundings) {
  if (!surroundings.list_folder) return {};
  auto names = surroundings.list_folder(folder);
  if (!names) return {};
  return *std::move(names);
}

/// In a folder that is not sms-over-xmpp's.
std::optional<std::string> file_of_ours(const std::string& folder,
                                        const std::vector<std::string>& names) {
  const auto has = [&](const char* name) { return std::ranges::count(names, name) != 0; };
  if (has("config") || !has("gateway.toml")) return {};
  return folder + (folder.ends_with('/') ? "" : "/") + "gateway.toml";
}

Result load_folder(const Source& source, const Surroundings& surroundings) {
  auto old = sms_over_xmpp::read_folder(source.path, surroundings);
  if (source.listen) {
    auto listener = sms_over_xmpp::parse_listener(*source.listen);
    if (!listener) return tl::unexpected(Lines{"--listen: " + listener.error()});
    if (old) {
      listener->at = {"--listen", {}, ""};
      old->listener = *std::move(listener);
    }
  }
  return load_old(old, source, surroundings,
                  "this is a folder of sms-over-xmpp; xmpp-sms-gateway --convert prints it as a "
                  "configuration of xmpp-sms-gateway");
}

}  // namespace

Result load(const Source& source, const Surroundings& surroundings) {
  if (const auto names = names_in(source.path, surroundings)) {
    if (auto file = file_of_ours(source.path, *names)) {
      return tl::unexpected(
          Lines{fmt::format("{} is a folder; did you mean {}?", source.path, *file)});
    }
    return load_folder(source, surroundings);
  }
  auto content = surroundings.read_file(source.path);
  if (!content) return tl::unexpected(Lines{with_remedy(std::move(content.error()))});
  if (!sms_over_xmpp::is_first_version(*content))
    return load_ours(source, *std::move(content), surroundings);
  if (source.listen) {
    return tl::unexpected(Lines{
        source.path +
        ": --listen is only for a folder of sms-over-xmpp; here set host and port in [http]"});
  }
  return load_old(sms_over_xmpp::read_first_version(source.path, *content), source, surroundings,
                  "this is a file of sms-over-xmpp's first version; xmpp-sms-gateway --convert "
                  "prints it as a configuration of xmpp-sms-gateway");
}

}  // namespace gateway::config
