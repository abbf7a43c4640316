// SPDX-License-Identifier: GPL-2.0-or-later
// Service discovery with answers made of any document: whatever they say, the walk ends after a
// bounded number of queries, few at a time, each once, and what is shown of it is harmless.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "check.h"
#include "libxml_tree.h"
#include "plugin/gateways/disco_walk.h"
#include "plugin/gateways/gateway_list.h"
#include "plugin/gateways/gateway_page.h"
#include "plugin/gateways/roster_domains.h"
#include "sms/utf8.h"

namespace {

using fuzz::check;
using plugin::DiscoQuery;

void check_shown(const std::string& text) {
  check(!sms::first_invalid_utf8(text), "what is shown is UTF-8", text);
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  check(std::ranges::none_of(text, is_control), "no controls are shown", text);
  check(text.find("\u202E") == std::string::npos, "nothing is turned around", text);
  check(text.size() <= 4 * (plugin::longest_name + 1), "names are short", text);
}

void check_walk(std::string_view input) {
  const test_support::LibxmlTree tree(input);
  const plugin::DiscoInfo info = plugin::read_disco_info(tree.root());
  const plugin::DiscoItems items = plugin::read_disco_items(tree.root());
  check(info.identities.size() <= plugin::DiscoInfo::most_identities, "identities are bounded");
  check(items.items.size() <= plugin::DiscoItems::most_items, "items are bounded");
  for (const plugin::Identity& identity : info.identities)
    check_shown(identity.name);
  plugin::RosterDomains roster;
  for (const plugin::DiscoItem& item : items.items) {
    check(plugin::service_domain(item.domain) == item.domain, "a domain is canonical", item.domain);
    check_shown(item.name);
    roster.add(item.domain);
  }

  plugin::DiscoWalk walk({.server = "example.com",
                          .typed = {},
                          .contacts = roster.domains(plugin::DiscoWalk::most_contacts),
                          .left_out = roster.left_out()});
  std::set<std::string> asked;
  std::vector<DiscoQuery> open;
  while (!walk.is_done()) {
    for (DiscoQuery& query : walk.next_queries()) {
      const bool is_info = query.what == DiscoQuery::What::info;
      check(asked.insert((is_info ? "info " : "items ") + query.domain).second, "asked once");
      open.push_back(std::move(query));
    }
    check(!open.empty(), "it does not stand still");
    check(open.size() <= plugin::DiscoWalk::most_in_flight, "few at a time");
    const DiscoQuery query = open.back();
    open.pop_back();
    if (query.what == DiscoQuery::What::items) {
      walk.answered(query.domain, items);
    } else {
      walk.answered(query.domain, info);
    }
  }
  check(open.empty(), "all were answered");
  check(asked.size() <= plugin::DiscoWalk::most_services + 1, "queries are bounded");

  const auto list = plugin::list_gateways(
      {.typed = {}, .chosen = "", .is_google = false, .services = walk.services()});
  plugin::AccountGateways account;
  account.gateways = list;
  const std::string page = plugin::gateway_page({account});
  check(page.find("<script") == std::string::npos && page.find("\u202E") == std::string::npos,
        "the page is ours alone", page);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view xml(reinterpret_cast<const char*>(data), size);
  if (xml.find("<!D") != std::string_view::npos) return 0;  // no stream has them
  try {
    check_walk(xml);
  } catch (const std::runtime_error&) {
    return 0;  // no XML
  }
  return 0;
}
