// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/app/metrics.h"

#include <vector>

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

namespace gateway::app {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

class Page {
 public:
  void counter(const char* name, const char* help, std::uint64_t value) {
    ClientMetric metric;
    metric.counter.value = static_cast<double>(value);
    family(name, help, MetricType::Counter).metric.push_back(metric);
  }
  void gauge(const char* name, const char* help, double value) {
    ClientMetric metric;
    metric.gauge.value = value;
    family(name, help, MetricType::Gauge).metric.push_back(metric);
  }
  /// One of a family: with its direction and state.
  void messages(const char* direction, const char* state, std::size_t value) {
    const char* const name = "xmpp_sms_messages";
    if (families_.empty() || families_.back().name != name)
      (void)family(name, "Messages in the store", MetricType::Gauge);
    ClientMetric metric;
    metric.label = {{"direction", direction}, {"state", state}};
    metric.gauge.value = static_cast<double>(value);
    families_.back().metric.push_back(metric);
  }
  /// One of a family: of a carrier, with how it went.
  void webhooks(const std::string& carrier, const char* outcome, std::uint64_t value) {
    const char* const name = "xmpp_sms_webhooks_total";
    if (families_.empty() || families_.back().name != name)
      (void)family(name, "Requests of carriers", MetricType::Counter);
    ClientMetric metric;
    metric.label = {{"carrier", carrier}, {"outcome", outcome}};
    metric.counter.value = static_cast<double>(value);
    families_.back().metric.push_back(metric);
  }
  [[nodiscard]] std::string text() const {
    return prometheus::TextSerializer().Serialize(families_);
  }

 private:
  MetricFamily& family(const char* name, const char* help, MetricType type) {
    families_.push_back({name, help, type, {}});
    return families_.back();
  }

  std::vector<MetricFamily> families_;
};

void add_counts(Page& page, const char* direction, const Counts& counts) {
  page.messages(direction, "queued", counts.queued);
  page.messages(direction, "sending", counts.sending);
  page.messages(direction, "unclear", counts.unclear);
  page.messages(direction, "accepted", counts.accepted);
  page.messages(direction, "delivered", counts.delivered);
  page.messages(direction, "failed", counts.failed);
  page.messages(direction, "handed_over", counts.handed_over);
}

void add_counters(Page& page, const Counters& counters) {
  page.counter("xmpp_sms_stanzas_total", "Stanzas from the XMPP server", counters.stanzas);
  page.counter("xmpp_sms_out_taken_total", "Texts from users that are on disk", counters.out_taken);
  page.counter("xmpp_sms_out_refused_total", "Texts from users refused at once",
               counters.out_refused);
  page.counter("xmpp_sms_out_again_total", "Texts that a client sent again", counters.out_again);
  page.counter("xmpp_sms_out_accepted_total", "Texts that a carrier took", counters.out_accepted);
  page.counter("xmpp_sms_out_delivered_total", "Texts that phones have", counters.out_delivered);
  page.counter("xmpp_sms_out_failed_total", "Texts that failed", counters.out_failed);
  page.counter("xmpp_sms_out_unclear_total", "Answers of carriers that were lost",
               counters.out_unclear);
  page.counter("xmpp_sms_out_retries_total", "Attempts after the first", counters.out_retries);
  page.counter("xmpp_sms_in_taken_total", "Texts from phones that are on disk", counters.in_taken);
  page.counter("xmpp_sms_in_again_total", "Texts that a carrier reported again", counters.in_again);
  page.counter("xmpp_sms_in_nobodys_total", "Texts to a number that is nobody's",
               counters.in_nobodys);
  page.counter("xmpp_sms_in_handed_over_total", "Texts that the XMPP server has read",
               counters.in_handed_over);
  page.counter("xmpp_sms_in_put_back_total",
               "Texts that the XMPP server sent back, to be sent again later",
               counters.in_put_back);
  page.counter("xmpp_sms_in_bounced_total", "Texts that the XMPP server sent back for good",
               counters.in_bounced);
  page.counter("xmpp_sms_reports_total", "Delivery reports", counters.reports);
  page.counter("xmpp_sms_reports_unknown_total", "Delivery reports of unknown messages",
               counters.reports_unknown);
  page.counter("xmpp_sms_news_told_total", "Receipts and failures that the XMPP server has read",
               counters.news_told);
  page.counter("xmpp_sms_store_errors_total", "What the store could not do", counters.store_errors);
}

}  // namespace

std::string metrics_page(const Observed& observed) {
  Page page;
  add_counters(page, observed.counters);
  if (observed.out) add_counts(page, "out", *observed.out);
  if (observed.in) add_counts(page, "in", *observed.in);
  page.gauge("xmpp_sms_link_up", "Whether the XMPP server is connected",
             observed.link_is_up ? 1 : 0);
  page.gauge("xmpp_sms_link_waiting_bytes", "What waits to go to the XMPP server",
             static_cast<double>(observed.link_waiting_bytes));
  page.gauge("xmpp_sms_inbound_in_memory", "Texts from phones in memory",
             static_cast<double>(observed.inbound_in_memory));
  page.gauge("xmpp_sms_store_waiting_requests", "What was asked of the store and is not on disk",
             static_cast<double>(observed.pressure.requests));
  page.gauge("xmpp_sms_store_waiting_bytes", "The same in bytes",
             static_cast<double>(observed.pressure.bytes));
  for (const auto& [carrier, counters] : observed.webhooks) {
    page.webhooks(carrier, "taken", counters.taken);
    page.webhooks(carrier, "challenged", counters.challenged);
    page.webhooks(carrier, "refused", counters.refused);
    page.webhooks(carrier, "malformed", counters.malformed);
    page.webhooks(carrier, "later", counters.later);
  }
  return page.text();
}

}  // namespace gateway::app
