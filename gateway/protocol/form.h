// SPDX-License-Identifier: GPL-2.0-or-later
// Data forms.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/xml/element.h"

namespace gateway::protocol {

inline constexpr char form_namespace[] = "jabber:x:data";

struct Field {
  std::string var;
  std::string label;
  std::string type = "text-single";
  std::vector<std::string> values{};
  std::vector<std::string> options{};  ///< of a list
  bool is_required = false;
};

/// Source:  XEP-0004 §3
struct Form {
  std::string title;
  std::string instructions{};
  std::vector<Field> fields{};
  std::vector<std::string> columns{};            ///< of a result with rows: their labels
  std::vector<std::vector<std::string>> rows{};  ///< each as long as `columns`
};

/// Shape:   `type` is form or result
[[nodiscard]] xml::Element write_form(const Form& form, std::string type);

/// What was filled in, the first value of each field; nullopt when there is no submitted form.
[[nodiscard]] std::optional<std::map<std::string, std::string>> read_form(
    const xml::Element& parent);

}  // namespace gateway::protocol
