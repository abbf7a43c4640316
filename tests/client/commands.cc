// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/client/commands.h"

#include <algorithm>
#include <cctype>
#include <ctime>
#include <functional>
#include <iomanip>
#include <map>
#include <sstream>
#include <vector>

#include "plugin/purple/purple_api.h"
#include "tests/client/dialogs.h"
#include "tests/client/output.h"

namespace client {
namespace {

struct Failure {
  std::string why;
};

/// The words of a line, taken from the left, "in quotes" where one has spaces; rest() is what
/// remains.
class Words {
 public:
  explicit Words(const std::string& line) : stream_(line) {}
  std::string next(const char* what) {
    std::string word;
    if (!(stream_ >> std::quoted(word))) throw Failure{std::string("missing ") + what};
    return word;
  }
  std::string rest() {
    std::string text;
    std::getline(stream_ >> std::ws, text);
    return text;
  }

 private:
  std::istringstream stream_;
};

PurpleAccount* account_of(const std::string& jid) {
  PurpleAccount* account = purple_accounts_find((jid + "/headless").c_str(), "prpl-jabber");
  if (account == nullptr) throw Failure{"no account " + jid};
  return account;
}

PurpleConnection* connection_of(const std::string& jid) {
  PurpleConnection* connection = purple_account_get_connection(account_of(jid));
  if (connection == nullptr) throw Failure{jid + " is not connected"};
  return connection;
}

void make_account(Words& words) {
  const std::string jid = words.next("JID");
  PurpleAccount* account = purple_account_new((jid + "/headless").c_str(), "prpl-jabber");
  purple_account_set_password(account, words.next("PASSWORD").c_str());
  purple_account_set_remember_password(account, TRUE);  // for the next connection
  purple_account_set_int(account, "port", std::stoi(words.next("PORT")));
  purple_account_set_string(account, "connection_security",
                            words.next("tls|ssl") == "ssl" ? "old_ssl" : "require_tls");
  const std::string server = words.rest();
  purple_account_set_string(account, "connect_server",
                            server.empty() ? "127.0.0.1" : server.c_str());
  purple_accounts_add(account);
}

void say_in_conversation(Words& words) {
  PurpleAccount* account = account_of(words.next("JID"));
  const std::string who = words.next("WHO");
  PurpleConversation* conversation =
      purple_find_conversation_with_account(PURPLE_CONV_TYPE_ANY, who.c_str(), account);
  if (conversation == nullptr) {
    conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, who.c_str());
  }
  const std::string text = words.rest();
  char* markup = g_markup_escape_text(text.c_str(), -1);
  if (text.starts_with('/')) {
    char* error = nullptr;
    const PurpleCmdStatus status =
        purple_cmd_do_command(conversation, text.c_str() + 1, markup + 1, &error);
    const std::string why = or_empty(error);
    g_free(error);
    g_free(markup);
    if (status != PURPLE_CMD_STATUS_OK) {
      throw Failure{"command status " + std::to_string(status) + " " + why};
    }
    return;
  }
  if (purple_conversation_get_type(conversation) == PURPLE_CONV_TYPE_CHAT) {
    purple_conv_chat_send(PURPLE_CONV_CHAT(conversation), markup);
  } else {
    purple_conv_im_send(PURPLE_CONV_IM(conversation), markup);
  }
  g_free(markup);
}

void join_room(Words& words) {
  PurpleConnection* connection = connection_of(words.next("JID"));
  const std::string room = words.next("ROOM");
  GHashTable* parts = g_hash_table_new_full(g_str_hash, g_str_equal, nullptr, g_free);
  const auto at = room.find('@');
  g_hash_table_insert(parts, const_cast<char*>("room"), g_strdup(room.substr(0, at).c_str()));
  g_hash_table_insert(parts, const_cast<char*>("server"), g_strdup(room.substr(at + 1).c_str()));
  g_hash_table_insert(parts, const_cast<char*>("handle"), g_strdup(words.next("NICK").c_str()));
  serv_join_chat(connection, parts);
  g_hash_table_unref(parts);
}

// libpurple ends a failed connection only in a later turn of its loop, and ignores this until then.
void reconnect(Words& words) {
  PurpleAccount* account = account_of(words.next("JID"));
  if (purple_account_is_disconnected(account) == FALSE) throw Failure{"not disconnected yet"};
  purple_account_connect(account);
}

PurpleConversation* conversation_of(Words& words) {
  PurpleAccount* account = account_of(words.next("JID"));
  PurpleConversation* conversation = purple_find_conversation_with_account(
      PURPLE_CONV_TYPE_ANY, words.next("WHO").c_str(), account);
  if (conversation == nullptr) throw Failure{"no such conversation"};
  return conversation;
}

void close_conversation(Words& words) {
  purple_conversation_destroy(conversation_of(words));
}

void choose_from_menu(Words& words) {
  PurpleConversation* conversation = conversation_of(words);
  const std::string label = words.rest();
  using Callback = void (*)(PurpleConversation*, gpointer);
  Callback chosen = nullptr;
  gpointer data = nullptr;
  GList* menu = purple_conversation_get_extended_menu(conversation);
  for (GList* item = menu; item != nullptr; item = item->next) {
    auto* action = static_cast<PurpleMenuAction*>(item->data);
    if (label == action->label) {
      chosen = reinterpret_cast<Callback>(action->callback);
      data = action->data;
    }
    purple_menu_action_free(action);
  }
  g_list_free(menu);
  if (chosen == nullptr) throw Failure{"no such entry: " + label};
  chosen(conversation, data);
}

void subscribe(Words& words) {
  PurpleAccount* account = account_of(words.next("JID"));
  PurpleBuddy* buddy = purple_buddy_new(account, words.next("WHO").c_str(), nullptr);
  purple_blist_add_buddy(buddy, nullptr, nullptr, nullptr);
  purple_account_add_buddy(account, buddy);
}

void set_status(Words& words) {
  PurpleAccount* account = account_of(words.next("JID"));
  const std::string id = words.next("STATUS");
  purple_account_set_status(account, id.c_str(), TRUE, "message", words.rest().c_str(), nullptr);
}

void send_stanza(Words& words) {
  PurpleConnection* connection = connection_of(words.next("JID"));
  xmlnode* stanza = xmlnode_from_str(words.rest().c_str(), -1);
  if (stanza == nullptr) throw Failure{"not a stanza"};
  purple_signal_emit(purple_find_prpl("prpl-jabber"), "jabber-sending-xmlnode", connection,
                     &stanza);
  if (stanza != nullptr) xmlnode_free(stanza);
}

PurplePlugin* plugin_of(const std::string& file) {
  PurplePlugin* plugin = purple_plugin_probe(file.c_str());
  if (plugin == nullptr) throw Failure{"not a plugin: " + file};
  return plugin;
}

void load(Words& words) {
  PurplePlugin* plugin = plugin_of(words.next("FILE"));
  if (purple_plugin_load(plugin) == FALSE) throw Failure{or_empty(plugin->error)};
}

void open_menu(Words& words) {
  PurplePlugin* plugin = plugin_of(words.next("FILE"));
  const std::string label = words.rest();
  bool found = false;
  GList* actions = PURPLE_PLUGIN_ACTIONS(plugin, nullptr);
  for (GList* item = actions; item != nullptr; item = item->next) {
    auto* action = static_cast<PurplePluginAction*>(item->data);
    action->plugin = plugin;
    if (label == action->label) {
      action->callback(action);
      found = true;
    }
    purple_plugin_action_free(action);
  }
  g_list_free(actions);
  if (!found) throw Failure{"no such entry: " + label};
}

void set_account_setting(Words& words) {
  PurpleAccount* account = account_of(words.next("JID"));
  const std::string name = words.next("NAME");
  purple_account_set_bool(account, name.c_str(), std::stoi(words.next("VALUE")));
}

void set_account_text(Words& words) {
  PurpleAccount* account = account_of(words.next("JID"));
  const std::string name = words.next("NAME");
  purple_account_set_string(account, name.c_str(), words.rest().c_str());
}

void open_buddy_menu(Words& words) {
  PurpleAccount* account = account_of(words.next("JID"));
  PurpleBuddy* buddy = purple_find_buddy(account, words.next("WHO").c_str());
  if (buddy == nullptr) throw Failure{"no such buddy"};
  const std::string label = words.rest();
  PurpleBlistNode* node = PURPLE_BLIST_NODE(buddy);
  bool found = false;
  GList* menu = purple_blist_node_get_extended_menu(node);
  for (GList* item = menu; item != nullptr; item = item->next) {
    auto* action = static_cast<PurpleMenuAction*>(item->data);
    if (action == nullptr) continue;  // a separator
    say("entry " + or_empty(action->label));
    if (label == or_empty(action->label)) {
      found = true;
      reinterpret_cast<void (*)(PurpleBlistNode*, gpointer)>(action->callback)(node, action->data);
    }
    purple_menu_action_free(action);
  }
  g_list_free(menu);
  if (!found && !label.empty()) throw Failure{"no such entry: " + label};
}

void set_preference(Words& words) {
  const std::string name = words.next("NAME");
  const std::string text = words.rest();
  const int value =
      text.empty() || !std::isdigit(static_cast<unsigned char>(text.front())) ? 0 : std::stoi(text);
  switch (purple_prefs_get_type(name.c_str())) {
    case PURPLE_PREF_BOOLEAN:
      return purple_prefs_set_bool(name.c_str(), value);
    case PURPLE_PREF_INT:
      return purple_prefs_set_int(name.c_str(), value);
    case PURPLE_PREF_STRING:
      return purple_prefs_set_string(name.c_str(), text.c_str());
    default:
      throw Failure{"no such preference: " + name};
  }
}

/// The longest time that the main loop was busy at once, as its processor counts it: on a loaded
/// machine, too, that is our own doing.
class StallWatch {
 public:
  void start() {
    longest_ = 0;
    last_ = now();
    if (id_ == 0) id_ = g_timeout_add(1, tick, this);
  }
  double longest_milliseconds() {
    look();
    return longest_;
  }

