// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/carrier/twilio/failures.h"

#include <algorithm>
#include <array>
#include <string>

#include "gateway/model/one_line.h"

namespace gateway::twilio {
namespace {

using Kind = FailureKind;

constexpr auto table = std::to_array<Meaning>({
    // The account and the configuration.
    {10001, Kind::no_credit, Then::tell_operator},
    {14107, Kind::carrier_rejected, Then::wait},
    {20003, Kind::not_permitted, Then::tell_operator},
    {20004, Kind::not_permitted, Then::tell_operator},
    {20005, Kind::no_credit, Then::tell_operator},
    {20006, Kind::not_permitted, Then::tell_operator},
    {20008, Kind::not_permitted, Then::tell_operator},
    {20010, Kind::no_credit, Then::tell_operator},
    {20404, Kind::not_permitted, Then::tell_operator},
    {20429, Kind::carrier_rejected, Then::wait},
    // What is wrong with a message when it is created.
    {21211, Kind::invalid_number},
    {21212, Kind::not_permitted, Then::fail, "Your number cannot send text messages."},
    {21214, Kind::unreachable, Then::fail, "This number cannot be reached by text message."},
    {21217, Kind::invalid_number},
    {21219, Kind::not_permitted, Then::fail,
     "The operator's account may only text numbers that it has verified, and this is not one of "
     "them."},
    {21264, Kind::not_permitted, Then::fail, "Your number cannot send text messages."},
    {21265, Kind::invalid_number, Then::fail, "Your number cannot text a short code."},
    {21266, Kind::invalid_number, Then::fail, "A number cannot text itself."},
    {21408, Kind::not_permitted, Then::fail,
     "Text messages to this country are not enabled for this service."},
    {21601, Kind::not_permitted, Then::fail, "Your number cannot send text messages."},
    {21602, Kind::carrier_rejected, Then::fail, "The message is empty."},
    {21603, Kind::not_permitted, Then::fail, "There is no number to send from."},
    {21604, Kind::invalid_number},
    {21605, Kind::too_long},
    {21606, Kind::not_permitted, Then::fail, "Your number cannot send text messages to this one."},
    {21607, Kind::not_permitted, Then::fail, "Your number cannot send text messages to this one."},
    {21608, Kind::not_permitted, Then::fail,
     "The operator's account may only text numbers that it has verified, and this is not one of "
     "them."},
    {21609, Kind::carrier_rejected, Then::tell_operator},
    {21610, Kind::opted_out},
    {21611, Kind::quota, Then::wait},
    {21612, Kind::not_permitted, Then::fail, "This number cannot be reached from yours."},
    {21613, Kind::not_permitted, Then::fail, "Your number cannot send text messages."},
    {21614, Kind::invalid_number, Then::fail, "This is not a mobile number: it takes no texts."},
    {21615, Kind::not_permitted, Then::fail,
     "Text messages to this country are not enabled for this service."},
    {21616, Kind::not_permitted, Then::fail, "Your number cannot send text messages to this one."},
    {21617, Kind::too_long},
    {21618, Kind::blocked, Then::fail, "The content of the message is not permitted."},
    {21619, Kind::carrier_rejected, Then::fail, "The message is empty."},
    {21620, Kind::carrier_rejected, Then::fail, "The link to the picture cannot be used."},
    {21621, Kind::not_permitted, Then::fail, "Your number cannot send pictures."},
    {21622, Kind::not_permitted, Then::fail, "Pictures cannot be sent to this number."},
    {21623, Kind::too_long, Then::fail, "There are too many pictures in the message."},
    {21635, Kind::invalid_number, Then::fail, "This is a landline: it takes no texts."},
    {21660, Kind::not_permitted, Then::tell_operator},
    {21701, Kind::not_permitted, Then::tell_operator},
    {21703, Kind::not_permitted, Then::tell_operator},
    {21704, Kind::not_permitted, Then::tell_operator},
    {21712, Kind::not_permitted, Then::fail, "Your number cannot send text messages."},
    // What went wrong on the way.
    {30001, Kind::quota, Then::fail,
     "Too many messages were waiting for your number, and this one was dropped. Send it again "
     "later."},
    {30002, Kind::no_credit},
    {30003, Kind::unreachable},
    {30004, Kind::blocked, Then::fail, "The recipient or their network blocks this message."},
    {30005, Kind::invalid_number},
    {30006, Kind::invalid_number, Then::fail, "This is a landline, or its network takes no texts."},
    {30007, Kind::blocked, Then::fail, "The phone network treated this message as spam."},
    {30008, Kind::carrier_rejected, Then::fail,
     "The phone network did not deliver the message and gave no reason."},
    {30009, Kind::carrier_rejected, Then::fail, "Part of the message was lost on its way."},
    {30010, Kind::no_credit, Then::fail, "The message costs more than the operator allows."},
    {30011, Kind::not_permitted, Then::fail, "Pictures cannot be sent to this number."},
    {30017, Kind::unreachable, Then::fail, "The phone's network is congested."},
    {30018, Kind::not_permitted, Then::fail, "The number to send from is missing or not allowed."},
    {30019, Kind::too_long, Then::fail, "The picture is too large."},
    {30022, Kind::quota, Then::fail, "Too many messages were sent from your number."},
    {30023, Kind::quota, Then::fail, "No more messages can be sent today: the limit is reached."},
    {30024, Kind::not_permitted, Then::fail, "Your number is not set up to send text messages."},
    {30027, Kind::quota, Then::fail, "No more messages can be sent today: the limit is reached."},
    {30032, Kind::not_permitted, Then::fail, "Your toll-free number has not been verified yet."},
    {30034, Kind::not_permitted, Then::fail,
     "Your number is not registered for text messages in the United States (A2P 10DLC)."},
    {30035, Kind::not_permitted, Then::fail, "Your number's registration is not complete yet."},
    {30036, Kind::unreachable, Then::fail, "The phone was not reached in time."},
    {30044, Kind::too_long, Then::fail, "The message is too long for a trial account."},
    {30410, Kind::unreachable, Then::fail, "The phone's network did not answer in time."},
    {30450, Kind::blocked},
    {30453, Kind::blocked},
    {63038, Kind::quota, Then::fail, "No more messages can be sent today: the limit is reached."},
});

constexpr bool is_sorted = std::ranges::is_sorted(table, {}, &Meaning::code);
static_assert(is_sorted, "a code stands at the wrong place");

constexpr std::size_t longest_words = 200;

}  // namespace

std::span<const Meaning> meanings() {
  return table;
}

Meaning meaning_of(int code) {
  const auto found = std::ranges::lower_bound(table, code, {}, &Meaning::code);
  if (found != table.end() && found->code == code) return *found;
  return {.code = code};
}

Failure failure_of(int code, std::string_view said) {
  const Meaning meaning = meaning_of(code);
  Failure failure{.kind = meaning.kind,
                  .text = meaning.text,
                  .code = code == 0 ? std::string() : std::to_string(code)};
  if (failure.text.empty() && meaning.kind == FailureKind::carrier_rejected) {
    failure.text = one_line(said, longest_words);
  }
  return failure;
}

}  // namespace gateway::twilio
