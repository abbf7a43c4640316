// SPDX-License-Identifier: GPL-2.0-or-later
#include <charconv>
#include <utility>

#include "gateway/protocol/commands.h"
#include "smscaps/names.h"

namespace gateway::protocol {
namespace {

constexpr std::size_t most_rows = 500;

StanzaError store_is_away() {
  return {Condition::resource_constraint, "The store does not answer just now."};
}

void users(const Services& services, const Call& /*call*/, const Conclude& conclude) {
  Form form{.title = "Users", .columns = {"User", "Number", "Announces sms-v1"}};
  const auto all = services.directory.users();
  for (const std::string& user : all) {
    if (form.rows.size() == most_rows) break;
    const std::string number = services.directory.number_of(user);
    form.rows.push_back({user, number.empty() ? "from a pool" : number,
                         services.presence.announces(user, smscaps::sms_v1) ? "yes" : "no"});
  }
  conclude(Finished{.note = std::to_string(all.size()) + " users", .result = std::move(form)});
}

void queue(const Services& services, const Call& /*call*/, const Conclude& conclude) {
  services.context.store().count(
      Direction::out,
      services.context.alive([&services, conclude](const tl::expected<Counts, StoreError>& out) {
        if (!out) return conclude(store_is_away());
        services.context.store().count(
            Direction::in, services.context.alive([out = *out, conclude](
                                                      const tl::expected<Counts, StoreError>& in) {
              if (!in) return conclude(store_is_away());
              const auto row = [](std::string name, std::size_t value) {
                return std::vector<std::string>{std::move(name), std::to_string(value)};
              };
              conclude(Finished{
                  .note = {},
                  .result = Form{
                      .title = "Queue",
                      .columns = {"State", "Messages"},
                      .rows = {row("out, waiting", out.queued), row("out, being sent", out.sending),
                               row("out, unclear", out.unclear), row("out, accepted", out.accepted),
                               row("out, delivered", out.delivered), row("out, failed", out.failed),
                               row("in, waiting", in->queued),
                               row("in, handed over", in->handed_over),
                               row("in, failed", in->failed)}}});
            }));
      }));
}

void carriers(const Services& services, const Call& /*call*/, const Conclude& conclude) {
  Form form{.title = "Carriers", .columns = {"Carrier", "State", "Being sent", "In memory"}};
  for (const auto& [name, way] : services.outbox.queues()) {
    std::string state = "working";
    if (way->is_paused()) state = "refuses for now";
    if (services.outbox.is_draining()) state = "nothing is sent until resume";
    if (!way->is_configured()) state = "not configured";
    form.rows.push_back(
        {name, state, std::to_string(way->in_flight()), std::to_string(way->in_memory())});
  }
  conclude(Finished{.note = {}, .result = std::move(form)});
}

void resend(Services& services, const Call& call, const Conclude& conclude) {
  if (!call.filled_in) {
    return conclude(
        Ask{{.title = "Send a failed text again",
             .fields = {{.var = "id", .label = "Its number in the store", .is_required = true}}}});
  }
  const std::string text = call.value("id");
  MessageId id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return conclude(StanzaError{Condition::bad_request, "That is not a number."});
  }
  services.context.store().find(
      id,
      services.context.alive([&services, conclude](
                                 const tl::expected<std::optional<Message>, StoreError>& found) {
        if (!found) return conclude(store_is_away());
        if (!*found || (*found)->direction != Direction::out || (*found)->state != State::failed) {
          return conclude(
              StanzaError{Condition::item_not_found, "There is no failed text with this number."});
        }
        services.outbox.take_again(**found, [conclude](
                                                const tl::expected<MessageId, StoreError>& stored) {
          if (!stored) return conclude(store_is_away());
          conclude(Finished{.note = "Queued again as text " + std::to_string(stored->value) + "."});
        });
      }));
}

}  // namespace

void add_admin_commands(Commands& commands, Services& services) {
  const auto add = [&](const std::string& node, const std::string& name, auto run) {
    commands.add({.node = node,
                  .name = name,
                  .is_for_admins = true,
                  .run = [&services, run](const Call& call, const Conclude& conclude) {
                    run(services, call, conclude);
                  }});
  };
  add("users", "Users", users);
  add("queue", "Queue", queue);
  add("carriers", "Carriers", carriers);
  add("resend", "Send a failed text again", resend);
  add("drain", "Stop sending, before a restart",
      [](Services& all, const Call& /*call*/, const Conclude& conclude) {
        all.outbox.drain();
        conclude(Finished{
            .note =
                "Nothing new is sent until you resume, or until the gateway is started again."});
      });
  add("resume", "Send again, after drain",
      [](Services& all, const Call& /*call*/, const Conclude& conclude) {
        all.outbox.resume();
        conclude(Finished{.note = "Texts are sent again."});
      });
  add("reload", "Read the configuration again",
      [](Services& all, const Call& /*call*/, const Conclude& conclude) {
        const std::string problem = all.reload();
        if (!problem.empty()) {
          return conclude(StanzaError{Condition::not_acceptable, problem});
        }
        conclude(Finished{.note = "The configuration was read."});
      });
}

}  // namespace gateway::protocol
