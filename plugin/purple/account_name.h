// SPDX-License-Identifier: GPL-2.0-or-later
// What names an account of any protocol for as long as something is asked: an account's pointer may
// be another account's by the time the answer comes.
#pragma once

#include <string>

#include "plugin/purple/handles.h"
#include "plugin/purple/purple_api.h"

namespace plugin {

class AccountName {
 public:
  explicit AccountName(const PurpleAccount* account)
      : user_(or_empty(purple_account_get_username(account))),
        protocol_(or_empty(purple_account_get_protocol_id(account))) {}

  /// The account, or nullptr when it was removed or renamed meanwhile.
  [[nodiscard]] PurpleAccount* find() const {
    return purple_accounts_find(user_.c_str(), protocol_.c_str());
  }

 private:
  std::string user_;
  std::string protocol_;
};

}  // namespace plugin
