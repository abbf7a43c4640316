// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/twilio/signature.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace gateway::twilio {
namespace {

// The example of Twilio's documentation.
constexpr char token[] = "12345";
constexpr char url[] = "https://mycompany.com/myapp.php?foo=1&bar=2";
const Form call = {{"CallSid", "CA1234567890ABCDE"},
                   {"Caller", "+12349013030"},
                   {"Digits", "1234"},
                   {"From", "+12349013030"},
                   {"To", "+18005551212"}};
constexpr char documented[] = "0/KCTR6DLpKmkAf8muzZqo1nDgQ=";

TEST(TwilioSignature, IsTheDocumentedOne) {
  EXPECT_EQ(signature(token, url, call), documented);
}

TEST(TwilioSignature, DoesNotDependOnTheOrderOfFields) {
  Form turned = call;
  std::ranges::reverse(turned);
  EXPECT_EQ(signature(token, url, turned), documented);
}

// Of a name that stands twice, each different value counts once. Computed with Python's hmac.
TEST(TwilioSignature, TakesEachValueOfARepeatedNameOnce) {
  const Form twice = {{"b", "2"}, {"a", "1"}, {"b", "1"}, {"b", "2"}};
  EXPECT_EQ(signature(token, "https://x.example/", twice), "1iYLGDfP664F+LXwvkZayCiEvwo=");
}

TEST(TwilioSignature, CoversEveryByte) {
  Form changed = call;
  changed[2].second = "1235";
  EXPECT_NE(signature(token, url, changed), documented);
  EXPECT_NE(signature("12346", url, call), documented);
  EXPECT_NE(signature(token, "https://mycompany.com/myapp.php?foo=1&bar=3", call), documented);
  changed = call;
  changed.emplace_back("X", "");
  EXPECT_NE(signature(token, url, changed), documented);
}

http::Request with_header(const std::string& name, const std::string& value) {
  return {.method = "POST",
          .path = "/t/message",
          .query = {},
          .headers = {{name, value}},
          .body = {},
          .peer = {}};
}

TEST(TwilioProof, IsASignatureOfAnyAcceptedSpelling) {
  const Credentials credentials = {.signing_key = token, .user = {}, .password = {}};
  const auto urls = signed_spellings("https://sms.example.com", "/t/message", {}, credentials);
  for (const char* spelling :
       {"https://sms.example.com/t/message", "https://sms.example.com:443/t/message",
        "https://sms.example.com/t/message#rc=5&rp=all"}) {
    EXPECT_EQ(prove(with_header("x-twilio-signature", signature(token, spelling, call)), call, urls,
                    credentials),
              Proof::good)
        << spelling;
  }
  EXPECT_EQ(prove(with_header("x-signalwire-signature", signature(token, urls.front(), call)), call,
                  urls, credentials),
            Proof::good);
  for (const char* spelling :
       {"http://sms.example.com/t/message", "https://sms.example.com:8443/t/message",
        "https://sms.example.com/t/status", "https://sms.example.com/t/message?a=b"}) {
    EXPECT_EQ(prove(with_header("x-twilio-signature", signature(token, spelling, call)), call, urls,
                    credentials),
              Proof::wrong)
        << spelling;
  }
}

TEST(TwilioProof, KnowsThePortThatGoesWithoutSaying) {
  const auto has = [](const char* base, const std::string& spelling) {
    const auto urls = signed_spellings(base, "/p", {}, {});
    return std::ranges::find(urls, spelling) != urls.end();
  };
  EXPECT_TRUE(has("http://a.example", "http://a.example:80/p"));
  EXPECT_TRUE(has("https://a.example:443/x", "https://a.example/x/p"));
  EXPECT_TRUE(has("https://[::1]", "https://[::1]:443/p"));
  EXPECT_FALSE(has("https://a.example:8443", "https://a.example/p"));
  EXPECT_FALSE(has("https://a.example:8443", "https://a.example:8443:443/p"));
}

TEST(TwilioProof, TakesTheQueryIntoAccount) {
  const auto urls = signed_spellings("https://a.example", "/p", {{"x", "1 2"}, {"y", "z"}}, {});
  EXPECT_EQ(urls.front(), "https://a.example/p?x=1%202&y=z");
}

TEST(TwilioProof, IsThePasswordOfTheAddress) {
  const Credentials credentials = {.signing_key = {}, .user = "sms", .password = "pa:ss"};
  const auto proof = [&](const char* header) {
    return prove(with_header("authorization", header), call, {}, credentials);
  };
  EXPECT_EQ(proof("Basic c21zOnBhOnNz"), Proof::good);  // sms:pa:ss
  EXPECT_EQ(proof("basic c21zOnBhOnNz"), Proof::good);
  EXPECT_EQ(proof("Basic eHh4OnBhOnNz"), Proof::wrong);  // xxx:pa:ss
  EXPECT_EQ(proof("Basic c21zOnBhc3M="), Proof::wrong);  // sms:pass
  EXPECT_EQ(proof("Basic c21z"), Proof::wrong);          // sms
  EXPECT_EQ(proof("Basic "), Proof::wrong);
  EXPECT_EQ(proof("Basic ???"), Proof::wrong);
  EXPECT_EQ(proof("Bearer c21zOnBhOnNz"), Proof::password_missing);
  EXPECT_EQ(prove(with_header("x-twilio-signature", "x"), call, {}, credentials),
            Proof::password_missing);
}

TEST(TwilioProof, TakesAnyUserWhereNoneIsConfigured) {
  const Credentials credentials = {.signing_key = {}, .user = {}, .password = "pa:ss"};
  EXPECT_EQ(prove(with_header("authorization", "Basic eHh4OnBhOnNz"), call, {}, credentials),
            Proof::good);
}

TEST(TwilioProof, IsNothingWithoutCredentials) {
  const Credentials none;
  const auto urls = signed_spellings("", "/t/message", {}, none);
  EXPECT_EQ(prove({}, call, urls, none), Proof::missing);
  EXPECT_EQ(
      prove(with_header("x-twilio-signature", signature("", "/t/message", call)), call, urls, none),
      Proof::wrong);
  EXPECT_EQ(prove(with_header("authorization", "Basic Og=="), call, urls, none), Proof::wrong);
}

TEST(TwilioProof, PutsThePasswordIntoTheAddress) {
  EXPECT_EQ(with_password("https://a.example", {.signing_key = {}, .user = "u@", .password = "p/"}),
            "https://u%40:p%2F@a.example");
  EXPECT_EQ(with_password("https://a.example", {}), "https://a.example");
}

}  // namespace
}  // namespace gateway::twilio
