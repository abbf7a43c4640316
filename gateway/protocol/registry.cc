// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/protocol/registry.h"

#include <algorithm>
#include <memory>

#include "gateway/core/jid.h"
#include "gateway/core/stanza.h"
#include "gateway/language/language.h"

namespace gateway::protocol {
namespace {

bool serves(Target target, bool is_phone) {
  return target == Target::both || (target == Target::phone) == is_phone;
}

/// The one child that a get or set has; nullptr for none or several.
const xml::Element* payload_of(const xml::Element& iq) {
  const xml::Element* payload = nullptr;
  for (const auto& node : iq.nodes()) {
    const auto* child = std::get_if<xml::Element>(&node);
    if (child == nullptr) continue;
    if (payload != nullptr) return nullptr;
    payload = child;
  }
  return payload;
}

/// Holds an answer's way back: the first answer goes out, a lost one becomes an error.
class Envelope {
 public:
  Envelope(const xml::Element& iq, Registry::Send send)
      : iq_(iq.name(), iq.namespace_uri(), iq.attributes()),
        result_(reply_to(iq, "result")),
        send_(std::move(send)) {}
  Envelope(const Envelope&) = delete;
  Envelope& operator=(const Envelope&) = delete;
  ~Envelope() {
    if (!is_answered_) answer(StanzaError{Condition::internal_server_error, {}});
  }

  void answer(Answer answer) {
    if (is_answered_) return;
    is_answered_ = true;
    if (auto* payload = std::get_if<xml::Element>(&answer)) {
      result_.add(std::move(*payload));
    } else if (const auto* error = std::get_if<StanzaError>(&answer)) {
      result_.set("type", "error");
      result_.add(error_element(*error));
    }
    send_(in_language_of(iq_, std::move(result_)));
  }

 private:
  xml::Element iq_;  // without what is in it
  xml::Element result_;
  Registry::Send send_;
  bool is_answered_ = false;
};

}  // namespace

void Registry::add(Target target, std::string name, std::string namespace_uri, Handler handler) {
  add_feature(target, namespace_uri);
  handlers_.insert_or_assign({std::move(name), std::move(namespace_uri)},
                             Entry{target, std::move(handler)});
}

void Registry::add_feature(Target target, std::string feature) {
  features_.emplace_back(std::move(feature), target);
}

std::vector<std::string> Registry::features(bool of_phone) const {
  std::vector<std::string> found;
  for (const auto& [feature, target] : features_) {
    if (serves(target, of_phone)) found.push_back(feature);
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

void Registry::handle(const xml::Element& iq) const {
  const std::string_view type = iq.attribute_or("type", "");
  if (type == "result" || type == "error") return;
  const auto envelope = std::make_shared<Envelope>(iq, send_);
  const Reply reply = [envelope](Answer answer) { envelope->answer(std::move(answer)); };
  if (auto why = dispatch(iq, reply)) reply(*std::move(why));
}

std::optional<StanzaError> Registry::dispatch(const xml::Element& iq, const Reply& reply) const {
  const std::string_view type = iq.attribute_or("type", "");
  const xml::Element* payload = payload_of(iq);
  if ((type != "get" && type != "set") || payload == nullptr) {
    return StanzaError{Condition::bad_request, {}};
  }
  const std::string from(iq.attribute_or("from", ""));
  Request request{*payload, type == "set", from, user_of(from), std::nullopt};
  const std::string_view to = iq.attribute_or("to", "");
  if (!addresses_.is_gateway(to)) {
    auto phone = addresses_.phone(to);
    if (!phone) return phone.error();
    request.phone = *std::move(phone);
  }
  const auto found = handlers_.find({payload->name(), payload->namespace_uri()});
  if (found == handlers_.end() || !serves(found->second.target, request.phone.has_value())) {
    return StanzaError{Condition::service_unavailable, {}};
  }
  found->second.handler(request, reply);
  return std::nullopt;
}

}  // namespace gateway::protocol
