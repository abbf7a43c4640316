// SPDX-License-Identifier: GPL-2.0-or-later
// Writing the capabilities of a presence: which bundles it announces.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "smscaps/bundle_name.h"
#include "smscaps/element.h"
#include "smscaps/names.h"
#include "smscaps/presence.h"
#include "smscaps/token_list.h"

namespace smscaps {

/// What became of a stanza. Only `rewritten` means that it was touched.
enum class Outcome {
  not_a_presence,  ///< another stanza, or a presence of a foreign namespace
  not_available,   ///< a presence with a type: unavailable, subscribe, error…
  no_caps,         ///< no caps element, and none was to be made
  already_so,      ///< the presence already announces just what was asked
  rewritten,
};

/// Identity for a caps element that has to be made, for clients that send none.
/// Source:  XEP-0115 §4 (node: a URI that names the software; ver: as the client computes it)
struct NewCaps {
  std::string node;
  std::string ver;
};

/// The state a presence is to have. Bundles named in neither list stay as they are; one named in
/// both is to be absent.
struct Announcement {
  std::span<const BundleName> present;
  std::span<const BundleName> absent;
  /// With bundles to announce, a missing caps element is made; with none, an element that is no
  /// more than what would have been made is removed again. nullptr: neither.
  const NewCaps* create = nullptr;
};

namespace detail {

template <WritableElement E>
Outcome announce_without_caps(E& presence, const Announcement& wanted) {
  if (wanted.create == nullptr) return Outcome::no_caps;
  const std::string ext = with_tokens({}, wanted.present, wanted.absent);
  if (ext.empty()) return Outcome::already_so;
  E caps = presence.append_child("c", caps_namespace);
  caps.set_attribute("node", wanted.create->node);
  caps.set_attribute("ver", wanted.create->ver);
  caps.set_attribute("ext", ext);
  return Outcome::rewritten;
}

template <ReadableElement E>
bool is_what_we_made(const E& caps, const NewCaps& made) {
  return caps.attribute("node") == std::optional<std::string_view>(made.node) &&
         caps.attribute("ver") == std::optional<std::string_view>(made.ver) &&
         caps.attribute_count() == 2 && !caps.first_child();
}

}  // namespace detail

/// Sets which bundles a presence announces. It sets a state, it does not append: applying it again
/// changes nothing, and a presence that a host keeps and sends many times stays right.
/// Shape:   any stanza; only an available presence is touched, in it only the ext attribute of its
///          caps element; an ext that would become empty is removed
/// Errors:  none; when building the new value throws (bad_alloc), the stanza is untouched
/// Source:  XEP-0115 version 1.3, attribute ext; RFC 6121 §4.7.1 (no type: available)
/// Example: ext='voice-v1', present {sms-v1} -> ext='voice-v1 sms-v1', Outcome::rewritten
template <WritableElement E>
[[nodiscard]] Outcome announce(E stanza, const Announcement& wanted) {
  if (!is_presence(stanza)) return Outcome::not_a_presence;
  if (!is_available(stanza)) return Outcome::not_available;
  std::optional<E> caps = find_caps(stanza);
  if (!caps) return detail::announce_without_caps(stanza, wanted);

  const std::optional<std::string_view> attribute = caps->attribute("ext");
  const std::string_view before = attribute.value_or(std::string_view());
  const auto is_absent = [&](BundleName name) {
    return std::ranges::count(wanted.absent, name) > 0;
  };
  const auto is_there = [before](BundleName name) { return has_token(before, name.text()); };
  const auto is_settled = [&](BundleName name) { return is_there(name) || is_absent(name); };
  if (std::ranges::all_of(wanted.present, is_settled) &&
      std::ranges::none_of(wanted.absent, is_there)) {
    return Outcome::already_so;
  }
  const std::string after = with_tokens(before, wanted.present, wanted.absent);
  if (!after.empty()) {
    caps->set_attribute("ext", after);
    return Outcome::rewritten;
  }
  caps->remove_attribute("ext");
  if (wanted.create != nullptr && detail::is_what_we_made(*caps, *wanted.create)) {
    stanza.remove_child(*caps);
  }
  return Outcome::rewritten;
}

/// Makes a presence announce these bundles. See announce().
template <WritableElement E>
[[nodiscard]] Outcome advertise(E stanza, std::span<const BundleName> bundles,
                                const NewCaps* create = nullptr) {
  return announce(stanza, {.present = bundles, .absent = {}, .create = create});
}

/// Makes a presence announce none of these bundles; on a presence that advertise() changed, and
/// whose ext was a list with single spaces, it restores every byte. See announce().
template <WritableElement E>
[[nodiscard]] Outcome withdraw(E stanza, std::span<const BundleName> bundles,
                               const NewCaps* create = nullptr) {
  return announce(stanza, {.present = {}, .absent = bundles, .create = create});
}

}  // namespace smscaps