 private:
  static double now() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
  }
  static gboolean tick(gpointer self) {
    static_cast<StallWatch*>(self)->look();
    return TRUE;
  }
  void look() {
    const double time = now();
    longest_ = std::max(longest_, time - last_);
    last_ = time;
  }

  guint id_ = 0;
  double last_ = 0;
  double longest_ = 0;
};

StallWatch stall_watch;

void answer(bool ok) {
  if (!ok) throw Failure{"no open dialog has it"};
}

const std::map<std::string, std::function<void(Words&)>>& commands() {
  static const std::map<std::string, std::function<void(Words&)>> table = {
      {"account", make_account},
      {"connect",
       [](Words& w) {
         purple_account_set_enabled(account_of(w.next("JID")), purple_core_get_ui(), TRUE);
       }},
      {"disconnect",
       [](Words& w) {
         purple_account_set_enabled(account_of(w.next("JID")), purple_core_get_ui(), FALSE);
       }},
      {"remove", [](Words& w) { purple_accounts_delete(account_of(w.next("JID"))); }},
      {"reconnect", reconnect},
      {"status", set_status},
      {"say", say_in_conversation},
      {"join", join_room},
      {"part", close_conversation},
      {"choose", choose_from_menu},
      {"subscribe", subscribe},
      {"send", send_stanza},
      {"load", load},
      {"unload", [](Words& w) { purple_plugin_unload(plugin_of(w.next("FILE"))); }},
      {"menu", open_menu},
      {"set",
       [](Words& w) {
         const std::string field = w.next("FIELD");
         answer(dialogs::set(field, w.rest()));
       }},
      {"lower", [](Words&) { answer(dialogs::lower()); }},
      {"cancel-when-closed",
       [](Words&) {
         dialogs::cancel_when_closed();
         answer(true);
       }},
      {"choose-file", [](Words& w) { answer(dialogs::choose(w.rest())); }},
      {"press", [](Words& w) { answer(dialogs::press(w.rest())); }},
      {"pref", set_preference},
      {"setting", set_account_setting},
      {"buddy-menu", open_buddy_menu},
      {"uri", [](Words& w) { purple_got_protocol_handler_uri(w.rest().c_str()); }},
      {"watch-stalls", [](Words&) { stall_watch.start(); }},
      {"longest-stall",
       [](Words&) { say("stall " + std::to_string(stall_watch.longest_milliseconds())); }},
      {"text-setting", set_account_text},
  };
  return table;
}

}  // namespace

Next run_line(const std::string& line) {
  Words words(line);
  std::string name;
  try {
    name = words.next("command");
    if (name == "quit") {
      say("done quit");
      return Next::quit;
    }
    const auto found = commands().find(name);
    if (found == commands().end()) throw Failure{"unknown"};
    found->second(words);
    say("done " + name);
  } catch (const Failure& failure) {
    say("failed " + name + ": " + failure.why);
  } catch (const std::exception& error) {
    say("failed " + name + ": " + error.what());
  }
  return Next::go_on;
}

}  // namespace client
