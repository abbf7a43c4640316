// SPDX-License-Identifier: GPL-2.0-or-later
// The simulator towards its page.
#include <array>

#include <nlohmann/json.hpp>

#include "gateway/carrier/json_string.h"
#include "gateway/carrier/simulator/page_files.h"
#include "gateway/carrier/simulator/simulator.h"
#include "sms/number.h"
#include "sms/utf8.h"

namespace gateway::simulator {
namespace {

using nlohmann::json;

constexpr std::chrono::seconds heartbeat_every{15};
constexpr std::size_t longest_body = 10000;

struct File {
  std::string_view name;
  const char* type;
  const char* content;
};
/// What the page consists of besides itself.
const std::array besides = {
    File{"page.js", "text/javascript; charset=utf-8", page_files::script},
    File{"handset.js", "text/javascript; charset=utf-8", page_files::handset},
    File{"page.css", "text/css; charset=utf-8", page_files::style},
    File{"page.svg", "image/svg+xml", page_files::icon},
};

http::Response wrong(const std::string& what) {
  return {.status = 400, .body = what + "\n"};
}

json parse_object(const std::string& body) {
  json parsed = json::parse(body, nullptr, false);
  return parsed.is_object() ? parsed : json::object();
}

/// SECURITY: a form of another site's page cannot have this type.
bool is_json(const http::Request& request) {
  return request.header("content-type").value_or("").starts_with("application/json");
}

/// How people read a number; what is none (a short code, a name) as it is.
std::string shown(const std::string& number) {
  const auto parsed = sms::E164::parse(number);
  return parsed ? sms::display(*parsed) : number;
}

/// The numbers that an event is about, as people read them: {"+13075551212": "+1 307-555-1212"}.
json names_in(const Event& event) {
  json names = json::object();
  const auto add = [&](const std::string& number) { names[number] = shown(number); };
  if (const auto* switched = std::get_if<Switched>(&event)) add(switched->phone);
  if (const auto* taken = std::get_if<Taken>(&event)) {
    add(taken->phone);
    add(taken->from);
  }
  if (const auto* typed = std::get_if<Typed>(&event)) {
    add(typed->phone);
    add(typed->to);
  }
  return names;
}

json phone_json(const Phone& phone) {
  json texts = json::array();
  for (const Text& text : phone.texts) {
    texts.push_back({{"id", text.id},
                     {"from_phone", text.is_from_phone},
                     {"other", text.other},
                     {"body", text.body},
                     {"when", text.when.time_since_epoch().count()},
                     {"arrived", text.has_arrived}});
  }
  return {{"number", phone.number}, {"power", power_name(phone.power)}, {"texts", texts}};
}

}  // namespace

void Simulator::add_routes(http::Routes& routes) {
  const std::string base = "/" + name() + "/";
  const auto add = [&](const char* method, const std::string& path, auto handler) {
    routes.add({method, path, http::Access::guarded, handler});
  };
  std::vector<std::string> files = {""};
  for (const File& file : besides)
    files.emplace_back(file.name);
  for (const std::string& file : files) {
    add("GET", base + file,
        http::Handler([this, file, base](const http::Request& request, http::Reply reply) {
          if (request.path != base + file) {
            return reply({.status = 404, .body = "There is nothing here.\n"});
          }
          on_page(file, request, reply);
        }));
  }
  add("GET", base + "events",
      http::EventHandler([this](const http::Request&, std::shared_ptr<http::EventStream> stream) {
        on_stream(std::move(stream));
      }));
  add("POST", base + "texts",
      http::Handler(
          [this](const http::Request& request, http::Reply reply) { on_type(request, reply); }));
  add("POST", base + "phones",
      http::Handler(
          [this](const http::Request& request, http::Reply reply) { on_switch(request, reply); }));
}

void Simulator::on_page(const std::string& file, const http::Request& request,
                        http::Reply& reply) const {
  for (const auto& [name, type, content] : besides) {
    if (file == name) return reply({.type = type, .body = content});
  }
  http::Response page{.type = "text/html; charset=utf-8", .body = page_files::page};
  // The link had the token; what the page loads and does later has it in a cookie.
  if (const auto token = request.query_value("token"); token && !token->empty()) {
    // SECURITY: never in the clear where the gateway itself has a certificate. A browser does not
    // keep such a cookie of plain HTTP, which is for this machine.
    page.headers.emplace_back("Set-Cookie", "xmpp-sms-token=" + std::string(*token) +
                                                "; HttpOnly; SameSite=Strict; Path=/" +
                                                (settings_.is_behind_tls ? "; Secure" : ""));
  }
  reply(std::move(page));
}

std::string Simulator::snapshot() const {
  json phones = json::array();
  json names = json::object();
  const auto name = [&](const std::string& number) {
    if (!names.contains(number)) names[number] = shown(number);
  };
  for (const Phone& phone : network_.phones()) {
    phones.push_back(phone_json(phone));
    name(phone.number);
    for (const Text& text : phone.texts)
      name(text.other);
  }
  for (const std::string& number : settings_.numbers)
    name(number);
  const json all = {{"names", names}, {"phones", phones}, {"numbers", settings_.numbers}};
  return all.dump(-1, ' ', false, json::error_handler_t::replace);
}

void Simulator::tell_pages(const Event& event) {
  if (streams_.empty()) return;
  const std::string line = to_json(event);
  const json names = names_in(event);
  std::erase_if(streams_, [&](const auto& stream) {
    return (!names.empty() && !stream->send("names", names.dump())) ||
           !stream->send("change", line);
  });
}

void Simulator::on_stream(std::shared_ptr<http::EventStream> stream) {
  stream->send("state", snapshot());
  streams_.push_back(std::move(stream));
  if (heartbeat_.is_set() && heartbeat_.when() > clock_.now()) return;
  heartbeat_ = Timer(scheduler_, clock_.now() + heartbeat_every, [this] { beat(); });
}

/// Finds out which pages are gone, and keeps proxies from closing the others.
void Simulator::beat() {
  std::erase_if(streams_, [](const auto& stream) { return !stream->send("beat", ""); });
  if (streams_.empty()) return;
  heartbeat_ = Timer(scheduler_, clock_.now() + heartbeat_every, [this] { beat(); });
}

void Simulator::on_type(const http::Request& request, http::Reply& reply) {
  if (!is_json(request)) return reply(wrong("application/json is needed"));
  const json asked = parse_object(request.body);
  const auto phone = sms::parse_number(string_in(asked, "from"));
  const std::string to = string_in(asked, "to");
  const std::string body = string_in(asked, "body");
  if (!phone) return reply(wrong(phone.error().message));
  if (to.empty()) return reply(wrong("“to” is missing: the number that is texted"));
  if (body.empty()) return reply(wrong("“body” is missing: the text"));
  if (body.size() > longest_body) return reply(wrong("The text is too long for a phone."));
  if (!happen(network_.type(std::string(phone->text()), to, body, clock_.now()))) {
    return reply({.status = 503, .body = "The text could not be kept, and was not sent.\n"});
  }
  reply({.status = 202, .type = "application/json", .body = "{}"});
}

void Simulator::on_switch(const http::Request& request, http::Reply& reply) {
  if (!is_json(request)) return reply(wrong("application/json is needed"));
  const json asked = parse_object(request.body);
  const auto phone = sms::parse_number(string_in(asked, "number"));
  const auto power = power_of(string_in(asked, "power"));
  if (!phone) return reply(wrong(phone.error().message));
  if (!power) return reply(wrong("“power” has to be on, off or refusing"));
  if (!happen(network_.switch_phone(std::string(phone->text()), *power, clock_.now()))) {
    return reply({.status = 503, .body = "There are too many phones, or no room on the disk.\n"});
  }
  const json answer = {{"number", phone->text()}};
  reply({.status = 200, .type = "application/json", .body = answer.dump()});
}

void Simulator::set_numbers(std::vector<std::string> numbers) {
  settings_.numbers = std::move(numbers);
  std::erase_if(streams_, [&](const auto& stream) { return !stream->send("state", snapshot()); });
}

}  // namespace gateway::simulator
