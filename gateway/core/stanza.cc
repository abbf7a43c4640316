// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/core/stanza.h"

#include <algorithm>
#include <cstdint>

#include "gateway/core/jid.h"
#include "gateway/xml/names.h"

namespace gateway {

xml::Element make_stanza(std::string name, std::string_view from, std::string_view to,
                         std::string_view type) {
  xml::Element stanza(std::move(name), xml::component_namespace);
  if (!from.empty()) stanza.set("from", std::string(from));
  if (!to.empty()) stanza.set("to", std::string(to));
  if (!type.empty()) stanza.set("type", std::string(type));
  return stanza;
}

bool is_answerable(const xml::Element& stanza, const std::string& domain) {
  const Jid from = cut_jid(stanza.attribute_or("from", ""));
  const Jid to = cut_jid(stanza.attribute_or("to", ""));
  return !from.domain.empty() && from.bare.front() != '@' && to.bare.substr(0, 1) != "@" &&
         user_of(to.domain) == domain;
}

xml::Element reply_to(const xml::Element& stanza, std::string_view type) {
  xml::Element reply = make_stanza(stanza.name(), stanza.attribute_or("to", ""),
                                   stanza.attribute_or("from", ""), type);
  if (const auto id = stanza.attribute("id")) reply.set("id", std::string(*id));
  return reply;
}

std::string write_time(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::string text;
  const auto put = [&text](std::int64_t number, std::size_t digits, char end) {
    const std::string written = std::to_string(number);
    text.append(digits - std::min(digits, written.size()), '0').append(written).push_back(end);
  };
  put(static_cast<int>(date.year()), 4, '-');
  put(static_cast<unsigned>(date.month()), 2, '-');
  put(static_cast<unsigned>(date.day()), 2, 'T');
  put(clock.hours().count(), 2, ':');
  put(clock.minutes().count(), 2, ':');
  put(clock.seconds().count(), 2, '.');
  put(clock.subseconds().count(), 3, 'Z');
  return text;
}

}  // namespace gateway
