// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/plugin/handlers.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "plugin/purple/handles.h"
#include "tests/bench/plugin/c_hooks.h"
#include "tests/bench/plugin/emission.h"

namespace bench {
namespace {

using plugin::GCharPtr;
using plugin::XmlNodePtr;
using Hook = void (*)(PurpleConnection*, xmlnode**, gpointer);

Handler make_c_handler(const Host& host, const char* name, Rewrites rewrites, Hook hook) {
  static int handle;
  return {
      name, rewrites,
      [=] {
        purple_signal_connect(host.xmpp, signal_name, &handle, PURPLE_CALLBACK(hook), nullptr);
        return true;
      },
      [=] { purple_signal_disconnect(host.xmpp, signal_name, &handle, PURPLE_CALLBACK(hook)); }};
}

Handler make_plugin_handler(const char* name, PurplePlugin* plugin) {
  return {name, Rewrites::presence, [=] { return purple_plugin_load(plugin) != FALSE; },
          [=] { purple_plugin_unload(plugin); }};
}

bool rewrites(const Handler& handler, const Stanza& stanza) {
  if (stanza.announced == nullptr || handler.rewrites == Rewrites::nothing) return false;
  const bool has_ext = std::strstr(stanza.before, " ext='") != nullptr;
  return handler.rewrites == Rewrites::presence || !has_ext;
}

std::string to_text(const xmlnode* node) {
  return GCharPtr(xmlnode_to_str(node, nullptr)).get();
}

std::string normalized(const char* xml) {
  return to_text(XmlNodePtr(xmlnode_from_str(xml, -1)).get());
}

}  // namespace

std::vector<Handler> make_handlers(const Host& host) {
  PurplePlugin* ours = purple_plugin_probe(XMPP_SMS_PLUGIN_FILE);
  if (ours == nullptr || purple_plugin_load(ours) == FALSE) {
    std::fprintf(stderr, "plugin-bench: cannot load %s\n", XMPP_SMS_PLUGIN_FILE);
    std::exit(1);
  }
  purple_plugin_unload(ours);

  std::vector<Handler> handlers;
  handlers.push_back({"none", Rewrites::nothing, [] { return true; }, [] {}});
  handlers.push_back(make_c_handler(host, "empty C", Rewrites::nothing, empty_hook));
  handlers.push_back(
      make_c_handler(host, "one call", Rewrites::presence_without_ext, one_call_hook));
  handlers.push_back(make_c_handler(host, "minimal C", Rewrites::presence, minimal_hook));
  PurplePlugin* perl = purple_plugin_probe(PERL_PLUGIN_FILE);
  if (perl != nullptr && purple_plugin_load(perl) != FALSE) {
    purple_plugin_unload(perl);
    handlers.push_back(make_plugin_handler("Perl", perl));
  } else {
    std::fprintf(stderr, "plugin-bench: this libpurple has no Perl loader; Perl is left out\n");
  }
  handlers.push_back(make_plugin_handler("ours", ours));
  return handlers;
}

bool is_right(const Host& host, const Handler& handler) {
  if (!handler.connect()) {
    std::fprintf(stderr, "plugin-bench: %s does not load\n", handler.name.c_str());
    return false;
  }
  bool all_right = true;
  for (const Stanza& stanza : stanzas) {
    const bool is_changed = rewrites(handler, stanza);
    const std::string expected = normalized(is_changed ? stanza.announced : stanza.before);
    const XmlNodePtr node(xmlnode_from_str(stanza.before, -1));
    emit(host, node.get());
    const std::string actual = to_text(node.get());
    if (actual == expected) continue;
    all_right = false;
    std::fprintf(stderr, "plugin-bench: %s, %s:\n  expected %s\n  but made %s\n",
                 handler.name.c_str(), stanza.name, expected.c_str(), actual.c_str());
  }
  handler.disconnect();
  return all_right;
}

}  // namespace bench
