// SPDX-License-Identifier: GPL-2.0-or-later
// The enumerations' own names, for logs and scripts.
#include "sms/address.h"
#include "sms/number.h"
#include "sms/number_error.h"
#include "sms/text_error.h"
#include "sms/uri.h"

namespace sms {

std::string_view error_name(NumberErrorCode code) {
  switch (code) {
    case NumberErrorCode::empty:
      return "empty";
    case NumberErrorCode::invalid_utf8:
      return "invalid_utf8";
    case NumberErrorCode::control_character:
      return "control_character";
    case NumberErrorCode::invisible_character:
      return "invisible_character";
    case NumberErrorCode::mixed_digits:
      return "mixed_digits";
    case NumberErrorCode::letters:
      return "letters";
    case NumberErrorCode::extension:
      return "extension";
    case NumberErrorCode::unexpected_character:
      return "unexpected_character";
    case NumberErrorCode::missing_country_code:
      return "missing_country_code";
    case NumberErrorCode::unknown_country_code:
      return "unknown_country_code";
    case NumberErrorCode::unknown_region:
      return "unknown_region";
    case NumberErrorCode::missing_area_code:
      return "missing_area_code";
    case NumberErrorCode::too_short:
      return "too_short";
    case NumberErrorCode::too_long:
      return "too_long";
    case NumberErrorCode::wrong_length:
      return "wrong_length";
    case NumberErrorCode::malformed_uri:
      return "malformed_uri";
    case NumberErrorCode::several_recipients:
      return "several_recipients";
    case NumberErrorCode::local_context:
      return "local_context";
    case NumberErrorCode::not_e164:
      return "not_e164";
    case NumberErrorCode::not_a_short_code:
      return "not_a_short_code";
    case NumberErrorCode::not_a_sender_name:
      return "not_a_sender_name";
    case NumberErrorCode::no_numbering_plans:
      return "no_numbering_plans";
  }
  return "unknown";
}

std::string_view error_name(UriErrorCode code) {
  switch (code) {
    case UriErrorCode::not_a_phone_uri:
      return "not_a_phone_uri";
    case UriErrorCode::no_number:
      return "no_number";
    case UriErrorCode::bad_character:
      return "bad_character";
    case UriErrorCode::bad_percent:
      return "bad_percent";
    case UriErrorCode::invalid_utf8:
      return "invalid_utf8";
    case UriErrorCode::nul:
      return "nul";
    case UriErrorCode::bad_parameter:
      return "bad_parameter";
    case UriErrorCode::duplicate:
      return "duplicate";
    case UriErrorCode::mandatory_parameter:
      return "mandatory_parameter";
    case UriErrorCode::bad_context:
      return "bad_context";
    case UriErrorCode::needless_context:
      return "needless_context";
    case UriErrorCode::bad_field:
      return "bad_field";
  }
  return "unknown";
}

std::string_view error_name(AddressErrorCode code) {
  switch (code) {
    case AddressErrorCode::bad_domain:
      return "bad_domain";
    case AddressErrorCode::bad_template:
      return "bad_template";
    case AddressErrorCode::not_a_jid:
      return "not_a_jid";
    case AddressErrorCode::other_gateway:
      return "other_gateway";
    case AddressErrorCode::no_party:
      return "no_party";
    case AddressErrorCode::bad_number:
      return "bad_number";
    case AddressErrorCode::not_addressable:
      return "not_addressable";
    case AddressErrorCode::no_groups:
      return "no_groups";
  }
  return "unknown";
}

std::string_view error_name(TextErrorCode code) {
  return code == TextErrorCode::nul ? "nul" : "invalid_utf8";
}

std::string_view kind_name(NumberKind kind) {
  switch (kind) {
    case NumberKind::mobile:
      return "mobile";
    case NumberKind::fixed_line:
      return "fixed_line";
    case NumberKind::fixed_line_or_mobile:
      return "fixed_line_or_mobile";
    case NumberKind::toll_free:
      return "toll_free";
    case NumberKind::premium_rate:
      return "premium_rate";
    case NumberKind::shared_cost:
      return "shared_cost";
    case NumberKind::voip:
      return "voip";
    case NumberKind::personal:
      return "personal";
    case NumberKind::pager:
      return "pager";
    case NumberKind::company:
      return "company";
    case NumberKind::voicemail:
      return "voicemail";
    case NumberKind::unassigned:
      return "unassigned";
  }
  return "unknown";
}

}  // namespace sms
