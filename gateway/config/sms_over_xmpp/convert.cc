// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/config/sms_over_xmpp/convert.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sms/number.h"

namespace gateway::config::sms_over_xmpp {
namespace {

class Writer {
 public:
  Writer(const Old& old, std::string store) : old_(old), store_(std::move(store)) {}

  Converted write() {
    line("# xmpp-sms-gateway, made from the configuration of sms-over-xmpp in");
    line("# " + printable(old_.path));
    line("# It holds secrets: let nobody but the gateway read it. Better, put each into a file of");
    line("# its own and name that: secret-file = \"/etc/xmpp-sms-gateway/secret\".");
    write_xmpp();
    section("store");
    line("# sms-over-xmpp kept nothing; here no text is lost in a crash.");
    key("path", toml_string(store_));
    write_http();
    write_texts();
    write_users();
    for (const Provider& provider : old_.providers)
      write_provider(provider);
    out_.notices.insert(out_.notices.begin(), old_.notices.begin(), old_.notices.end());
    return std::move(out_);
  }

 private:
  /// In a comment: nothing that ends it.
  static std::string printable(std::string_view text) {
    const std::string in_quotes = toml_string(text);
    return in_quotes.substr(1, in_quotes.size() - 2);
  }

  void line(const std::string& text) { out_.toml += text + "\n"; }
  void section(const std::string& name) {
    section_ = name;
    line("\n[" + name + "]");
  }
  void key(const std::string& name, const std::string& value, const Origin* at = nullptr) {
    line(name + " = " + value);
    if (at != nullptr) out_.origins[section_ + "." + name] = *at;
  }
  void note(Origin at, std::string message) {
    out_.notices.push_back({std::move(at), std::move(message)});
  }

  void write_xmpp() {
    section("xmpp");
    if (old_.server) key("server", toml_string(old_.server->text), &old_.server->at);
    if (old_.port) key("port", std::to_string(*old_.port), &old_.port_at);
    key("domain", toml_string(old_.domain.text), &old_.domain.at);
    key("secret", toml_string(old_.secret.text), &old_.secret.at);
  }

  void write_http() {
    section("http");
    const Listener listener = old_.listener.value_or(Listener{"::", 8080, {}, {old_.path, {}, ""}});
    if (!old_.listener) {
      line("# sms-over-xmpp had it on its command line (-listen); this is its default.");
      note({old_.path, {}, "-listen"},
           "told sms-over-xmpp on its command line where to listen for webhooks; give it here too "
           "(--listen tcp:8080), or it is tcp:8080");
    }
    key("listen", toml_string(listener.address), &listener.at);
    key("port", std::to_string(listener.port), &listener.at);
    if (!listener.certificate.empty()) {
      key("tls-certificate", toml_string(listener.certificate), &listener.at);
      key("tls-key", toml_string(listener.certificate), &listener.at);
    }
    if (old_.public_url) {
      std::string url = old_.public_url->text;
      while (url.ends_with('/'))
        url.pop_back();
      key("public-url", toml_string(url), &old_.public_url->at);
    } else {
      line("# With public-url = \"https://…\", the address of this listener from outside, Twilio");
      line("# reports what arrived, and the writer's client shows it.");
    }
  }

  void write_texts() {
    if (!old_.default_prefix) return;
    const Setting& prefix = *old_.default_prefix;
    const auto country = sms::country_of(prefix.text);
    if (!country) {
      return note(prefix.at, fmt::format("“{}” is not a country code, such as +1, and is ignored: "
                                         "numbers have to begin with +",
                                         prefix.text));
    }
    section("texts");
    line("# default_prefix " + printable(prefix.text) +
         ": numbers without + are read as they are dialled in this country.");
    line("# Texts come from addresses with +, however the user wrote the number.");
    const std::string_view region = country->region.code();
    key("region", toml_string(region), &prefix.at);
    note(prefix.at, fmt::format("has become texts.region = \"{}\"; what phones send comes from "
                                "addresses with + here",
                                region));
    if (country->code != prefix.text) {
      note(prefix.at, fmt::format("is more than the country code {}: numbers without + need their "
                                  "area code here",
                                  country->code));
    }
  }

  void write_users() {
    section("users");
    for (const OldUser& user : old_.users) {
      const std::string name = "users." + user.jid;
      out_.origins[name] = user.number.at;
      if (user.also.empty()) {
        line(toml_string(user.jid) + " = " + toml_string(user.number.text));
        continue;
      }
      out_.origins[name + ".number"] = user.number.at;
      out_.origins[name + ".also"] = user.also.front().at;
      std::vector<std::string> also;
      for (const Setting& number : user.also)
        also.push_back(toml_string(number.text));
      line(fmt::format("{} = {{ number = {}, also = [{}] }}", toml_string(user.jid),
                       toml_string(user.number.text), fmt::join(also, ", ")));
    }
  }

  /// All that come in by it.
  [[nodiscard]] std::vector<std::string> numbers_of(const Provider& provider) const {
    std::vector<std::string> numbers;
    for (const OldUser& user : old_.users) {
      if (user.provider != provider.name) continue;
      numbers.push_back(toml_string(user.number.text));
      for (const Setting& number : user.also)
        numbers.push_back(toml_string(number.text));
    }
    return numbers;
  }

  void write_provider(const Provider& provider) {
    const auto numbers = numbers_of(provider);
    const bool is_alone = old_.providers.size() == 1;
    if (numbers.empty() && !is_alone) {
      return note(provider.at, "no user has this provider, and it is left out");
    }
    section("carriers." + toml_string(provider.name));
    section_ = "carriers." + provider.name;
    out_.origins[section_] = provider.at;
    key("type", toml_string(provider.type), &provider.at);
    if (!is_alone) key("numbers", fmt::format("[{}]", fmt::join(numbers, ", ")), &provider.at);
    for (const auto& [name, setting] : provider.keys)
      key(name, toml_string(setting.text), &setting.at);
    if (provider.is_send_only) {
      line(
          "# Nothing proves webhooks, so they are refused: texts go out, and none come in. To get");
      line("# those of phones, put sms:PASSWORD@ into the webhook's address in Twilio's console");
      line("# (https://sms:PASSWORD@…), and have here in place of send-only:");
      line("# webhook-password = \"PASSWORD\"");
      key("send-only", "true", &provider.at);
    }
    if (!provider.webhooks_at.empty()) {
      line("# It was called " + printable(provider.webhooks_at) +
           ", which no carrier can be here; its webhook stays");
      line("# /" + printable(provider.webhooks_at) + "/message.");
      key("webhooks-anywhere", "true", &provider.at);
    }
    if (old_.version == Old::Version::first) {
      line("# The first version took texts at every path.");
      key("webhooks-anywhere", "true", &provider.at);
    }
  }

  const Old& old_;
  std::string store_;
  std::string section_;
  Converted out_;
};

}  // namespace

std::string toml_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      quoted += fmt::format("\\u{:04X}", byte);
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

Origin Converted::origin_of(std::string_view key) const {
  for (std::string name(key); !name.empty();) {
    if (const auto found = origins.find(name); found != origins.end()) return found->second;
    const std::size_t dot = name.rfind('.');
    name.resize(dot == std::string::npos ? 0 : dot);
  }
  return {};
}

Converted convert(const Old& old, const std::string& store) {
  return Writer(old, store).write();
}

}  // namespace gateway::config::sms_over_xmpp
