// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/protocol/form.h"

#include <variant>

namespace gateway::protocol {
namespace {

void write_field(xml::Element& parent, const Field& field) {
  xml::Element& element = parent.add("field");
  element.set("var", field.var).set("type", field.type).set("label", field.label);
  if (field.is_required) element.add("required");
  for (const std::string& value : field.values)
    element.add("value").add_text(value);
  for (const std::string& option : field.options) {
    element.add("option").set("label", option).add("value").add_text(option);
  }
}

std::string column_name(std::size_t column) {
  return "column" + std::to_string(column + 1);
}

}  // namespace

xml::Element write_form(const Form& form, std::string type) {
  xml::Element x("x", form_namespace);
  x.set("type", std::move(type));
  x.add("title").add_text(form.title);
  if (!form.instructions.empty()) x.add("instructions").add_text(form.instructions);
  for (const Field& field : form.fields)
    write_field(x, field);
  if (!form.columns.empty()) {
    xml::Element& reported = x.add("reported");
    for (std::size_t i = 0; i < form.columns.size(); ++i) {
      reported.add("field")
          .set("var", column_name(i))
          .set("type", "text-single")
          .set("label", form.columns[i]);
    }
  }
  for (const auto& row : form.rows) {
    xml::Element& item = x.add("item");
    for (std::size_t i = 0; i < row.size(); ++i) {
      item.add("field").set("var", column_name(i)).add("value").add_text(row[i]);
    }
  }
  return x;
}

std::optional<std::map<std::string, std::string>> read_form(const xml::Element& parent) {
  const xml::Element* x = parent.child("x", form_namespace);
  if (x == nullptr || x->attribute_or("type", "") != "submit") return std::nullopt;
  std::map<std::string, std::string> values;
  for (const auto& node : x->nodes()) {
    const auto* field = std::get_if<xml::Element>(&node);
    if (field == nullptr || !field->is("field", form_namespace)) continue;
    values.try_emplace(std::string(field->attribute_or("var", "")),
                       field->child_text("value").value_or(std::string()));
  }
  return values;
}

}  // namespace gateway::protocol
