// SPDX-License-Identifier: GPL-2.0-or-later
// Ownership of libxml2's objects.
#pragma once

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <memory>

namespace sms_caps {

/// Frees with one function of a C library.
template <auto free_function>
struct FreeWith {
  template <class T>
  void operator()(T* object) const {
    free_function(object);
  }
};

using XmlNodePtr = std::unique_ptr<xmlNode, FreeWith<xmlFreeNode>>;
using XmlDocPtr = std::unique_ptr<xmlDoc, FreeWith<xmlFreeDoc>>;
using XmlParserPtr = std::unique_ptr<xmlParserCtxt, FreeWith<xmlFreeParserCtxt>>;
using XmlBufferPtr = std::unique_ptr<xmlBuffer, FreeWith<xmlBufferFree>>;

inline const xmlChar* to_xml(const char* text) {
  return reinterpret_cast<const xmlChar*>(text);
}
inline const char* from_xml(const xmlChar* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

}  // namespace sms_caps
