// SPDX-License-Identifier: GPL-2.0-or-later
// What this library needs of an XML tree. Each host wraps its own nodes in a small handle that
// satisfies these concepts, and the rules compile straight to the host's own calls.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace smscaps {

/// A borrowed handle to an XML element, cheap to copy (a pointer, usually).
///   name()           local name, without prefix
///   namespace_uri()  empty when the element is in no namespace
///   attribute(n)     value of the attribute n *in no namespace*; valid until that element changes
///   first_child()    first child that is an element; text and the rest are not seen
///   next_sibling()   next sibling that is an element
template <class E>
concept ReadableElement = std::copyable<E> && requires(const E element, const char* name) {
  { element.name() } -> std::convertible_to<std::string_view>;
  { element.namespace_uri() } -> std::convertible_to<std::string_view>;
  { element.attribute(name) } -> std::convertible_to<std::optional<std::string_view>>;
  { element.first_child() } -> std::same_as<std::optional<E>>;
  { element.next_sibling() } -> std::same_as<std::optional<E>>;
};

/// A handle that can also change the element. Names and values are zero-terminated UTF-8.
///   set_attribute     keeps the place of an attribute that is there, else puts it last
///   attribute_count   all attributes of any namespace, declarations not among them
///   append_child      a new last child in the given namespace
///   remove_child      removes and frees a direct child
template <class E>
concept WritableElement = ReadableElement<E> &&
    requires(E element, E child, const char* name, const std::string& value, const char* uri) {
  element.set_attribute(name, value);
  element.remove_attribute(name);
  { element.attribute_count() } -> std::convertible_to<std::size_t>;
  { element.append_child(name, uri) } -> std::same_as<E>;
  element.remove_child(child);
};

}  // namespace smscaps
