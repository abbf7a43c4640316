// SPDX-License-Identifier: GPL-2.0-or-later
// Everything that lives from load to unload.
#pragma once

#include "plugin/announce/account_report.h"
#include "plugin/announce/announcement_log.h"
#include "plugin/purple/bundle_responder.h"
#include "plugin/purple/commands.h"
#include "plugin/purple/form.h"
#include "plugin/purple/gateways.h"
#include "plugin/purple/presence_hook.h"
#include "plugin/purple/refusal_notice.h"
#include "plugin/purple/settings.h"
#include "plugin/purple/vcard_import.h"
#include "plugin/purple/xmpp.h"
#include "plugin/texting/sent_texts.h"

namespace plugin {

class Session {
 public:
  /// Starts announcing, for accounts that are online already too.
  explicit Session(const Xmpp& xmpp);
  /// Takes back what was announced, unless the client is quitting.
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Switches announcing for one account and tells its server at once.
  void switch_account(PurpleAccount* account, bool on);

  /// Where each XMPP account stands, in the order of the account list.
  [[nodiscard]] std::vector<AccountFacts> report() const;

  [[nodiscard]] Forms& forms() { return forms_; }
  [[nodiscard]] Gateways& gateways() { return gateways_; }
  [[nodiscard]] VcardImport& vcard_import() { return vcard_import_; }

 private:
  /// The account may be new, or have got its switch from elsewhere than our dialog.
  void on_signing_on(PurpleConnection* /*connection*/) { hook_->refresh(); }
  void on_signed_off(PurpleConnection* connection);
  void on_quitting() { is_quitting_ = true; }
  void on_preferences_changed();

  Xmpp xmpp_;
  bool is_quitting_ = false;
  AnnouncementLog log_;
  SentTexts texts_;
  std::optional<PresenceHook> hook_;
  BundleResponder responder_;
  Gateways gateways_;
  Forms forms_;
  VcardImport vcard_import_;
  RefusalNotice refusals_;
  Commands commands_;
  settings::Watch watch_;
  SignalConnection signing_on_;
  SignalConnection signed_off_;
  SignalConnection quitting_;
};

}  // namespace plugin
