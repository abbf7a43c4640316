// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/stanza_error.h"

#include "gateway/core/stanza.h"
#include "gateway/xml/names.h"

namespace gateway {
namespace {

struct Form {
  std::string_view name;
  std::string_view type;
  std::string_view code;
};

/// Source:  RFC 6120 §8.3.3 (types); XEP-0086 §3 (codes; policy-violation came later and has none
///          there: 405 as for the refusals that it stands for)
Form form_of(Condition condition) {
  switch (condition) {
    case Condition::bad_request:
      return {"bad-request", "modify", "400"};
    case Condition::conflict:
      return {"conflict", "cancel", "409"};
    case Condition::feature_not_implemented:
      return {"feature-not-implemented", "cancel", "501"};
    case Condition::forbidden:
      return {"forbidden", "auth", "403"};
    case Condition::internal_server_error:
      return {"internal-server-error", "wait", "500"};
    case Condition::item_not_found:
      return {"item-not-found", "cancel", "404"};
    case Condition::jid_malformed:
      return {"jid-malformed", "modify", "400"};
    case Condition::not_acceptable:
      return {"not-acceptable", "modify", "406"};
    case Condition::not_allowed:
      return {"not-allowed", "cancel", "405"};
    case Condition::policy_violation:
      return {"policy-violation", "modify", "405"};
    case Condition::recipient_unavailable:
      return {"recipient-unavailable", "wait", "404"};
    case Condition::registration_required:
      return {"registration-required", "auth", "407"};
    case Condition::remote_server_timeout:
      return {"remote-server-timeout", "wait", "504"};
    case Condition::resource_constraint:
      return {"resource-constraint", "wait", "500"};
    case Condition::service_unavailable:
      return {"service-unavailable", "cancel", "503"};
    case Condition::undefined_condition:
      break;
  }
  return {"undefined-condition", "cancel", "500"};
}

Condition condition_of(FailureKind kind) {
  switch (kind) {
    case FailureKind::invalid_number:
      return Condition::item_not_found;
    case FailureKind::not_permitted:
      return Condition::forbidden;
    case FailureKind::opted_out:
    case FailureKind::blocked:
      return Condition::not_allowed;
    case FailureKind::too_long:
      return Condition::not_acceptable;
    case FailureKind::no_credit:
    case FailureKind::quota:
      return Condition::resource_constraint;
    case FailureKind::unreachable:
      return Condition::recipient_unavailable;
    case FailureKind::carrier_gone:
    case FailureKind::unclear:
      return Condition::remote_server_timeout;
    case FailureKind::none:
    case FailureKind::carrier_rejected:
      break;
  }
  return Condition::undefined_condition;
}

std::string_view sentence_of(FailureKind kind) {
  switch (kind) {
    case FailureKind::invalid_number:
      return "There is no such number, or it takes no text messages.";
    case FailureKind::not_permitted:
      return "Text messages from your number to this one are not permitted.";
    case FailureKind::opted_out:
      return "The recipient has asked for no more text messages from this number.";
    case FailureKind::blocked:
      return "The message was blocked.";
    case FailureKind::too_long:
      return "The message is too long.";
    case FailureKind::no_credit:
      return "The operator of this service cannot send text messages just now.";
    case FailureKind::quota:
      return "You have sent as many text messages as you may today.";
    case FailureKind::unreachable:
      return "The phone could not be reached.";
    case FailureKind::carrier_gone:
      return "The phone network could not be reached, and the message was not sent.";
    case FailureKind::unclear:
      return "The phone network did not say whether it has the message: it may or may not arrive.";
    case FailureKind::none:
    case FailureKind::carrier_rejected:
      break;
  }
  return "The phone network did not take the message.";
}

}  // namespace

std::string_view condition_name(Condition condition) {
  return form_of(condition).name;
}

xml::Element error_element(const StanzaError& error) {
  const Form form = form_of(error.condition);
  xml::Element element("error", xml::component_namespace);
  element.set("type", std::string(form.type));
  element.set("code", std::string(form.code));
  element.add(xml::Element(std::string(form.name), xml::stanza_errors_namespace));
  if (!error.text.empty()) {
    element.add(xml::Element("text", xml::stanza_errors_namespace)).add_text(error.text);
  }
  return element;
}

xml::Element error_reply(const xml::Element& stanza, const StanzaError& error) {
  xml::Element reply = reply_to(stanza, "error");
  if (stanza.name() == "message") {
    if (const auto body = stanza.child_text("body")) reply.add("body").add_text(*body);
  }
  reply.add(error_element(error));
  return reply;
}

StanzaError error_of(const Failure& failure) {
  return {condition_of(failure.kind),
          failure.text.empty() ? std::string(sentence_of(failure.kind)) : failure.text};
}

}  // namespace gateway
