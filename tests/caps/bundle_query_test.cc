// SPDX-License-Identifier: GPL-2.0-or-later
#include "smscaps/bundle_query.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "libxml_tree.h"

namespace {

using smscaps::QueryKind;
using test_support::LibxmlTree;

constexpr std::string_view our_node = "http://pidgin.im/";

/// What a query is, read with sms-v1 announced.
struct Answer {
  QueryKind kind;
  std::string node;
  std::string bundle;
};

Answer read(std::string_view xml, std::string_view node = our_node) {
  const std::vector<smscaps::BundleName> announced = {"sms-v1"};
  const LibxmlTree tree(xml);
  const smscaps::BundleQuery query = smscaps::read_bundle_query(tree.root(), node, announced);
  return {query.kind, std::string(query.node), query.bundle};
}

std::string query_for(std::string_view node) {
  return "<iq type='get' id='1' from='romeo@example.net/orchard'>"
         "<query xmlns='http://jabber.org/protocol/disco#info' node='" +
         std::string(node) + "'/></iq>";
}

TEST(bundle_query, for_an_announced_bundle_is_ours) {
  const Answer answer = read(query_for("http://pidgin.im/#sms-v1"));
  EXPECT_EQ(answer.kind, QueryKind::ours);
  EXPECT_EQ(answer.node, "http://pidgin.im/#sms-v1");
  EXPECT_EQ(answer.bundle, "sms-v1");
}

TEST(bundle_query, may_say_its_stanza_namespace) {
  EXPECT_EQ(read("<iq xmlns='jabber:client' type='get'>"
                 "<query xmlns='http://jabber.org/protocol/disco#info' "
                 "node='http://pidgin.im/#sms-v1'/></iq>")
                .kind,
            QueryKind::ours);
}

TEST(bundle_query, for_a_bundle_not_announced_is_unknown) {
  for (const char* const bundle : {"sms-v2", "sms-v10", "sms-v", "SMS-V1", "sms-v1 ", " sms-v1", "",
                                   "#sms-v1", "sms-v1#sms-v1", "sms-v1 sms-v2"}) {
    const Answer answer = read(query_for("http://pidgin.im/#" + std::string(bundle)));
    EXPECT_EQ(answer.kind, QueryKind::unknown_bundle) << bundle;
    EXPECT_EQ(answer.bundle, bundle);
  }
}

TEST(bundle_query, for_a_forged_node_is_not_ours) {
  for (const char* const node :
       {"", "#", "#sms-v1", "sms-v1", "http://pidgin.im/", "http://pidgin.im",
        "http://pidgin.im#sms-v1", "http://pidgin.im/sms-v1", "http://pidgin.im/x#sms-v1",
        "http://pidgin.im//#sms-v1", "http://pidgin.im.example/#sms-v1",
        "xhttp://pidgin.im/#sms-v1", "HTTP://pidgin.im/#sms-v1", " http://pidgin.im/#sms-v1",
        "http://pidgin.im/ #sms-v1"}) {
    const Answer answer = read(query_for(node));
    EXPECT_EQ(answer.kind, QueryKind::other_node) << node;
    EXPECT_EQ(answer.bundle, "") << node;
  }
}

TEST(bundle_query, without_a_node_is_about_the_entity) {
  EXPECT_EQ(read("<iq type='get'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>").kind,
            QueryKind::other_node);
}

TEST(bundle_query, is_never_ours_while_our_own_node_is_unknown) {
  EXPECT_EQ(read(query_for("#sms-v1"), "").kind, QueryKind::other_node);
}

TEST(bundle_query, is_of_type_get) {
  for (const char* const type : {"set", "result", "error", "", "GET"}) {
    EXPECT_EQ(read("<iq type='" + std::string(type) +
                   "'><query xmlns='http://jabber.org/protocol/disco#info' "
                   "node='http://pidgin.im/#sms-v1'/></iq>")
                  .kind,
              QueryKind::not_a_query)
        << type;
  }
  EXPECT_EQ(read("<iq><query xmlns='http://jabber.org/protocol/disco#info' "
                 "node='http://pidgin.im/#sms-v1'/></iq>")
                .kind,
            QueryKind::not_a_query);
}

TEST(bundle_query, has_one_child_which_is_the_query) {
  constexpr std::string_view query =
      "<query xmlns='http://jabber.org/protocol/disco#info' node='http://pidgin.im/#sms-v1'/>";
  const auto iq = [](std::string_view content) {
    return "<iq type='get'>" + std::string(content) + "</iq>";
  };
  EXPECT_EQ(read(iq(query)).kind, QueryKind::ours);
  EXPECT_EQ(read(iq("")).kind, QueryKind::not_a_query);
  EXPECT_EQ(read(iq(std::string(query) + "<x/>")).kind, QueryKind::not_a_query);
  EXPECT_EQ(read(iq("<x/>" + std::string(query))).kind, QueryKind::not_a_query);
  EXPECT_EQ(read(iq("<x>" + std::string(query) + "</x>")).kind, QueryKind::not_a_query);
}

TEST(bundle_query, is_in_the_namespace_of_disco_info) {
  for (const char* const uri : {"http://jabber.org/protocol/disco#items",
                                "http://jabber.org/protocol/disco", "jabber:iq:version"}) {
    EXPECT_EQ(read("<iq type='get'><query xmlns='" + std::string(uri) +
                   "' node='http://pidgin.im/#sms-v1'/></iq>")
                  .kind,
              QueryKind::not_a_query)
        << uri;
  }
}

TEST(bundle_query, is_an_iq_of_xmpp) {
  EXPECT_EQ(read("<message type='get'><query xmlns='http://jabber.org/protocol/disco#info' "
                 "node='http://pidgin.im/#sms-v1'/></message>")
                .kind,
            QueryKind::not_a_query);
  EXPECT_EQ(read("<iq xmlns='urn:other' type='get'>"
                 "<query xmlns='http://jabber.org/protocol/disco#info' "
                 "node='http://pidgin.im/#sms-v1'/></iq>")
                .kind,
            QueryKind::not_a_query);
}

TEST(bundle_features, are_disco_info_and_the_bundle) {
  EXPECT_EQ(smscaps::bundle_features("sms-v1"),
            (std::vector<std::string>{"http://jabber.org/protocol/disco#info",
                                      "urn:x-xmpp-sms:bundle:sms-v1"}));
}

}  // namespace
