// SPDX-License-Identifier: GPL-2.0-or-later
#include <utility>

#include "gateway/protocol/commands.h"
#include "sms/number.h"

namespace gateway::protocol {
namespace {

StanzaError not_just_now() {
  return {Condition::resource_constraint, "This is not possible just now. Try again later."};
}

Form number_form(std::string title) {
  return {.title = std::move(title),
          .fields = {{.var = "number", .label = "Phone number", .is_required = true}}};
}

void my_number(const Services& services, const Call& call, const Conclude& conclude) {
  const std::string number = services.directory.number_of(call.user);
  conclude(Finished{.note = number.empty() ? "Each of your conversations has a number of its own."
                                           : "Your number is " + number + "."});
}

Field figure(std::string var, std::string label, std::size_t value) {
  return {.var = std::move(var), .label = std::move(label), .values = {std::to_string(value)}};
}

void my_usage(const Services& services, const Call& call, const Conclude& conclude) {
  const Time today = std::chrono::floor<std::chrono::days>(services.context.now());
  services.context.store().count_of_user(
      call.user, today,
      services.context.alive([&services, conclude](const tl::expected<Counts, StoreError>& counts) {
        if (!counts) return conclude(not_just_now());
        const std::size_t on_the_way = counts->queued + counts->sending + counts->unclear;
        Form form{.title = "Text messages sent today",
                  .fields = {figure("sent", "Sent", counts->accepted + counts->delivered),
                             figure("waiting", "On their way", on_the_way),
                             figure("failed", "Not delivered", counts->failed)}};
        const std::size_t limit = services.context.settings().texts_per_day;
        if (limit != 0) form.fields.push_back(figure("limit", "Limit per day", limit));
        conclude(Finished{.note = {}, .result = std::move(form)});
      }));
}

void set_blocked(Services& services, bool is_blocked, const Call& call, const Conclude& conclude) {
  const auto address =
      sms::parse_phone_address(call.value("number"), services.context.settings().home);
  if (!address) return conclude(StanzaError{Condition::bad_request, address.error().message});
  const std::string peer(sms::text_of(*address));
  services.context.store().set_blocked(
      call.user, peer, is_blocked,
      services.context.alive([&services, user = call.user, peer, is_blocked,
                              conclude](const tl::expected<void, StoreError>& stored) {
        if (!stored) return conclude(not_just_now());
        services.blocklist.set(user, peer, is_blocked);
        conclude(Finished{.note = peer + (is_blocked ? " is blocked." : " is no longer blocked.")});
      }));
}

}  // namespace

void add_user_commands(Commands& commands, Services& services) {
  commands.add({.node = "number",
                .name = "My number",
                .run = [&services](const Call& call, const Conclude& conclude) {
                  my_number(services, call, conclude);
                }});
  commands.add({.node = "usage",
                .name = "My usage",
                .run = [&services](const Call& call, const Conclude& conclude) {
                  my_usage(services, call, conclude);
                }});
  commands.add({.node = "block",
                .name = "Block a number",
                .run = [&services](const Call& call, const Conclude& conclude) {
                  if (!call.filled_in) return conclude(Ask{number_form("Block a number")});
                  set_blocked(services, true, call, conclude);
                }});
  commands.add({.node = "unblock",
                .name = "Unblock a number",
                .run = [&services](const Call& call, const Conclude& conclude) {
                  if (call.filled_in) return set_blocked(services, false, call, conclude);
                  const auto blocked = services.blocklist.of(call.user);
                  if (blocked.empty())
                    return conclude(Finished{.note = "You have not blocked any number."});
                  Form form = number_form("Unblock a number");
                  form.fields.front().type = "list-single";
                  form.fields.front().options = blocked;
                  conclude(Ask{std::move(form)});
                }});
}

}  // namespace gateway::protocol
