// SPDX-License-Identifier: GPL-2.0-or-later
// Everything that decides, put together: stanzas and texts in, stanzas and texts out.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gateway/carrier/carrier.h"
#include "gateway/core/addresses.h"
#include "gateway/core/admission.h"
#include "gateway/core/blocklist.h"
#include "gateway/core/carriers.h"
#include "gateway/core/context.h"
#include "gateway/core/courier.h"
#include "gateway/core/directory.h"
#include "gateway/core/inbox.h"
#include "gateway/core/intake.h"
#include "gateway/core/outbox.h"
#include "gateway/core/presence.h"
#include "gateway/core/query_handler.h"
#include "gateway/core/receipts.h"
#include "gateway/core/replies.h"
#include "gateway/link/link.h"

namespace gateway {

/// One thread, the main loop's. May go at any time: whoever answers it later finds nobody.
class Switchboard final : public LinkEvents, public CarrierEvents {
 public:
  struct Setup {
    Settings settings;               ///< checked: the domain can be one
    std::vector<Carrier*> carriers;  ///< borrowed until others take their place
    MakeQueryHandler queries;        ///< protocol::all_queries()
  };

  Switchboard(World world, Setup setup);
  Switchboard(const Switchboard&) = delete;
  Switchboard& operator=(const Switchboard&) = delete;

  /// Loads what the store knows of users, then begins; before that, everything is refused with
  /// "try again". Connect the link when `ready` is called. False: the store could not be read.
  void start(std::function<void(bool)> ready);
  /// New users, numbers, limits and carriers. The domain stays: it is the link's.
  void reload(Settings settings, const std::vector<Carrier*>& carriers);
  /// Begins to send nothing new; `done` when what was begun has its outcome on disk (true) or the
  /// time for it has run out (false). What comes in is stored still.
  void drain(std::function<void(bool)> done);

  /// The link has ended for good, all that came over it was handed over, and the store is open:
  /// what could not be said is kept for the next run.
  void link_ended() { replies_.link_ended(); }
  /// So much waits for the link that nothing more is to be read from it.
  [[nodiscard]] bool is_behind() const { return replies_.is_full(); }

  void link_up() override;
  void link_down(const std::string& why) override;
  void link_writable() override;
  void stanza(xml::Element stanza) override;
  void unread(xml::Element refusal) override { replies_.send(std::move(refusal)); }
  void inbound(const std::string& carrier, Inbound text, std::function<void(bool)> done) override;
  void report(const std::string& carrier, DeliveryReport report,
              std::function<void(bool)> done) override;

  [[nodiscard]] const Counters& counters() { return context_.counters(); }
  [[nodiscard]] const Directory& directory() const { return directory_; }
  [[nodiscard]] const Presence& presence() const { return presence_; }
  [[nodiscard]] const Outbox& outbox() const { return outbox_; }
  [[nodiscard]] std::size_t inbound_in_memory() const { return inbox_.in_memory(); }

 private:
  void message(xml::Element stanza);
  void load_registrations();
  void load_blocked();
  void load_pairs();
  void loaded(bool is_well);
  void look_whether_drained(Time until);

  Context context_;
  Addresses addresses_;
  Directory directory_;
  Blocklist blocklist_;
  Carriers carriers_;
  Courier courier_;
  Replies replies_;
  Outbox outbox_;
  Receipts receipts_;
  Inbox inbox_;
  Presence presence_;
  Intake intake_;
  Admission admission_;
  QueryHandler answer_;
  std::function<void(bool)> ready_;
  std::function<void(bool)> drained_;
  Timer drain_timer_;
  bool is_ready_ = false;
};

}  // namespace gateway
