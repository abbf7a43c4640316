// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/model/message.h"

namespace gateway {

std::string_view state_name(State state) {
  switch (state) {
    case State::queued:
      return "queued";
    case State::sending:
      return "sending";
    case State::unclear:
      return "unclear";
    case State::accepted:
      return "accepted";
    case State::delivered:
      return "delivered";
    case State::failed:
      return "failed";
    case State::handed_over:
      return "handed_over";
  }
  return "";
}

std::string_view failure_name(FailureKind kind) {
  switch (kind) {
    case FailureKind::none:
      return "none";
    case FailureKind::invalid_number:
      return "invalid_number";
    case FailureKind::not_permitted:
      return "not_permitted";
    case FailureKind::opted_out:
      return "opted_out";
    case FailureKind::blocked:
      return "blocked";
    case FailureKind::too_long:
      return "too_long";
    case FailureKind::no_credit:
      return "no_credit";
    case FailureKind::quota:
      return "quota";
    case FailureKind::unreachable:
      return "unreachable";
    case FailureKind::carrier_rejected:
      return "carrier_rejected";
    case FailureKind::carrier_gone:
      return "carrier_gone";
    case FailureKind::unclear:
      return "unclear";
  }
  return "";
}

}  // namespace gateway
