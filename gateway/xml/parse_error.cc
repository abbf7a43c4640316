// SPDX-License-Identifier: GPL-2.0-or-later
#include "gateway/xml/parse_error.h"

namespace gateway::xml {

std::string_view parse_error_text(ParseError error) {
  switch (error) {
    case ParseError::not_well_formed:
      return "not well-formed XML";
    case ParseError::other_encoding:
      return "an encoding other than UTF-8";
    case ParseError::restricted:
      return "XML that XMPP does not allow";
    case ParseError::stray_text:
      return "text between stanzas";
    case ParseError::after_the_end:
      return "something after the end";
    case ParseError::unfinished:
      return "XML that stops too early";
    case ParseError::over_all_bounds:
      return "XML over all bounds";
    case ParseError::too_deep:
      return "a stanza nested too deep";
    case ParseError::too_long:
      return "a stanza that is too long";
    case ParseError::too_many_parts:
      return "a stanza of too many parts";
  }
  return "XML that cannot be read";
}

std::string_view parse_error_condition(ParseError error) {
  switch (error) {
    case ParseError::not_well_formed:
    case ParseError::after_the_end:
    case ParseError::unfinished:
      return "not-well-formed";
    case ParseError::other_encoding:
      return "unsupported-encoding";
    case ParseError::restricted:
      return "restricted-xml";
    case ParseError::stray_text:
      return "bad-format";
    case ParseError::over_all_bounds:
    case ParseError::too_deep:
    case ParseError::too_long:
    case ParseError::too_many_parts:
      return "policy-violation";
  }
  return "undefined-condition";
}

}  // namespace gateway::xml
