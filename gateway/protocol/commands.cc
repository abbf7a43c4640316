// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/protocol/commands.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace gateway::protocol {
namespace {

xml::Element step(const std::string& node, const std::string& session, std::string status) {
  xml::Element command("command", commands_namespace);
  command.set("node", node).set("sessionid", session).set("status", std::move(status));
  return command;
}

Answer answer_of(const std::string& node, const std::string& session, Outcome outcome) {
  if (auto* error = std::get_if<StanzaError>(&outcome)) return std::move(*error);
  if (const auto* ask = std::get_if<Ask>(&outcome)) {
    xml::Element command = step(node, session, "executing");
    command.add("actions").set("execute", "complete").add("complete");
    command.add(write_form(ask->form, "form"));
    return command;
  }
  const Finished& finished = std::get<Finished>(outcome);
  xml::Element command = step(node, session, "completed");
  if (!finished.note.empty()) {
    command.add("note").set("type", "info").add_text(finished.note);
  }
  if (finished.result) command.add(write_form(*finished.result, "result"));
  return command;
}

}  // namespace

std::string Call::value(const std::string& field) const {
  if (!filled_in) return {};
  const auto found = filled_in->find(field);
  return found == filled_in->end() ? std::string() : found->second;
}

bool Commands::may(const std::string& user, const Command& command) const {
  return command.is_for_admins ? services_.directory.is_admin(user)
                               : services_.directory.knows(user);
}

std::vector<const Command*> Commands::of(const std::string& user) const {
  std::vector<const Command*> allowed;
  for (const Command& command : commands_) {
    if (may(user, command)) allowed.push_back(&command);
  }
  return allowed;
}

const Command* Commands::find(const std::string& node, const std::string& user) const {
  const auto found = std::ranges::find(commands_, node, &Command::node);
  return found != commands_.end() && may(user, *found) ? &*found : nullptr;
}

void Commands::handle(const Request& request, const Reply& reply) const {
  const std::string node(request.payload.attribute_or("node", ""));
  if (!request.is_set) return reply(StanzaError{Condition::bad_request, {}});
  if (std::ranges::find(commands_, node, &Command::node) == commands_.end()) {
    return reply(StanzaError{Condition::item_not_found, {}});
  }
  const Command* command = find(node, request.user);
  if (command == nullptr) {
    return reply(StanzaError{Condition::forbidden, "This command is not for you."});
  }
  std::string session(request.payload.attribute_or("sessionid", ""));
  if (session.empty()) session = node + '-' + services_.context.fresh_id();
  const std::string_view action = request.payload.attribute_or("action", "execute");
  if (action == "cancel") return reply(step(node, session, "canceled"));
  if (action != "execute" && action != "complete" && action != "next") {
    return reply(StanzaError{Condition::bad_request, "There is nothing to go back to."});
  }
  command->run({request.user, read_form(request.payload)}, [reply, node, session](Outcome outcome) {
    reply(answer_of(node, session, std::move(outcome)));
  });
}

}  // namespace gateway::protocol
