// SPDX-License-Identifier: GPL-2.0-or-later
// sms: and tel: links that the desktop hands over.
#pragma once

#include <functional>
#include <string>

#include "plugin/purple/send_dialog.h"
#include "plugin/purple/signals.h"

namespace plugin {

/// SECURITY: a link only fills in the form. Whether anything is sent is for the user to say.
class UriHandler {
 public:
  using Open = std::function<void(const SendPreset&)>;

  explicit UriHandler(Open open);

 private:
  gboolean on_uri(const char* scheme, const char* rest, GHashTable* fields);
  void handle(const std::string& uri);

  Open open_;
  SignalConnection uri_handler_;
};

}  // namespace plugin
