// SPDX-License-Identifier: GPL-2.0-or-later
// A stanza as a value: an element tree that is read, built and written, and nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace gateway::xml {

/// An element with its namespace; prefixes are gone. Copies are deep.
class Element {
 public:
  struct Attribute {
    std::string namespace_uri;  ///< empty for those without a prefix
    std::string name;
    std::string value;
    bool operator==(const Attribute&) const = default;
  };
  using Node = std::variant<Element, std::string>;

  /// Shape:   no two attributes of one namespace have the same name
  Element(std::string name, std::string namespace_uri, std::vector<Attribute> attributes = {})
      : name_(std::move(name)),
        namespace_(std::move(namespace_uri)),
        attributes_(std::move(attributes)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& namespace_uri() const { return namespace_; }
  [[nodiscard]] bool is(std::string_view name, std::string_view namespace_uri) const {
    return name_ == name && namespace_ == namespace_uri;
  }

  /// Of no namespace.
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view name) const;
  [[nodiscard]] std::string_view attribute_or(std::string_view name,
                                              std::string_view otherwise) const;
  Element& set(std::string name, std::string value);
  void set(std::string namespace_uri, std::string name, std::string value);
  void remove(std::string_view name);

  [[nodiscard]] const std::vector<Attribute>& attributes() const { return attributes_; }
  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }

  /// The first child of this name and namespace, or nullptr.
  [[nodiscard]] const Element* child(std::string_view name, std::string_view namespace_uri) const;
  /// The text directly inside, without that of children.
  [[nodiscard]] std::string text() const;
  /// Text of the first child of this name in this element's own namespace, if there is one.
  [[nodiscard]] std::optional<std::string> child_text(std::string_view name) const;

  /// The added child, for more. Valid until the next one is added.
  Element& add(Element child);
  /// In this element's own namespace.
  Element& add(std::string name) { return add(Element(std::move(name), namespace_)); }
  /// Joins a text that is the last node; an empty one adds nothing.
  Element& add_text(std::string_view text);

  /// The same names, the same attributes in the same order, the same nodes.
  bool operator==(const Element& other) const;

 private:
  std::string name_;
  std::string namespace_;
  std::vector<Attribute> attributes_;
  std::vector<Node> nodes_;
};

/// As XML that can stand inside a stream whose default namespace is `inside`: no prefixes but xml:
/// and what attributes of other namespaces need, no white space of its own, everything escaped.
/// What XML 1.0 cannot carry becomes U+FFFD.
[[nodiscard]] std::string write(const Element& element, std::string_view inside = {});

/// The same behind what `out` has already, for one who writes many.
void append(std::string& out, const Element& element, std::string_view inside = {});

}  // namespace gateway::xml
