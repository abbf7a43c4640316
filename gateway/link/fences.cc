// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/link/fences.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "gateway/xml/names.h"

namespace gateway {
namespace {

std::string hex(std::uint64_t value) {
  char digits[16];
  const auto [end, error] = std::to_chars(std::begin(digits), std::end(digits), value, 16);
  return {std::begin(digits), end};
}

}  // namespace

Fences::Fences(std::string domain, std::string server, std::uint64_t salt)
    : domain_(std::move(domain)), server_(std::move(server)), prefix_("f" + hex(salt) + "-") {}

xml::Element Fences::add(Done done, Moment now) {
  waiting_.push_back({++last_, now, std::move(done)});
  xml::Element iq("iq", xml::component_namespace);
  iq.set("type", "get").set("from", domain_).set("to", server_).set("id", prefix_ + hex(last_));
  iq.add(xml::Element("ping", xml::ping_namespace));
  return iq;
}

bool Fences::take(const xml::Element& stanza, std::optional<Done>& answered) {
  if (!stanza.is("iq", xml::component_namespace)) return false;
  const std::string_view type = stanza.attribute_or("type", "");
  const std::string_view id = stanza.attribute_or("id", "");
  if ((type != "result" && type != "error") || !id.starts_with(prefix_)) return false;
  if (stanza.attribute_or("from", server_) != server_) return false;
  std::uint64_t number = 0;
  std::from_chars(id.data() + prefix_.size(), id.data() + id.size(), number, 16);
  const auto found = std::ranges::find(waiting_, number, &Waiting::number);
  if (found != waiting_.end()) {
    answered = std::move(found->done);
    waiting_.erase(found);
  }
  return true;
}

std::deque<Fences::Done> Fences::take_all() {
  std::deque<Done> result;
  for (Waiting& each : std::exchange(waiting_, {}))
    result.push_back(std::move(each.done));
  return result;
}

std::optional<Fences::Moment> Fences::oldest() const {
  if (waiting_.empty()) return std::nullopt;
  return waiting_.front().since;
}

}  // namespace gateway
