// SPDX-License-Identifier: GPL-2.0-or-later
// A document of libxml2, as rewrite_suite.h wants its trees.
#pragma once

#include <string>
#include <string_view>

#include "libxml_element.h"

namespace test_support {

/// A parsed document.
class LibxmlTree {
 public:
  /// Errors:  throws std::runtime_error on malformed XML
  explicit LibxmlTree(std::string_view xml);

  [[nodiscard]] sms_caps::LibxmlElement root() const;
  [[nodiscard]] std::string text() const;

 private:
  sms_caps::XmlDocPtr document_;
};

}  // namespace test_support
