// SPDX-License-Identifier: GPL-2.0-or-later
// Commands that a client offers in a menu.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gateway/protocol/form.h"
#include "gateway/protocol/registry.h"
#include "gateway/protocol/services.h"

namespace gateway::protocol {

inline constexpr char commands_namespace[] = "http://jabber.org/protocol/commands";

/// To be filled in before it can run.
struct Ask {
  Form form;
};
/// It has run.
struct Finished {
  std::string note;
  std::optional<Form> result{};
};
using Outcome = std::variant<Ask, Finished, StanzaError>;
using Conclude = std::function<void(Outcome)>;

struct Call {
  std::string user;
  std::optional<std::map<std::string, std::string>> filled_in;  ///< nullopt: nothing was yet

  /// Empty for a field that is not there.
  [[nodiscard]] std::string value(const std::string& field) const;
};

struct Command {
  std::string node;
  std::string name;
  bool is_for_admins = false;
  std::function<void(const Call&, Conclude)> run;
};

/// Each command is one form at most, so nothing has to be remembered between its steps.
/// Source:  XEP-0050
class Commands {
 public:
  explicit Commands(const Services& services) : services_(services) {}
  Commands(const Commands&) = delete;
  Commands& operator=(const Commands&) = delete;

  void add(Command command) { commands_.push_back(std::move(command)); }
  /// Those that a user may run.
  [[nodiscard]] std::vector<const Command*> of(const std::string& user) const;
  /// nullptr for one that is not there, or not for this user.
  [[nodiscard]] const Command* find(const std::string& node, const std::string& user) const;

  void handle(const Request& request, const Reply& reply) const;

 private:
  [[nodiscard]] bool may(const std::string& user, const Command& command) const;

  const Services& services_;
  std::vector<Command> commands_;
};

/// My number, my usage, block and unblock.
void add_user_commands(Commands& commands, Services& services);
/// Users, queue, carriers, resend, drain, resume, reload.
void add_admin_commands(Commands& commands, Services& services);

}  // namespace gateway::protocol
