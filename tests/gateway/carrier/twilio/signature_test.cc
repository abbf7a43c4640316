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

http::Request with_header(const std::string& name, const std::string& value,
                          const std::string& target = "/t/message") {
  return {.method = "POST",
          .target = target,
          .path = "/t/message",
          .query = {},
          .headers = {{name, value}},
          .body = {},
          .peer = {}};
}

/// What a request is that came to `target` and whose carrier signed `address`.
Proof proof_of(const std::string& address, const std::string& public_url, const std::string& target,
               const std::string& password = {}) {
  const Credentials credentials = {.signing_key = token, .user = {}, .password = password};
  return prove(with_header("x-twilio-signature", signature(token, address, call), target), call,
               public_url, credentials);
}

TEST(TwilioProof, IsASignatureOfAnyAcceptedSpelling) {
  const auto proof = [](const char* spelling, const char* password) {
    return proof_of(spelling, "https://sms.example.com", "/t/message", password);
  };
  for (const char* spelling :
       {"https://sms.example.com/t/message", "https://sms.example.com:443/t/message",
        "https://sms.example.com/t/message#rc=5&rp=all",
        "https://sms.example.com:443/t/message#rc=5&rp=all"}) {
    EXPECT_EQ(proof(spelling, ""), Proof::good) << spelling;
    EXPECT_EQ(proof(spelling, "pass"), Proof::good) << spelling;
  }
  for (const char* spelling : {"https://sms:pass@sms.example.com/t/message",
                               "https://sms:pass@sms.example.com:443/t/message#rc=5&rp=all"}) {
    EXPECT_EQ(proof(spelling, "pass"), Proof::good) << spelling;
    EXPECT_EQ(proof(spelling, ""), Proof::wrong) << spelling;
  }
  for (const char* spelling :
       {"http://sms.example.com/t/message", "https://sms.example.com:8443/t/message",
        "https://sms.example.com/t/status", "https://sms.example.com/t/message?a=b"}) {
    EXPECT_EQ(proof(spelling, ""), Proof::wrong) << spelling;
  }
  EXPECT_EQ(
      prove(with_header("x-signalwire-signature",
                        signature(token, "https://sms.example.com/t/message", call)),
            call, "https://sms.example.com", {.signing_key = token, .user = {}, .password = {}}),
      Proof::good);
}

TEST(TwilioProof, KnowsThePortThatGoesWithoutSaying) {
  const auto proof = [](const std::string& base, const std::string& spelling) {
    return proof_of(spelling, base, "/p");
  };
  EXPECT_EQ(proof("http://a.example", "http://a.example:80/p"), Proof::good);
  EXPECT_EQ(proof("https://a.example:443/x", "https://a.example/x/p"), Proof::good);
  EXPECT_EQ(proof("https://[::1]", "https://[::1]:443/p"), Proof::good);
  EXPECT_EQ(proof("https://a.example:8443", "https://a.example/p"), Proof::wrong);
  EXPECT_EQ(proof("https://a.example:8443", "https://a.example:8443:443/p"), Proof::wrong);
}

// Twilio signs the address byte for byte, and another spelling of the same is another.
TEST(TwilioProof, IsOverTheTargetAsItCame) {
  for (const char* const query :
       {"/t/message?x=1%202&y=z", "/t/message?a=b+c", "/t/message?flag", "/t/message?a=%c3%bc",
        "/t/message?x=a/b", "/t/message?x=a:b,c", "/t/message?", "/t/message?a=&&b", "/t/m%65ssage",
        "//t/message"}) {
    const std::string target = query;
    EXPECT_EQ(proof_of("https://a.example" + target, "https://a.example", target), Proof::good)
        << target;
    // What a proxy takes off in front stands in public-url.
    EXPECT_EQ(proof_of("https://a.example/sms" + target, "https://a.example/sms", target),
              Proof::good)
        << target;
  }
  EXPECT_EQ(proof_of("https://a.example/p?a=b%20c", "https://a.example", "/p?a=b+c"), Proof::wrong);
}

TEST(TwilioProof, IsThePasswordOfTheAddress) {
  const Credentials credentials = {.signing_key = {}, .user = "sms", .password = "pa:ss"};
  const auto proof = [&](const char* header) {
    return prove(with_header("authorization", header), call, "", credentials);
  };
  EXPECT_EQ(proof("Basic c21zOnBhOnNz"), Proof::good);  // sms:pa:ss
  EXPECT_EQ(proof("basic c21zOnBhOnNz"), Proof::good);
  EXPECT_EQ(proof("Basic eHh4OnBhOnNz"), Proof::wrong);  // xxx:pa:ss
  EXPECT_EQ(proof("Basic c21zOnBhc3M="), Proof::wrong);  // sms:pass
  EXPECT_EQ(proof("Basic c21z"), Proof::wrong);          // sms
  EXPECT_EQ(proof("Basic "), Proof::wrong);
  EXPECT_EQ(proof("Basic ???"), Proof::wrong);
  EXPECT_EQ(proof("Bearer c21zOnBhOnNz"), Proof::password_missing);
  EXPECT_EQ(prove(with_header("x-twilio-signature", "x"), call, "", credentials),
            Proof::password_missing);
}

TEST(TwilioProof, IsWrongOnlyWhereItCanBeChecked) {
  const auto proof = [](const std::string& key, const std::string& base) {
    const Credentials credentials = {.signing_key = key, .user = {}, .password = "pass"};
    return prove(with_header("x-twilio-signature", "x"), call, base, credentials);
  };
  EXPECT_EQ(proof(token, "https://a.example"), Proof::wrong_signature);
  EXPECT_EQ(proof("", "https://a.example"), Proof::password_missing);
  EXPECT_EQ(proof(token, ""), Proof::password_missing);

  const Credentials both = {.signing_key = token, .user = {}, .password = "pass"};
  http::Request request = with_header("x-twilio-signature", "x");
  request.headers.emplace_back("authorization", "Basic c21zOnBhc3M=");  // sms:pass
  EXPECT_EQ(prove(request, call, "https://a.example", both), Proof::good);
  request.headers.back().second = "Basic c21z";
  EXPECT_EQ(prove(request, call, "https://a.example", both), Proof::wrong);
}

TEST(TwilioProof, TakesAnyUserWhereNoneIsConfigured) {
  const Credentials credentials = {.signing_key = {}, .user = {}, .password = "pa:ss"};
  EXPECT_EQ(prove(with_header("authorization", "Basic eHh4OnBhOnNz"), call, "", credentials),
            Proof::good);
}

TEST(TwilioProof, IsNothingWithoutCredentials) {
  const Credentials none;
  EXPECT_EQ(prove({}, call, "", none), Proof::missing);
  EXPECT_EQ(
      prove(with_header("x-twilio-signature", signature("", "/t/message", call)), call, "", none),
      Proof::wrong);
  EXPECT_EQ(prove(with_header("authorization", "Basic Og=="), call, "", none), Proof::wrong);
}

TEST(TwilioProof, PutsThePasswordIntoTheAddress) {
  EXPECT_EQ(with_password("https://a.example", {.signing_key = {}, .user = "u@", .password = "p/"}),
            "https://u%40:p%2F@a.example");
  EXPECT_EQ(with_password("https://a.example", {}), "https://a.example");
}

}  // namespace
}  // namespace gateway::twilio
