// SPDX-License-Identifier: GPL-2.0-or-later
// Owning handles for what libpurple and GLib give away.
#pragma once

#include <memory>
#include <string>

#include "plugin/purple/purple_api.h"

namespace plugin {

template <auto Free>
struct CallFree {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};

using XmlNodePtr = std::unique_ptr<xmlnode, CallFree<xmlnode_free>>;
using GCharPtr = std::unique_ptr<char, CallFree<g_free>>;

/// libpurple's strings may be missing; ours are empty then.
[[nodiscard]] inline std::string or_empty(const char* text) {
  return text != nullptr ? text : "";
}

/// Text made safe to stand inside libpurple's HTML.
[[nodiscard]] inline std::string escape_markup(const std::string& text) {
  return GCharPtr(g_markup_escape_text(text.data(), static_cast<gssize>(text.size()))).get();
}

}  // namespace plugin
