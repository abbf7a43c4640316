// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/texting/receipt.h"

#include <gtest/gtest.h>

#include "plugin/purple/xml_node.h"

namespace plugin {
namespace {

std::string requested(const char* xml) {
  const XmlNodePtr message(xmlnode_from_str(xml, -1));
  request_receipt(XmlNode(message.get()));
  return GCharPtr(xmlnode_to_str(message.get(), nullptr)).get();
}

std::optional<std::string> read(const char* xml) {
  const XmlNodePtr message(xmlnode_from_str(xml, -1));
  return read_receipt(XmlNode(message.get()));
}

constexpr char asking[] = "<request xmlns='urn:xmpp:receipts'/>";

TEST(ReceiptTest, IsAskedForOnce) {
  const std::string once = requested("<message id='a'><body>hi</body></message>");
  EXPECT_EQ(once, std::string("<message id='a'><body>hi</body>") + asking + "</message>");
  EXPECT_EQ(requested(once.c_str()), once);
}

TEST(ReceiptTest, IsNotAskedForWhereNoneCanCome) {
  for (const char* xml : {"<message id='a'/>", "<message><body>hi</body></message>",
                          "<message id=''><body>hi</body></message>",
                          "<message id='a' type='error'><body>hi</body></message>",
                          "<message id='a' type='groupchat'><body>hi</body></message>"}) {
    EXPECT_EQ(requested(xml).find(asking), std::string::npos) << xml;
  }
}

TEST(ReceiptTest, NamesTheMessage) {
  EXPECT_EQ(read("<message><received xmlns='urn:xmpp:receipts' id='a'/></message>"), "a");
}

TEST(ReceiptTest, AnythingElseIsNone) {
  for (const char* xml :
       {"<message><received xmlns='urn:xmpp:receipts'/></message>",
        "<message><received xmlns='urn:xmpp:receipts' id=''/></message>",
        "<message><received xmlns='urn:xmpp:carbons:2' id='a'/></message>",
        "<message><received xmlns='urn:xmpp:receipts' id='a'/><body>hi</body></message>",
        "<message type='error'><received xmlns='urn:xmpp:receipts' id='a'/></message>"}) {
    EXPECT_FALSE(read(xml)) << xml;
  }
}

}  // namespace
}  // namespace plugin
