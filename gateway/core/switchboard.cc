// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/switchboard.h"

#include <utility>
#include <variant>

#include "gateway/core/stanza.h"

namespace gateway {
namespace {

constexpr std::chrono::milliseconds drain_step{50};

StanzaError not_yet() {
  return {Condition::resource_constraint, "The service is starting. Try again in a minute."};
}

}  // namespace

Switchboard::Switchboard(World world, Setup setup)
    : context_(std::move(world), std::move(setup.settings)),
      addresses_(context_.settings().domain),
      directory_(context_.settings()),
      carriers_(setup.carriers),
      courier_(context_),
      replies_(context_, courier_),
      outbox_(context_, receipts_),
      receipts_(context_, addresses_, courier_,
                [this](const std::string& carrier) {
                  const auto found = outbox_.queues().find(carrier);
                  return found != outbox_.queues().end() && found->second->in_memory() != 0;
                }),
      inbox_(context_, addresses_, directory_, blocklist_, courier_),
      presence_(context_, addresses_, directory_, replies_,
                [this](const std::string& user) { inbox_.user_came(user); }),
      intake_(context_, addresses_, directory_, blocklist_, carriers_),
      admission_(context_, directory_, intake_, outbox_, replies_),
      answer_(setup.queries({context_, addresses_, directory_, blocklist_, carriers_, outbox_,
                             presence_, replies_})) {}

void Switchboard::start(std::function<void(bool)> ready) {
  ready_ = std::move(ready);
  load_registrations();
}

void Switchboard::load_registrations() {
  context_.store().registrations(
      context_.alive([this](const tl::expected<std::vector<Registration>, StoreError>& all) {
        if (!all) return loaded(false);
        for (const Registration& registration : *all)
          directory_.add_registration(registration);
        load_blocked();
      }));
}

void Switchboard::load_blocked() {
  context_.store().blocked(context_.alive(
      [this](
          const tl::expected<std::vector<std::pair<std::string, std::string>>, StoreError>& all) {
        if (!all) return loaded(false);
        for (const auto& [user, peer] : *all)
          blocklist_.set(user, peer, true);
        load_pairs();
      }));
}

void Switchboard::load_pairs() {
  context_.store().values(
      std::string(Directory::pair_prefix),
      context_.alive([this](const tl::expected<std::vector<std::pair<std::string, std::string>>,
                                               StoreError>& all) {
        if (!all) return loaded(false);
        for (const auto& [key, user] : *all)
          directory_.restore_pair(key, user);
        loaded(true);
      }));
}

void Switchboard::loaded(bool is_well) {
  if (is_well) {
    is_ready_ = true;
    presence_.start();
    replies_.start();
    receipts_.start();
    inbox_.start();
    outbox_.start(carriers_);
  }
  ready_(is_well);
}

void Switchboard::reload(Settings settings, const std::vector<Carrier*>& carriers) {
  settings.domain = context_.settings().domain;
  context_.set_settings(std::move(settings));
  directory_.set_settings(context_.settings());
  carriers_ = Carriers(carriers);
  if (is_ready_) outbox_.set_carriers(carriers_);
}

void Switchboard::drain(std::function<void(bool)> done) {
  drained_ = std::move(done);
  outbox_.end();
  look_whether_drained(context_.now() + context_.settings().drain_within);
}

void Switchboard::look_whether_drained(Time until) {
  const bool is_idle = outbox_.is_idle() && (courier_.is_idle() || !context_.link().is_up()) &&
                       context_.store().pressure().requests == 0;
  if (is_idle || context_.now() >= until) return std::exchange(drained_, nullptr)(is_idle);
  drain_timer_ = Timer(context_.scheduler(), context_.now() + drain_step,
                       [this, until] { look_whether_drained(until); });
}

void Switchboard::link_up() {
  courier_.link_up();
  replies_.flush();
}
void Switchboard::link_down(const std::string& /*why*/) {
  context_.whereabouts().forget_all();
  courier_.link_down();
}
void Switchboard::link_writable() {
  courier_.link_writable();
  replies_.flush();
}

void Switchboard::stanza(xml::Element stanza) {
  ++context_.counters().stanzas;
  if (!is_answerable(stanza, addresses_.domain())) return;
  const std::string_view type = stanza.attribute_or("type", "");
  if (stanza.name() == "message") {
    if (type == "error") return inbox_.bounced(stanza);
    message(std::move(stanza));
  } else if (stanza.name() == "iq") {
    if (is_ready_) return answer_(stanza);
    if (type != "result" && type != "error") replies_.send(error_reply(stanza, not_yet()));
  } else if (stanza.name() == "presence" && is_ready_) {
    presence_.handle(stanza);
  }
}

void Switchboard::message(xml::Element stanza) {
  Decision decision = intake_.decide(stanza);
  if (std::holds_alternative<Ignored>(decision)) return;
  if (!is_ready_) return replies_.refuse(stanza, not_yet());
  if (const auto* why = std::get_if<StanzaError>(&decision)) return replies_.refuse(stanza, *why);
  admission_.take(std::move(stanza), std::move(std::get<Message>(decision)));
}

void Switchboard::inbound(const std::string& carrier, Inbound text,
                          std::function<void(bool)> done) {
  if (!is_ready_) return done(false);
  inbox_.inbound(carrier, std::move(text), std::move(done));
}

void Switchboard::report(const std::string& carrier, DeliveryReport report,
                         std::function<void(bool)> done) {
  if (!is_ready_) return done(false);
  receipts_.report(carrier, std::move(report), std::move(done));
}

}  // namespace gateway
