// SPDX-License-Identifier: GPL-2.0-or-later
// The rewrite fixtures again, over libpurple's xmlnode: the same rules on the tree that ships.
#include <gtest/gtest.h>
#include <libxml/parser.h>

#include <memory>
#include <string>
#include <string_view>

#include "plugin/purple/xml_node.h"
#include "rewrite_suite.h"
#include "tests/plugin/headless_core.h"

namespace {

const char* chars(const xmlChar* text) {
  return reinterpret_cast<const char*>(text);
}

void copy_into(xmlnode* target, xmlNode* source);

plugin::XmlNodePtr copy(xmlNode* source) {
  plugin::XmlNodePtr target(xmlnode_new(chars(source->name)));
  copy_into(target.get(), source);
  return target;
}

void copy_into(xmlnode* target, xmlNode* source) {
  if (source->ns != nullptr) {
    xmlnode_set_namespace(target, chars(source->ns->href));
    if (source->ns->prefix != nullptr) xmlnode_set_prefix(target, chars(source->ns->prefix));
  }
  for (const xmlNs* ns = source->nsDef; ns != nullptr; ns = ns->next) {
    if (target->namespace_map == nullptr) {
      target->namespace_map = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    }
    const char* prefix = ns->prefix != nullptr ? chars(ns->prefix) : "";
    g_hash_table_insert(target->namespace_map, g_strdup(prefix), g_strdup(chars(ns->href)));
  }
  for (const xmlAttr* attribute = source->properties; attribute; attribute = attribute->next) {
    const xmlNs* ns = attribute->ns;
    const char* value = attribute->children != nullptr ? chars(attribute->children->content) : "";
    xmlnode_set_attrib_full(target, chars(attribute->name), ns ? chars(ns->href) : nullptr,
                            ns ? chars(ns->prefix) : nullptr, value);
  }
  for (xmlNode* child = source->children; child != nullptr; child = child->next) {
    if (child->type == XML_ELEMENT_NODE) {
      xmlnode_insert_child(target, copy(child).release());
    } else if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
      xmlnode_insert_data(target, chars(child->content), -1);
    }
  }
}

// Built call by call, as a client builds its stanzas: libpurple's parser loses one of two
// attributes that differ only in their prefix.
class XmlNodeTree {
 public:
  explicit XmlNodeTree(std::string_view xml) {
    const std::unique_ptr<xmlDoc, plugin::CallFree<xmlFreeDoc>> document(
        xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, XML_PARSE_NONET));
    root_ = copy(xmlDocGetRootElement(document.get()));
  }

  [[nodiscard]] plugin::XmlNode root() const { return plugin::XmlNode(root_.get()); }
  [[nodiscard]] std::string text() const {
    return plugin::GCharPtr(xmlnode_to_str(root_.get(), nullptr)).get();
  }

 private:
  plugin::XmlNodePtr root_;
};

TEST(XmlNodeTest, KeepsAPrefixedAttributeThatLibpurpleReadAsOneOfNoNamespace) {
  const plugin::XmlNodePtr node(xmlnode_from_str("<c xmlns:x='urn:x' x:ext='theirs'/>", -1));
  plugin::XmlNode c(node.get());
  EXPECT_FALSE(c.attribute("ext"));
  c.set_attribute("ext", "ours");
  EXPECT_EQ(c.attribute("ext"), "ours");
  EXPECT_EQ(c.attribute_count(), 2U);
  c.remove_attribute("ext");
  EXPECT_FALSE(c.attribute("ext"));
  EXPECT_EQ(c.attribute_count(), 1U);
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  plugin::testing_support::start_core();
  test_support::register_rewrite_suite<XmlNodeTree>("xmlnode", REWRITE_FIXTURES);
  return RUN_ALL_TESTS();
}
