// SPDX-License-Identifier: GPL-2.0-or-later
// Everything that lives from load to unload.
#pragma once

#include "plugin/announce/account_report.h"
#include "plugin/announce/announcement_log.h"
#include "plugin/purple/buddy_menu.h"
#include "plugin/purple/bundle_responder.h"
#include "plugin/purple/commands.h"
#include "plugin/purple/contact_adder.h"
#include "plugin/purple/contact_dialog.h"
#include "plugin/purple/form.h"
#include "plugin/purple/gateways.h"
#include "plugin/purple/incoming_texts.h"
#include "plugin/purple/ipc.h"
#include "plugin/purple/outcome_notice.h"
#include "plugin/purple/outgoing_hook.h"
#include "plugin/purple/phone_names.h"
#include "plugin/purple/phone_titles.h"
#include "plugin/purple/question.h"
#include "plugin/purple/refusal_notice.h"
#include "plugin/purple/registration.h"
#include "plugin/purple/resender.h"
#include "plugin/purple/roster.h"
#include "plugin/purple/send_dialog.h"
#include "plugin/purple/send_question.h"
#include "plugin/purple/settings.h"
#include "plugin/purple/texting.h"
#include "plugin/purple/uri_handler.h"
#include "plugin/purple/vcard_import.h"
#include "plugin/purple/xmpp.h"
#include "plugin/texting/sent_texts.h"

namespace plugin {

class Session {
 public:
  /// Starts announcing, for accounts that are online already too.
  /// Shape:   `self` is our plugin as libpurple knows it
  Session(const Xmpp& xmpp, PurplePlugin* self);
  /// Takes back what was announced, unless the client is quitting.
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Switches announcing for one account and tells its server at once.
  void switch_account(PurpleAccount* account, bool on);

  /// Shape:   `plugin_file` is the plugin's own path
  void import_contacts(const std::string& plugin_file);

  /// Where each XMPP account stands, in the order of the account list.
  [[nodiscard]] std::vector<AccountFacts> report() const;

  [[nodiscard]] SendDialog& send_dialog() { return send_dialog_; }
  [[nodiscard]] ContactDialog& contact_dialog() { return contact_dialog_; }
  [[nodiscard]] Roster& roster() { return roster_; }
  [[nodiscard]] Forms& forms() { return forms_; }
  [[nodiscard]] Gateways& gateways() { return gateways_; }
  [[nodiscard]] Registration& registration() { return registration_; }

 private:
  [[nodiscard]] bool is_sms_conversation(PurpleConversation* conversation) const;
  /// The account may be new, or have got its switch from elsewhere than our dialog.
  void on_signing_on(PurpleConnection* /*connection*/) { hook_->refresh(); }
  void on_signed_off(PurpleConnection* connection);
  void on_quitting() { is_quitting_ = true; }
  void on_preferences_changed();
  void send_to(PurpleBuddy* buddy);
  void add_phone(PurpleConversation* conversation, const std::string& name);

  Xmpp xmpp_;
  bool is_quitting_ = false;
  AnnouncementLog log_;
  SentTexts texts_;
  Gateways gateways_;
  Questions questions_;
  Forms forms_;
  Registration registration_;
  Roster roster_;
  PresenceHook presence_;
  TextHook sent_;
  std::optional<OutgoingHook> hook_;
  BundleResponder responder_;
  Resender resender_;
  Texting texting_;
  SendDialog send_dialog_;
  ContactDialog contact_dialog_;
  VcardImport vcard_import_;
  Ipc ipc_;
  RefusalNotice refusals_;
  OutcomeNotice outcomes_;
  IncomingTexts incoming_;
  PhoneTitles titles_;
  PhoneNames names_;
  SendQuestion send_question_;
  ContactAdder adder_;
  Commands commands_;
  BuddyMenu buddy_menu_;
  UriHandler uri_handler_;
  settings::Watch watch_;
  SignalConnection signing_on_;
  SignalConnection signed_off_;
  SignalConnection quitting_;
};

}  // namespace plugin
